import { readFileSync } from "node:fs";
import type { Answer } from "../../src/domain/answer.ts";
import type { AskEvent, AskRequest, Assistant } from "../../src/domain/ask.ts";
import { unitNames } from "../../src/domain/document.ts";
import { normaliseText } from "../../src/domain/normalise-text.ts";
import { todayInChina, validityOn } from "../../src/domain/validity.ts";
import { lazyEligibility } from "../../src/eligibility/open-eligibility.ts";
import { createApp } from "../../src/http/app.ts";
import type { LogFields, Logger } from "../../src/http/logger.ts";
import { createReadiness, type PolicyService } from "../../src/http/readiness.ts";
import type { AppServices } from "../../src/http/service-app.ts";
import type { PolicySearch, SearchHit } from "../../src/search/policy-search.ts";
import { toSearchResult } from "../../src/search/search-result.ts";
import { smallCorpus } from "./small-corpus.ts";

export const testNow = () => new Date("2026-03-01T00:00:00Z");

/** Ranks by the number of distinct characters shared with the query. */
export function smallSearch(corpus: PolicyService["corpus"]): PolicySearch {
  return {
    async search({ text, limit, documentIds }) {
      const wanted = new Set(text);
      const scored = corpus.documents
        .filter(({ id }) => documentIds === undefined || documentIds.includes(id))
        .flatMap((document) =>
          document.provisions.map((provision) => ({
            document,
            provision,
            score: new Set(
              [...`${provision.title}${provision.text}`].filter((character) => wanted.has(character)),
            ).size,
          })),
        )
        .filter(({ score }) => score > 1)
        .sort((left, right) => right.score - left.score)
        .slice(0, limit);
      return scored.map(
        ({ document, provision, score }, index): SearchHit => ({
          document,
          provision,
          score,
          explanation: {
            lexical: { rank: index + 1, score },
            vector: null,
            fused: { rank: index + 1, score },
            matchedUnit: { kind: "provision", text: provision.text },
          },
        }),
      );
    },
  };
}

export interface SmallAssistantOptions {
  /** Pause before each piece of a streamed answer. */
  readonly pieceMilliseconds?: number;
  readonly onAbort?: () => void;
}

/** Answers with the best clause's own words; streams them character by character. */
export function smallAssistant(search: PolicySearch, options: SmallAssistantOptions = {}): Assistant {
  const { pieceMilliseconds = 0, onAbort } = options;

  async function find(request: AskRequest): Promise<{ hits: SearchHit[]; answer: Answer }> {
    const query = { text: normaliseText(request.question), limit: 3 };
    const hits = await search.search(
      request.documentIds === undefined ? query : { ...query, documentIds: request.documentIds },
    );
    return { hits, answer: answerFrom(hits[0], request) };
  }

  async function* stream(request: AskRequest, signal?: AbortSignal): AsyncGenerator<AskEvent> {
    signal?.addEventListener("abort", () => onAbort?.(), { once: true });
    const { hits, answer } = await find(request);
    yield { type: "search-results", results: hits.map(toSearchResult) };
    for (const character of answer.answer) {
      if (pieceMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, pieceMilliseconds));
      signal?.throwIfAborted();
      yield { type: "text-delta", text: character };
    }
    yield { type: "answer", answer };
  }

  return {
    async ask(request, signal) {
      signal?.addEventListener("abort", () => onAbort?.(), { once: true });
      const { answer } = await find(request);
      const wait = pieceMilliseconds * answer.answer.length;
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      signal?.throwIfAborted();
      return answer;
    },
    stream,
  };
}

function answerFrom(hit: SearchHit | undefined, request: AskRequest): Answer {
  const common = {
    id: crypto.randomUUID(),
    conversationId: request.conversationId ?? crypto.randomUUID(),
    suggestions: [],
    generatedBy: { mode: "extractive", model: null } as const,
  };
  if (hit === undefined) {
    const validity = { from: null, until: null, state: "unknown" as const };
    return {
      ...common,
      status: "unanswerable",
      reason: "no_evidence",
      answer: "文件中没有写到这一点。",
      citations: [],
      responsibleUnits: [],
      validity,
    };
  }
  const { document, provision } = hit;
  return {
    ...common,
    status: "answered",
    reason: null,
    answer: provision.text,
    citations: [
      {
        clauseId: provision.id,
        documentId: document.id,
        documentTitle: document.metadata.title,
        clauseNumber: provision.number,
        clauseLabel: provision.label,
        chapter: provision.chapter,
        title: provision.title,
        quote: provision.text,
        responsibleUnits: unitNames(provision),
      },
    ],
    responsibleUnits: unitNames(provision),
    validity: validityOn(document.metadata.validity, todayInChina(testNow())),
  };
}

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: LogFields;
}

export function recordingLogger(): Logger & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: keyof Logger) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export interface SmallServiceOptions extends SmallAssistantOptions, Partial<AppServices> {
  readonly assistant?: Assistant;
  readonly rankingState?: PolicyService["rankingState"];
  readonly eligibility?: PolicyService["eligibility"];
}

export const smallRankingState = { embedder: "small", reranker: null, problems: [] };

/** The real facts, and what the rules draft of the corpus's clauses. */
export function smallEligibility(corpus: PolicyService["corpus"]): PolicyService["eligibility"] {
  const name = "corpus/facts.json";
  const text = readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  return lazyEligibility({ facts: { name, text }, lexicon: null, corpus });
}

/** The real app over the small corpus, ready to answer. */
export function smallService(options: SmallServiceOptions = {}) {
  const corpus = smallCorpus("shi-li-2024", "shi-li-2025");
  const search = smallSearch(corpus);
  const assistant = options.assistant ?? smallAssistant(search, options);
  const readiness = createReadiness();
  const eligibility = options.eligibility ?? smallEligibility(corpus);
  const rankingState = options.rankingState ?? (() => smallRankingState);
  readiness.ready({ assistant, search, corpus, rankingState, vectorIndex: "exact", eligibility });
  const log = recordingLogger();
  const app = createApp({ readiness, log, now: testNow, ...options });
  return { app, readiness, log, corpus };
}

export function postJson(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}
