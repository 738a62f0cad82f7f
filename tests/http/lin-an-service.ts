import { readFileSync } from "node:fs";
import { digestOfClause } from "../../src/eligibility/offers/open-catalogue.ts";
import { lazyEligibility } from "../../src/eligibility/open-eligibility.ts";
import { createApp } from "../../src/http/app.ts";
import { createReadiness } from "../../src/http/readiness.ts";
import type { Corpus } from "../../src/ingest/load-corpus.ts";
import { document, offersText } from "../eligibility/lin-an-catalogue.ts";
import { smallDocument } from "./small-corpus.ts";
import { recordingLogger, smallAssistant, smallRankingState, smallSearch } from "./small-service.ts";

export interface LinAnFiles {
  readonly facts?: string | null;
  readonly offers?: string;
  readonly lexicon?: string;
  /** ISO day. */
  readonly today?: string;
}

function read(name: string): { name: string; text: string } {
  return { name, text: readFileSync(new URL(`../../${name}`, import.meta.url), "utf8") };
}

const factsFile = read("corpus/facts.json");
const lexiconFile = read("corpus/lexicon.json");

const neighbour = smallDocument("shi-li-2024");

function offersOfNeighbour(): string {
  const clause = neighbour.provisions.find(({ number }) => number === 1);
  const gives = {
    name: "first-recognition",
    support: "奖励",
    nature: "support",
    quote: "对首次认定的高新技术企业,给予奖励",
    gives: "给予奖励",
    audience: ["firm"],
    conditions: { fact: "highTech", in: ["first"] },
  };
  const digest = clause === undefined ? "" : digestOfClause(clause);
  return JSON.stringify({ clauses: [{ clause: "1", digest, reason: "给予奖励", offers: [gives] }] });
}

/** The real app over the published policy and what people wrote down of its offers, beside a small neighbour. */
export function linAnService({
  facts = factsFile.text,
  offers = offersText,
  lexicon = lexiconFile.text,
  today = "2024-11-20",
}: LinAnFiles = {}) {
  const corpus: Corpus = {
    documents: [document, neighbour],
    askedQuestions: [],
    askings: new Map(),
    offerFiles: new Map([
      [document.id, { name: "lin-an-2024/offers.json", text: offers }],
      [neighbour.id, { name: "shi-li-2024/offers.json", text: offersOfNeighbour() }],
    ]),
    problems: [],
    digest: "lin-an",
  };
  const search = smallSearch(corpus);
  const log = recordingLogger();
  const readiness = createReadiness();
  const service = {
    assistant: smallAssistant(search),
    search,
    corpus,
    rankingState: () => smallRankingState,
    vectorIndex: "exact",
    eligibility: lazyEligibility({
      facts: facts === null ? null : { name: factsFile.name, text: facts },
      lexicon: { name: lexiconFile.name, text: lexicon },
      corpus,
    }),
  };
  readiness.ready(service);
  const app = createApp({ readiness, log, now: () => new Date(`${today}T00:00:00Z`) });
  return { app, log, service };
}
