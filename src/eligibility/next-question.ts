import { AnswerGains, answersTo } from "./answer-gains.ts";
import { describePossible } from "./facts/describe-fact.ts";
import { compare, type Fact, optionsIn, type Possible, samePossible, unwanted } from "./facts/fact.ts";
import { type FactValue, factValueOf } from "./facts/fact-value.ts";
import type { Profile } from "./facts/profile.ts";
import { isRelevant, type OfferAssessment } from "./offer-assessment.ts";
import type { OfferSet } from "./offers/catalogue.ts";

/** One way to answer, sent back in the profile as `{[fact]: value}`. */
export interface AnswerOption {
  readonly fact: Fact;
  readonly label: string;
  readonly value: FactValue;
  /** For `several_of`: what it says not to choose this. */
  readonly otherwise: FactValue | null;
}

export interface NextQuestion {
  readonly text: string;
  /** `number` and `date` have no options: the value of `facts[0]` is asked. */
  readonly kind: "yes_no" | "one_of" | "several_of" | "number" | "date";
  /** What is asked, the fact that settles most first. */
  readonly facts: readonly [Fact, ...Fact[]];
  readonly options: readonly AnswerOption[];
  /** Of a number. */
  readonly unit: string | null;
  /** How many open verdicts an answer can change. */
  readonly concerns: number;
  /** How much of the open verdicts an answer is expected to settle, in bits. */
  readonly bits: number;
}

/** Facts asked for at once, at most. */
const mostAtOnce = 12;

/** Open verdicts weighed one by one, at most. */
const widestScope = 250;

/** Less than this is not worth a question. */
const leastBits = 1e-4;

/**
 * The question whose answer is expected to settle most of the open verdicts that have to do with what was told; of
 * all open verdicts while nothing told has to do with any. Null when no answer would settle anything: the interview
 * is over. Never asks what is known or what the applicant skipped.
 */
export function findNextQuestion(
  profile: Profile,
  catalogue: OfferSet,
  assessments: readonly OfferAssessment[],
): NextQuestion | null {
  const scope = openVerdicts(assessments);
  if (scope.length === 0) return null;
  const gains = new AnswerGains(profile, catalogue, spread(scope));
  const wanted = new Set(scope.flatMap(({ missing }) => missing));
  const seen = new Set<Fact>();
  const candidates = new Set([...wanted].flatMap((fact) => askable(fact, profile, seen)));
  const best = bestOf(candidates, gains);
  if (best === null) return null;
  const isUnknown = (fact: Fact): boolean =>
    samePossible(profile.knowledge[fact.index] ?? fact.everything, fact.everything);
  const siblings =
    best.fact.askedBy === null || !isUnknown(best.fact)
      ? []
      : [...candidates]
          .filter((fact) => fact !== best.fact && fact.askedBy === best.fact.askedBy && isUnknown(fact))
          .map((fact) => ({ fact, bits: gains.bits(fact) }))
          .filter(({ bits }) => bits >= leastBits)
          .toSorted((left, right) => right.bits - left.bits)
          .slice(0, mostAtOnce - 1);
  const text = profile.vocabulary.questions.get(best.fact.askedBy ?? "");
  if (text === undefined || (siblings.length === 0 && best.fact.question !== null)) {
    const concerns = gains.concernedBy([best.fact], scope);
    return { ...questionFor(best.fact, profile), concerns, bits: best.bits };
  }
  const facts: NextQuestion["facts"] = [best.fact, ...siblings.map(({ fact }) => fact)];
  return {
    text,
    kind: "several_of",
    facts,
    options: facts.map(memberOption),
    unit: null,
    concerns: gains.concernedBy(facts, scope),
    bits: siblings.reduce((sum, { bits }) => sum + bits, best.bits),
  };
}

function openVerdicts(assessments: readonly OfferAssessment[]): OfferAssessment[] {
  const open = assessments.filter(({ awaits }) => awaits === "facts");
  const isToldOf = assessments.some(
    (assessment) => assessment.verdict !== "not_eligible" && isRelevant(assessment),
  );
  return isToldOf ? open.filter(isRelevant) : open;
}

/** Evenly taken from a scope too wide to judge whole: of so many, some speak for all. */
function spread(scope: readonly OfferAssessment[]): readonly OfferAssessment[] {
  const step = Math.ceil(scope.length / widestScope);
  return step <= 1 ? scope : scope.filter((_, index) => index % step === 0);
}

/** The fact whose answer settles most; what cannot settle more than the best so far is not worked out. */
function bestOf(candidates: Iterable<Fact>, gains: AnswerGains): { fact: Fact; bits: number } | null {
  const hopeful = [...candidates]
    .map((fact) => ({ fact, most: gains.mostBits(fact) }))
    .toSorted((left, right) => right.most - left.most || left.fact.index - right.fact.index);
  let best: { fact: Fact; bits: number } | null = null;
  for (const { fact, most } of hopeful) {
    if (most < Math.max(best?.bits ?? 0, leastBits)) break;
    const bits = gains.bits(fact);
    if (bits >= leastBits && bits > (best?.bits ?? 0)) best = { fact, bits };
  }
  return best;
}

/**
 * What to ask to come to know a fact: first what it implies, as whoever has no firm need not be asked whether it is a
 * high-tech one. Nothing where the applicant skipped that or nobody wrote a question.
 */
function askable(fact: Fact, profile: Profile, seen: Set<Fact>): Fact[] {
  if (seen.has(fact)) return [];
  seen.add(fact);
  if (profile.skipped.has(fact)) return [];
  const possible = profile.knowledge[fact.index] ?? fact.everything;
  const mayBeAbsent = typeof possible === "number" && (possible & fact.absent) !== 0;
  const unknown = (mayBeAbsent ? (profile.vocabulary.implied.get(fact) ?? []) : [])
    .filter(
      (test) => compare(profile.knowledge[test.fact.index] ?? test.fact.everything, test.wanted) === null,
    )
    .map((test) => test.fact);
  const first = unknown.flatMap((parent) => askable(parent, profile, seen));
  if (first.length > 0) return first;
  if (unknown.some((parent) => profile.skipped.has(parent))) return [];
  return fact.question === null && fact.askedBy === null ? [] : [fact];
}

function memberOption(fact: Fact): AnswerOption {
  const otherwise = unwanted({ fact, wanted: fact.positive });
  return {
    fact,
    label: fact.label,
    value: factValueOf(fact, fact.positive),
    otherwise: otherwise === null ? null : factValueOf(fact, otherwise),
  };
}

function questionFor(
  fact: Fact,
  profile: Profile,
): Pick<NextQuestion, "text" | "kind" | "facts" | "options" | "unit"> {
  const text = fact.question ?? `${fact.label}?`;
  if (fact.type === "number" || fact.type === "date") {
    return { text, kind: fact.type, facts: [fact], options: [], unit: fact.unit };
  }
  const options = answersTo(fact, profile.knowledge[fact.index] ?? fact.everything, []).map((possible) =>
    option(fact, possible),
  );
  const ordered = fact.type === "boolean" ? options.toReversed() : options;
  return {
    text,
    kind: fact.type === "boolean" ? "yes_no" : "one_of",
    facts: [fact],
    options: ordered,
    unit: null,
  };
}

function option(fact: Fact, possible: Possible): AnswerOption {
  const only = typeof possible === "number" ? optionsIn(fact, possible)[0] : undefined;
  return {
    fact,
    label: only?.label ?? describePossible(fact, possible),
    value: factValueOf(fact, possible),
    otherwise: null,
  };
}
