import type { TextSpan } from "../../domain/text-span.ts";
import { sliceSpan } from "../../domain/text-span.ts";
import { deduce } from "../facts/deduce.ts";
import { compare, type Fact, type Possible, unwanted } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import type { ToldFact } from "../facts/profile.ts";
import type { MentionFinder } from "./mentions.ts";
import type { SpottedMention } from "./spotted-mentions.ts";

/** The facts that a text names: 我们是软件企业, 没有出口. */
export function readNamedFacts(
  text: string,
  folded: string,
  mentions: readonly SpottedMention[],
  finder: MentionFinder,
  vocabulary: FactVocabulary,
  planned: ReadonlySet<Fact>,
): ToldFact[] {
  const all = mentions.flatMap((mention) =>
    mention.meanings.flatMap((meaning) =>
      meaning.kind === "states" && (meaning.only !== "own" || mention.isOwn) ? [{ mention, meaning }] : [],
    ),
  );
  const certain = all.filter(({ meaning }) => meaning.only !== "among");
  const namings = all.filter(
    ({ meaning: { only, fact } }) =>
      only !== "among" || certain.some(({ meaning }) => isForThoseOf(fact, meaning.fact)),
  );
  const saysAnything = namings.some(
    ({ mention }) => mention.stance === "said" || mention.stance === "denied",
  );
  const told: ToldFact[] = [];
  const tell = (fact: Fact, possible: Possible | null, span: TextSpan): void => {
    if (possible !== null) told.push({ fact, possible, words: sliceSpan(text, span), span });
  };
  for (const { mention, meaning } of namings) {
    const { fact } = meaning;
    switch (standing(mention, fact, saysAnything, planned)) {
      case "true":
        tell(fact, meaning.possible, mention.saying);
        for (const head of finder.headsOf(folded, mention)) {
          if (head.fact === fact) continue;
          tell(head.fact, head.fact.positive, { start: mention.start, end: head.end });
        }
        break;
      case "false":
        tell(fact, unwanted({ fact, wanted: meaning.possible }), mention.saying);
        break;
      case "open":
        // Whoever plans to become a high-tech firm is a firm.
        for (const implied of mention.stance === "planned" ? broadFactsIn(fact, vocabulary) : []) {
          tell(implied, implied.positive, mention.saying);
        }
        break;
    }
  }
  return told;
}

/**
 * What a naming makes of its fact. Whoever only asks about something (高企有什么补贴) is taken to speak of themselves
 * if they say nothing else; who asks what there is for doing something does it or means to.
 */
function standing(
  { stance }: SpottedMention,
  fact: Fact,
  saysAnything: boolean,
  planned: ReadonlySet<Fact>,
): "true" | "false" | "open" {
  if (stance === "said") return "true";
  if (stance === "denied") return "false";
  if (stance === "planned") return planned.has(fact) ? "true" : "open";
  return stance === "topic" && (!saysAnything || planned.has(fact)) ? "true" : "open";
}

/** Whether a fact is for nobody but the audience of another. */
function isForThoseOf({ audience }: Fact, other: Fact): boolean {
  return other.audience.every((name) => audience.includes(name));
}

/** Facts of which to plan them is as good as to have done them: 准备去国外参展. */
export function plannedFacts(vocabulary: FactVocabulary): ReadonlySet<Fact> {
  return new Set(vocabulary.wordings.filter(({ data }) => data.planned).map(({ fact }) => fact));
}

/** The broad facts that follow from another one. */
function broadFactsIn(fact: Fact, vocabulary: FactVocabulary): Fact[] {
  const { knowledge } = deduce(vocabulary, [{ fact, possible: fact.positive }]);
  return vocabulary.facts.filter(
    (other) =>
      other.broad &&
      other !== fact &&
      compare(knowledge[other.index] ?? other.everything, other.positive) === true,
  );
}
