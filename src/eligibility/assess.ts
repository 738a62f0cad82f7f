import { evaluate, explain, openTests } from "./conditions/evaluate.ts";
import { chanceOf, chancesFor } from "./conditions/likelihood.ts";
import { isSettled, met, type Outlook, truthOf, unmet } from "./conditions/outlook.ts";
import type { Fact } from "./facts/fact.ts";
import type { Profile } from "./facts/profile.ts";
import { findNextQuestion, type NextQuestion } from "./next-question.ts";
import { type Awaited, isShown, type OfferAssessment, type Verdict } from "./offer-assessment.ts";
import { type OfferSet, priorChances } from "./offers/catalogue.ts";
import type { NoOffer, StackingRule } from "./offers/offer.ts";

export interface Assessment {
  /** Every offer of the catalogue, in its order. */
  readonly offers: readonly OfferAssessment[];
  /** Clauses that offer nothing though the applicant might think so. */
  readonly noOffers: readonly NoOffer[];
  /** Rules on having several of the offers that are shown as eligible or possible at once. */
  readonly stacking: readonly StackingRule[];
  readonly nextQuestion: NextQuestion | null;
}

const noFacts: readonly Fact[] = [];

/** Puts every offer to a profile, in the catalogue's order. Nothing is decided by what was not told. */
export function assessOffers(profile: Profile, catalogue: OfferSet): OfferAssessment[] {
  const { table } = catalogue;
  const tests = table.outlooksFor(profile.knowledge);
  const chances = chancesFor(profile.vocabulary, profile.knowledge, table.tests);
  const priors = priorChances(catalogue, profile);
  const told = new Set(profile.facts.filter(({ source }) => source === "told").map(({ fact }) => fact));
  return catalogue.offers.map((offer, index): OfferAssessment => {
    const outlook = evaluate(offer.condition, tests);
    const likelihood = outlook === unmet ? 0 : chanceOf(offer.condition, chances, 1);
    return {
      offer,
      verdict: verdictOf(outlook),
      awaits: awaitedBy(outlook),
      reasons: explain(offer.condition, tests),
      missing: isSettled(outlook) ? noFacts : missingFacts(openTests(offer.condition, tests), catalogue),
      likelihood,
      relevance: bitsGained(likelihood, priors[index] ?? 0),
      isNamed: offer.subject.some((fact) => told.has(fact)),
    };
  });
}

/** Every offer, what only sounds like one, and what to ask next. */
export function assess(profile: Profile, catalogue: OfferSet): Assessment {
  const offers = assessOffers(profile, catalogue);
  const tests = catalogue.table.outlooksFor(profile.knowledge);
  return {
    offers,
    noOffers: catalogue.noOffers.filter(
      ({ soundsLike }) => soundsLike !== null && truthOf(evaluate(soundsLike, tests)) === true,
    ),
    stacking: catalogue.stacking.filter((rule) => concernsSeveral(rule, offers)),
    nextQuestion: findNextQuestion(profile, catalogue, offers),
  };
}

function concernsSeveral({ offers: ids }: StackingRule, offers: readonly OfferAssessment[]): boolean {
  const open = offers.filter((each) => each.verdict !== "not_eligible" && isShown(each));
  return open.filter(({ offer }) => ids.has(offer.id)).length > 1;
}

function verdictOf(outlook: Outlook): Verdict {
  if (outlook === met) return "eligible";
  return outlook === unmet ? "not_eligible" : "possible";
}

function awaitedBy(outlook: Outlook): Awaited | null {
  if (outlook === met || outlook === unmet) return null;
  return isSettled(outlook) ? "rules" : "facts";
}

function missingFacts(places: readonly number[], { table }: OfferSet): Fact[] {
  const facts: Fact[] = [];
  for (const place of places) {
    const fact = table.tests[place]?.fact;
    if (fact !== undefined && !facts.includes(fact)) facts.push(fact);
  }
  return facts;
}

function bitsGained(likelihood: number, prior: number): number {
  return likelihood === 0 || prior === 0 ? 0 : Math.log2(likelihood / prior);
}
