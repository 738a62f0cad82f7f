import type { QuestionLikeness } from "../search/asked-question-index.ts";
import type { SearchHit } from "../search/policy-search.ts";
import type { AnsweringContext, PartInProgress } from "./answering-context.ts";
import type { Findings } from "./relevance/features.ts";
import type { QuestionPart } from "./understanding/question.ts";

/** Beyond any corpus's hits that could matter: what follows the best of them is looked through for likeness only. */
const searchLimit = 200;
/** Enough for a list of a dozen clauses and for the judge to see what was nearly as good. */
const bestLimit = 20;
/** Provisions that people asked for in like words, whatever their own words are. */
const likeLimit = 12;

export async function retrieve(
  inProgress: PartInProgress,
  context: AnsweringContext,
): Promise<PartInProgress> {
  const { part, pinned } = inProgress;
  if (part.intent.kind !== "topic" || pinned !== null || part.topic === "") return inProgress;
  return { ...inProgress, ...(await find(part, context)) };
}

async function find(
  { topic, text, expansions }: QuestionPart,
  { services: { search }, documents }: AnsweringContext,
): Promise<Findings> {
  const documentIds = documents.map(({ id }) => id);
  const hits = await search.search({ text: topic, expansions, limit: searchLimit, documentIds });
  const likeness = await search.compareWithAsked(text);
  return { hits: worthJudging(hits, likeness), likeness };
}

/** The best hits, and those below them that people asked for in like words; in the order of the hits. */
function worthJudging(
  hits: readonly SearchHit[],
  likeness: ReadonlyMap<string, QuestionLikeness>,
): SearchHit[] {
  const withLikeness = hits.map((hit) => {
    const found = likeness.get(hit.document.id)?.provisions.get(hit.provision.id);
    return { hit, alike: found === undefined ? 0 : found.nearest + found.wording + found.meaning };
  });
  const likest = withLikeness
    .filter(({ alike }) => alike > 0)
    .sort((left, right) => right.alike - left.alike)
    .slice(0, likeLimit);
  const like = new Set(likest.map(({ hit }) => hit));
  return hits.filter((hit, index) => index < bestLimit || like.has(hit));
}
