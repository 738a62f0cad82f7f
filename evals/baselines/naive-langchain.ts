import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { Document } from "langchain";
import * as z from "zod";
import { LangChainEmbeddings } from "../../src/adapters/langchain/langchain-embeddings.ts";
import type { Citation } from "../../src/domain/answer.ts";
import { type PolicyDocument, type Provision, unitNames } from "../../src/domain/document.ts";
import type { TextSpan } from "../../src/domain/text-span.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import type { System } from "../system.ts";

const chunkSize = 500;
const chunkOverlap = 50;
const chunksInAnswer = 4;

const chunkMetadataSchema = z.object({ documentId: z.string(), start: z.int() });

/**
 * What a first tutorial on retrieval builds: the raw text in chunks of 500 characters, vectors in memory, the
 * nearest four chunks as the answer. It cites the provisions its chunks overlap, names the units they print,
 * and never refuses.
 */
export async function createNaiveBaseline(
  documents: readonly PolicyDocument[],
  embedder: Embedder,
): Promise<System> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize, chunkOverlap });
  const store = new MemoryVectorStore(new LangChainEmbeddings(embedder));
  for (const document of documents) await store.addDocuments(await chunksOf(document, splitter));
  const documentById = new Map(documents.map((document) => [document.id, document]));
  const units = new Set(documents.flatMap(({ provisions }) => provisions.flatMap(unitNames)));

  return {
    name: "naive-langchain",
    label: "LangChain 基线",
    async ask(question) {
      const chunks = await store.similaritySearch(question, chunksInAnswer);
      const answer = chunks.map(({ pageContent }) => pageContent).join("\n\n");
      const citations = chunks.flatMap(({ pageContent, metadata }) => {
        const { documentId, start } = chunkMetadataSchema.parse(metadata);
        const document = documentById.get(documentId);
        return document === undefined ? [] : overlapped(document, { start, end: start + pageContent.length });
      });
      return {
        answer: {
          status: "answered",
          reason: null,
          answer,
          citations: citations.filter(
            ({ clauseId }, index) => citations.findIndex((other) => other.clauseId === clauseId) === index,
          ),
          responsibleUnits: [...units].filter((unit) => answer.includes(unit)),
          validity: { from: null, until: null, state: "unknown" },
        },
        ranked: citations.map(({ clauseId }) => ({ clauseId, explanation: null })),
        trace: null,
      };
    },
  };
}

/** The splitter trims its chunks and reports lines only, so their offsets are found again. */
async function chunksOf(
  document: PolicyDocument,
  splitter: RecursiveCharacterTextSplitter,
): Promise<Document[]> {
  let searchFrom = 0;
  return (await splitter.splitText(document.source)).map((pageContent) => {
    const start = document.source.indexOf(pageContent, searchFrom);
    if (start < 0) throw new Error(`a chunk of ${document.id} is not in its source`);
    searchFrom = start + 1;
    return new Document({ pageContent, metadata: { documentId: document.id, start } });
  });
}

function overlapped(document: PolicyDocument, chunk: TextSpan): Citation[] {
  return document.provisions
    .filter(({ span }) => span.start < chunk.end && chunk.start < span.end)
    .map((provision) => citation(document, provision, chunk));
}

function citation(document: PolicyDocument, provision: Provision, chunk: TextSpan): Citation {
  const { id, number, label, chapter, title, span } = provision;
  return {
    clauseId: id,
    documentId: document.id,
    documentTitle: document.metadata.title,
    clauseNumber: number,
    clauseLabel: label,
    chapter,
    title,
    quote: document.source.slice(Math.max(span.start, chunk.start), Math.min(span.end, chunk.end)),
    responsibleUnits: unitNames(provision),
  };
}
