import type { AnsweringServices } from "../src/answering/answering-context.ts";
import { createAssistant } from "../src/answering/assistant.ts";
import { type ConversationStore, createInMemoryConversations } from "../src/answering/conversation.ts";
import { createAnsweringServices } from "../src/answering/create-services.ts";
import type { Corpus } from "../src/ingest/load-corpus.ts";
import type { Embedder } from "../src/search/embedder.ts";
import { exactVectorIndexFactory } from "../src/search/exact-vector-index.ts";
import { createLexicon } from "../src/search/lexicon.ts";
import { openSearchIndex, type SearchIndex, type SearchIndexSources } from "../src/search/search-index.ts";
import { searchSettings } from "../src/search/search-settings.ts";
import { assistantSystem, type System } from "./system.ts";

/** What the product is put together from, as far as parts of it can be taken away. */
export interface WholeProduct {
  readonly services: AnsweringServices;
  readonly search: SearchIndex;
  readonly embedder: Embedder;
}

type Remake = (product: WholeProduct) => Promise<Partial<AnsweringServices>>;

/** Finds nothing by meaning: a vector of zeros is like no other. */
const noEmbedder: Embedder = {
  fingerprint: "none",
  dimensions: 1,
  embed: async (texts) => texts.map(() => new Float32Array(1)),
};

const noLexicon = createLexicon([]);

const forgetful: ConversationStore = { read: async () => [], append: async () => {} };

interface Part {
  readonly name: string;
  readonly label: string;
  readonly remake: Remake;
}

const parts: readonly Part[] = [
  {
    name: "lexical-only",
    label: "只按词面检索",
    remake: async (product) => ({ search: await indexOf(product, { embedder: noEmbedder }) }),
  },
  {
    name: "vector-only",
    label: "只按向量检索",
    remake: async (product) => ({ search: await findByMeaning(product) }),
  },
  {
    name: "without-lexicon",
    label: "去掉词表",
    remake: async (product) => remade(product, { lexicon: noLexicon }),
  },
  {
    name: "without-askings",
    label: "去掉问法",
    remake: async (product) =>
      remade(product, { corpus: { ...product.services.corpus, askings: new Map() } }),
  },
  {
    name: "without-conversation",
    label: "不记上文",
    remake: async () => ({ conversations: forgetful }),
  },
];

const rerankerPart: Part = {
  name: "without-reranker",
  label: "不重排",
  remake: async (product) => ({ search: await indexOf(product, {}) }),
};

/**
 * The product with one part taken away by configuration, each by another. All else stays as it is, so what was
 * learnt with the part is not learnt anew without it; only a reranker, where one is configured, is missing wherever
 * the index is made anew, and then it is also taken away alone.
 */
export function ablatedSystems(product: WholeProduct): Promise<System[]> {
  const reranks = product.search.rankingState().reranker !== null;
  return Promise.all(
    (reranks ? [rerankerPart, ...parts] : parts).map(async ({ name, label, remake }) => {
      const services: AnsweringServices = {
        ...product.services,
        conversations: createInMemoryConversations(product.services.now),
        ...(await remake(product)),
      };
      return assistantSystem((observe) => createAssistant(services, observe), { name, label });
    }),
  );
}

function indexOf(
  { services: { corpus, lexicon, reportDefect }, embedder }: WholeProduct,
  changes: Partial<SearchIndexSources>,
) {
  return openSearchIndex({
    corpus,
    lexicon,
    embedder,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: { read: async () => null, write: async () => {} },
    warn: reportDefect,
    ...changes,
  });
}

/** Words find nothing, but how rare they are is still known: the judge of evidence goes by it. */
async function findByMeaning(product: WholeProduct): Promise<AnsweringServices["search"]> {
  const nothing = Object.fromEntries(Object.keys(searchSettings.fieldWeights).map((name) => [name, 0]));
  const fieldWeights = { ...searchSettings.fieldWeights, ...nothing };
  const byMeaning = await indexOf(product, { settings: { ...searchSettings, fieldWeights } });
  const { search } = product.services;
  return {
    search: (query) => byMeaning.search(query),
    analyse: (text) => search.analyse(text),
    idf: (term) => search.idf(term),
    compareWithAsked: (text) => search.compareWithAsked(text),
  };
}

/** Everything that is made from the corpus and the lexicon; what units are called belongs to neither. */
async function remade(
  product: WholeProduct,
  changes: { readonly corpus?: Corpus; readonly lexicon?: AnsweringServices["lexicon"] },
): Promise<Partial<AnsweringServices>> {
  const { corpus, lexicon, now, reportDefect, units } = product.services;
  const kept = { corpus, lexicon, ...changes };
  const search = await indexOf(product, kept);
  const services = createAnsweringServices({
    ...kept,
    search,
    unitDirectory: { units: [] },
    now,
    reportDefect,
  });
  return { ...services, units };
}
