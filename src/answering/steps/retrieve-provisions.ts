import type { Expansion } from "../../search/policy-search.ts";
import type { AnsweringContext, AnsweringStep, PartInProgress } from "../answering-context.ts";

/** Enough for a list of a dozen clauses and for the judge to see what was nearly as good. */
const hitLimit = 20;
/** What an earlier turn was about still helps, far less than what this one says. */
const contextWeight = 0.2;

/** Searches for each part that needs evidence and has none from the conversation. */
export const retrieveProvisions: AnsweringStep = {
  name: "retrieve-provisions",
  async run(context) {
    return { parts: await Promise.all(context.parts.map((part) => retrieve(part, context))) };
  },
};

async function retrieve(inProgress: PartInProgress, context: AnsweringContext): Promise<PartInProgress> {
  const { part, pinned, contextTopic } = inProgress;
  if (part.intent.kind !== "topic" || pinned !== null || part.topic === "") return inProgress;
  const search = (text: string, expansions: readonly Expansion[]) =>
    context.services.search.search({
      text,
      expansions,
      limit: hitLimit,
      documentIds: context.documents.map(({ id }) => id),
    });
  const contextExpansion: Expansion[] =
    contextTopic === "" ? [] : [{ term: contextTopic, weight: contextWeight }];
  const earlierTopic = context.history.at(-1)?.topic ?? "";
  return {
    ...inProgress,
    hits: await search(part.topic, [...part.expansions, ...contextExpansion]),
    hitsInContext: earlierTopic === "" ? [] : await search(`${earlierTopic} ${part.topic}`, part.expansions),
  };
}
