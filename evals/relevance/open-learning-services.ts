import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { readEmbedderModel } from "../../src/adapters/node/read-embedder-model.ts";
import { readVocabulary } from "../../src/adapters/node/read-vocabulary.ts";
import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import { type OpenedServices, openServices } from "../../src/answering/open-services.ts";
import { wordingsOf } from "../../src/answering/relevance/provision-wording.ts";
import type { AskedQuestion } from "../../src/domain/asked-question.ts";
import { askingsOf } from "../../src/ingest/load-corpus.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import type { SnapshotStore } from "../../src/search/snapshot-store.ts";

const noSnapshots: SnapshotStore = { read: async () => null, write: async () => undefined };

/** The services without the judge of evidence: what it needs to start is what is learnt here. */
export async function openLearningServices(
  corpusDirectory: string,
  warn: (message: string) => void,
): Promise<OpenedServices> {
  return await openServices({
    corpusSource: folderCorpusSource(corpusDirectory),
    ...(await readVocabulary(corpusDirectory)),
    embedderModel: await readEmbedderModel(),
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: noSnapshots,
    warn,
    now: () => new Date(),
  });
}

/** The same services as they would be had only these questions been asked. */
export async function withAskedQuestions(
  { services, embedderInUse }: OpenedServices,
  askedQuestions: readonly AskedQuestion[],
  warn: (message: string) => void,
): Promise<AnsweringServices> {
  const corpus = { ...services.corpus, askedQuestions, askings: askingsOf(askedQuestions) };
  const search = await openSearchIndex({
    corpus,
    lexicon: services.lexicon,
    embedder: embedderInUse,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: noSnapshots,
    warn,
  });
  return { ...services, corpus, search, wordings: wordingsOf(corpus) };
}
