import { expect, test } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { createReadiness } from "../../src/http/readiness.ts";
import type { SearchQuery } from "../../src/search/policy-search.ts";
import { smallCorpus } from "./small-corpus.ts";
import {
  postJson,
  recordingLogger,
  smallAssistant,
  smallEligibility,
  smallRankingState,
  smallSearch,
  testNow,
} from "./small-service.ts";

test("a search sees nothing personal, as it may ask a model elsewhere", async () => {
  const corpus = smallCorpus("shi-li-2024");
  const queries: SearchQuery[] = [];
  const search = smallSearch(corpus);
  const readiness = createReadiness();
  readiness.ready({
    assistant: smallAssistant(search),
    search: {
      search: (query) => {
        queries.push(query);
        return search.search(query);
      },
    },
    corpus,
    rankingState: () => smallRankingState,
    vectorIndex: "exact",
    eligibility: smallEligibility(corpus),
  });
  const app = createApp({ readiness, log: recordingLogger(), now: testNow });
  const query = "我叫张三,电话13812345678,加装电梯找谁";
  expect((await app.request("/v1/search", postJson({ query }))).status).toBe(200);
  expect(queries).toHaveLength(1);
  expect(queries[0]?.text).toContain("加装电梯");
  expect(queries[0]?.text).not.toMatch(/张三|13812345678/);
});
