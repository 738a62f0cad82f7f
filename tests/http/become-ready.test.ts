import { expect, test } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import { becomeReady } from "../../src/http/become-ready.ts";
import { createReadiness, type PolicyService } from "../../src/http/readiness.ts";
import { smallCorpus } from "./small-corpus.ts";
import {
  recordingLogger,
  smallAssistant,
  smallEligibility,
  smallRankingState,
  smallSearch,
} from "./small-service.ts";

const problem = new TiaowenError("corpus_invalid", "metadata.json 不是 JSON", {
  at: "corpus/b/metadata.json",
});

function serviceOf(...ids: string[]): PolicyService {
  const corpus = { ...smallCorpus(...ids), problems: [problem] };
  const search = smallSearch(corpus);
  const rankingState = () => smallRankingState;
  const eligibility = smallEligibility(corpus);
  return {
    assistant: smallAssistant(search),
    search,
    corpus,
    rankingState,
    vectorIndex: "exact",
    eligibility,
  };
}

test("good documents are served; the others are named in the log and in the state", async () => {
  const readiness = createReadiness();
  const log = recordingLogger();
  const service = serviceOf("a");
  await becomeReady(readiness, log, async () => service);
  expect(readiness.state).toEqual({ name: "ready", service });
  expect(log.lines).toEqual([
    {
      level: "warn",
      message: "problem",
      fields: { code: "corpus_invalid", reason: "metadata.json 不是 JSON", at: "corpus/b/metadata.json" },
    },
    {
      level: "info",
      message: "ready",
      fields: {
        documents: 1,
        embedder: "small",
        reranker: null,
        degraded: [],
        vectorIndex: "exact",
        durationMs: expect.any(Number),
      },
    },
  ]);
});

test("without a document there is nothing to serve but the reasons", async () => {
  const readiness = createReadiness();
  await becomeReady(readiness, recordingLogger(), async () => serviceOf());
  expect(readiness.state).toEqual({ name: "failed", problems: [problem] });
});

test("a known failure is told as it is", async () => {
  const readiness = createReadiness();
  await becomeReady(readiness, recordingLogger(), () => Promise.reject(problem));
  expect(readiness.state).toEqual({ name: "failed", problems: [problem] });
});

test("an unknown failure is logged with its message, as no caller's words can be in it", async () => {
  const readiness = createReadiness();
  const log = recordingLogger();
  await becomeReady(readiness, log, () => Promise.reject(new RangeError("Invalid array length")));
  expect(readiness.state).toEqual({ name: "failed", problems: [] });
  expect(log.lines[0]).toMatchObject({
    level: "error",
    message: "loading failed",
    fields: { error: "RangeError", reason: "RangeError: Invalid array length" },
  });
});

test("a configured model that is not in use is in the line that says what serves", async () => {
  const log = recordingLogger();
  const problem = new TiaowenError("model_unavailable", "连接不上；改用内置向量模型", {
    at: "EMBEDDING_BASE_URL",
  });
  const rankingState = () => ({ ...smallRankingState, problems: [problem] });
  await becomeReady(createReadiness(), log, async () => ({ ...serviceOf("a"), rankingState }));
  expect(log.lines.at(-1)).toMatchObject({
    message: "ready",
    fields: { embedder: "small", degraded: ["EMBEDDING_BASE_URL:连接不上；改用内置向量模型"] },
  });
});
