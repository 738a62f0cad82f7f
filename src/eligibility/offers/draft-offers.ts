import type { Measure, Provision } from "../../domain/document.ts";
import type { Condition } from "../conditions/condition-schema.ts";
import { consequencesOf } from "../facts/consequences.ts";
import { compare, type Fact, meet, type Possible } from "../facts/fact.ts";
import type { Audience, FactVocabulary } from "../facts/fact-vocabulary.ts";
import { writtenTest } from "../facts/written-test.ts";
import { foldInPlace } from "../reading/folded.ts";
import type { Mention, MentionFinder } from "../reading/mentions.ts";
import type { OfferData, SupportKind } from "./offer-schema.ts";

/** Words of what is given by the kind of support they name, the more exact first. */
const kindWords: readonly (readonly [words: RegExp, kind: SupportKind])[] = [
  [/贴息/, "贴息"],
  [/税|加计|免征/, "税收优惠"],
  [/担保|风险补偿|保费/, "担保与风险补偿"],
  [/优先采购|政府采购/, "优先采购"],
  [/用地|用能|土地|能耗|要素/, "用地用能保障"],
  [/授信|利率|融资|贷款/, "融资支持"],
  [/减免|免收|免费|通行费|缓缴|降低/, "减免"],
  [/救助|最低生活保障/, "救助"],
  [/补贴|津贴/, "补贴"],
  [/奖励|奖金/, "奖励"],
  [/补助|奖补|资助|经费|资金/, "补助"],
];

/** Told with every draft: nobody has read it yet. */
const unread = "条件由规则从原文起草,未经人工核对";

/**
 * What a clause offers by its parsed measures, for documents that nobody has read yet. The facts whose words audience
 * and condition hold become alternatives, and all else is left open: by a draft nobody qualifies for certain, and
 * only those are refused of whom none of these facts is true.
 */
export function draftOffers(
  clause: Provision,
  vocabulary: FactVocabulary,
  mentions: MentionFinder,
): OfferData[] {
  return clause.measures.flatMap((measure, index) => {
    if ((measure.kind !== "support" && measure.kind !== "service") || measure.action === "") return [];
    const who = namedFacts(measure.audience ?? "", mentions);
    const how = namedFacts(measure.condition ?? "", mentions);
    return [
      {
        name: `draft-${index + 1}`,
        support: measure.kind === "service" ? "服务" : kindOf(measure.action),
        nature: measure.kind,
        quote: measure.sentence,
        gives: measure.action,
        amount: printedAmount(clause, measure),
        audience: audienceOf([...(who.size > 0 ? who : how).keys()], vocabulary),
        conditions: conditionOf(measure, who, how),
        anywhere: false,
      },
    ];
  });
}

function kindOf(action: string): SupportKind {
  return kindWords.find(([words]) => words.test(action))?.[1] ?? "其他支持";
}

interface NamedFact {
  readonly possible: Possible;
  /** Only as the head of another word: 企业 of 高新技术企业. */
  readonly isHead: boolean;
}

/** The facts that words name, each with the options that words beside it leave. */
function namedFacts(text: string, finder: MentionFinder): Map<Fact, NamedFact> {
  const folded = foldInPlace(text);
  const found = finder.find(folded);
  const named = new Map<Fact, NamedFact>();
  for (const mention of found) {
    for (const { fact } of finder.headsOf(folded, mention)) {
      if (!named.has(fact)) named.set(fact, { possible: fact.positive, isHead: true });
    }
    for (const meaning of mention.meanings) {
      if (meaning.kind !== "states") continue;
      const possible = toldOptions(meaning.fact, meaning.possible, found, finder);
      named.set(meaning.fact, { possible, isHead: false });
    }
  }
  return named;
}

function toldOptions(
  fact: Fact,
  possible: Possible,
  found: readonly Mention[],
  finder: MentionFinder,
): Possible {
  const optionSet = finder.optionSetOf(fact);
  return found
    .flatMap(({ meanings }) => meanings)
    .reduce<Possible>((left, meaning) => {
      const tells = meaning.kind === "tells" && meaning.optionSet === optionSet;
      return tells ? (meet(left, meaning.leaves) ?? left) : left;
    }, possible);
}

/** The closest audiences that the facts named make one belong to; none, for anybody, where there are none. */
function audienceOf(facts: readonly Fact[], vocabulary: FactVocabulary): string[] {
  const reaches = (fact: Fact, { facts: members }: Audience): boolean =>
    members.some((member) =>
      consequencesOf(vocabulary, fact, fact.positive).some(
        (each) => each.fact === member && compare(each.possible, member.positive) === true,
      ),
    );
  const reached = vocabulary.audiences.filter((audience) => facts.some((fact) => reaches(fact, audience)));
  const isWiderThanAnother = (audience: Audience): boolean =>
    reached.some((other) => other !== audience && other.facts.every((fact) => reaches(fact, audience)));
  return reached.filter((audience) => !isWiderThanAnother(audience)).map(({ name }) => name);
}

function conditionOf(
  measure: Measure,
  who: ReadonlyMap<Fact, NamedFact>,
  how: ReadonlyMap<Fact, NamedFact>,
): Condition {
  const open: Condition = {
    unstated: unread,
    quote: measure.condition ?? measure.audience ?? measure.action,
  };
  const tests = [...who, ...[...how].filter(([fact]) => !who.has(fact))].flatMap(([fact, { possible }]) =>
    fact.broad ? [] : (writtenTest(fact, possible) ?? []),
  );
  // 科技型企业和规模符合要求的企业: a firm of any kind may be meant beside those named.
  const takesOthers = [...who].some(([fact, { isHead }]) => fact.broad && !isHead) && who.size > 1;
  return tests.length === 0 || takesOthers ? open : { all: [{ any: tests }, open] };
}

/** A sum or a share that the clause prints in what is given. */
function printedAmount(clause: Provision, { action, span }: Measure): string | null {
  const amounts = clause.figures.filter(
    ({ baseUnit, printed, span: place }) =>
      /元$|^%$/.test(baseUnit) &&
      place.start >= span.start &&
      place.end <= span.end &&
      action.includes(printed),
  );
  return amounts[0]?.printed ?? null;
}
