import type { Measure, Provision } from "../../domain/document.ts";
import type { Condition } from "../conditions/condition-schema.ts";
import { deduce } from "../facts/deduce.ts";
import { compare, type Fact, meet, type Possible } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
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

/** What may be left of a condition when its facts are taken out, and still asks for nothing more. */
const fillers =
  /[的、,，和及与或并且对在为等经其各\s“”"]|企业|单位|公司|通过|认定|获得|获评|入选|评定|新|我区|区内/g;

/**
 * What a clause offers by its parsed measures, for documents that nobody has read yet. Audience and condition become
 * the facts whose words they hold; whatever else they ask for is left open, so that by a draft nobody qualifies whom
 * the words may not mean.
 */
export function draftOffers(
  clause: Provision,
  vocabulary: FactVocabulary,
  mentions: MentionFinder,
): OfferData[] {
  return clause.measures.flatMap((measure, index) => {
    if ((measure.kind !== "support" && measure.kind !== "service") || measure.action === "") return [];
    const who = measure.audience ?? "";
    const named = namedFacts([who, measure.condition ?? ""].join("。"), mentions);
    return [
      {
        name: `draft-${index + 1}`,
        support: measure.kind === "service" ? "服务" : kindOf(measure.action),
        nature: measure.kind,
        quote: measure.sentence,
        gives: measure.action,
        amount: printedAmount(clause, measure),
        audience: audienceOf([...named.keys()], vocabulary),
        conditions: conditionOf(measure, named, mentions),
        anywhere: false,
      },
    ];
  });
}

function kindOf(action: string): SupportKind {
  return kindWords.find(([words]) => words.test(action))?.[1] ?? "其他支持";
}

/** The facts that words name, each with the options that words beside it leave. */
function namedFacts(text: string, finder: MentionFinder): Map<Fact, Possible> {
  const folded = foldInPlace(text);
  const found = finder.find(folded);
  const named = new Map<Fact, Possible>();
  for (const mention of found) {
    for (const meaning of mention.meanings) {
      if (meaning.kind === "states")
        named.set(meaning.fact, toldOptions(meaning.fact, meaning.possible, found, finder));
    }
    for (const { fact } of finder.headsOf(folded, mention)) named.set(fact, fact.positive);
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

/** The audiences that the facts named make one belong to; none, for anybody, where they make one belong to none. */
function audienceOf(facts: readonly Fact[], vocabulary: FactVocabulary): string[] {
  return vocabulary.audiences
    .filter(({ facts: members }) =>
      facts.some((fact) => {
        const { knowledge } = deduce(vocabulary, [{ fact, possible: fact.positive }]);
        return members.some(
          (member) => compare(knowledge[member.index] ?? member.everything, member.positive) === true,
        );
      }),
    )
    .map(({ name }) => name);
}

function conditionOf(measure: Measure, named: ReadonlyMap<Fact, Possible>, finder: MentionFinder): Condition {
  const tests = [...named].flatMap(([fact, possible]) => writtenTest(fact, possible) ?? []);
  const asked = [measure.audience, measure.condition].filter((words) => words !== null);
  const open = asked.filter((words) => asksForMore(words, finder));
  const parts: Condition[] = [];
  const [first, ...others] = tests;
  if (first !== undefined) parts.push(others.length === 0 ? first : { any: tests });
  for (const words of new Set(open)) parts.push({ unstated: words.slice(0, 60), quote: words });
  const [only] = parts;
  if (only === undefined) return { unstated: "原文没有写明给谁" };
  return parts.length === 1 ? only : { all: parts };
}

function asksForMore(words: string, finder: MentionFinder): boolean {
  const folded = foldInPlace(words);
  let rest = folded;
  for (const { start, end } of finder.find(folded)) {
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  }
  return rest.replace(fillers, "") !== "";
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
