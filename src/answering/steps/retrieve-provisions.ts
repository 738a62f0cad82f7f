import type { Expansion } from "../../search/policy-search.ts";
import type { AnsweringContext, AnsweringStep, PartInProgress } from "../answering-context.ts";

/** Enough for a list of a dozen clauses and for the judge to see what was nearly as good. */
const hitLimit = 20;

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
  return {
    ...inProgress,
    hits: await search(part.topic, part.expansions),
    hitsInContext: contextTopic === "" ? [] : await search(`${contextTopic} ${part.topic}`, part.expansions),
  };
}
