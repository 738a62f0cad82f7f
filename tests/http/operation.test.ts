import { describe, expect, test } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import { createApp } from "../../src/http/app.ts";
import { createReadiness } from "../../src/http/readiness.ts";
import type { RankingState } from "../../src/search/ranking-state.ts";
import { postJson, recordingLogger, smallRankingState, smallService, testNow } from "./small-service.ts";

describe("readiness", () => {
  test("healthz is 200 from the start; readyz tells the way from loading to stopping", async () => {
    const { readiness: ready, corpus } = smallService();
    const readiness = createReadiness();
    const app = createApp({ readiness, log: recordingLogger(), now: testNow });
    const read = async (path: string) => {
      const response = await app.request(path);
      return { status: response.status, body: await response.json() };
    };
    expect(await read("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
    const nothing = {
      embedder: null,
      reranker: null,
      degraded: false,
      vectorIndex: null,
      documents: 0,
      clauses: 0,
      corpusDigest: null,
    };
    expect(await read("/readyz")).toEqual({
      status: 503,
      body: { state: "loading", ...nothing, problems: [] },
    });

    const problem = new TiaowenError("corpus_invalid", "metadata.json 缺少 title", {
      at: "corpus/b/metadata.json",
    });
    const told = {
      code: "corpus_invalid",
      message: "metadata.json 缺少 title",
      at: "corpus/b/metadata.json",
    };
    readiness.failed([problem]);
    expect(await read("/readyz")).toEqual({
      status: 503,
      body: { state: "failed", ...nothing, problems: [told] },
    });

    if (ready.state.name !== "ready") throw new Error("The small service is not ready");
    const service = { ...ready.state.service, corpus: { ...corpus, problems: [problem] } };
    readiness.ready(service);
    const serving = {
      embedder: "small",
      reranker: null,
      degraded: false,
      vectorIndex: "exact",
      documents: 2,
      clauses: 4,
      corpusDigest: "small-corpus",
      problems: [told],
    };
    expect(await read("/readyz")).toEqual({ status: 200, body: { state: "ready", ...serving } });

    readiness.stopping();
    expect(await read("/readyz")).toEqual({ status: 503, body: { state: "stopping", ...serving } });
    expect((await app.request("/v1/ask", postJson({ question: "加装电梯" }))).status).toBe(200);
    readiness.ready(service);
    expect(readiness.state.name).toBe("stopping");
  });

  test("readyz follows the models from one moment to the next, and stays 200 while others take their place", async () => {
    const problem = new TiaowenError("model_unavailable", "在 3 秒内没有回答；保持原来的排序", {
      at: "RERANK_URL",
    });
    let state: RankingState = { ...smallRankingState, reranker: "rerank.example/model" };
    const { app } = smallService({ rankingState: () => state });
    const read = async () => (await app.request("/readyz")).json();
    expect(await read()).toMatchObject({ reranker: "rerank.example/model", degraded: false, problems: [] });
    state = { ...smallRankingState, problems: [problem] };
    expect((await app.request("/readyz")).status).toBe(200);
    expect(await read()).toMatchObject({
      state: "ready",
      reranker: null,
      degraded: true,
      problems: [{ code: "model_unavailable", message: problem.message, at: "RERANK_URL" }],
    });
    expect(await (await app.request("/metrics")).text()).toMatch(/^tiaowen_degraded 1$/m);
  });
});

describe("request ids", () => {
  const { app, log } = smallService();

  test.each(["a", "7f0c8a52-0f7c-4f5b-9d0e-0d6a1d1f5b2a", "trace:1.2_3=", "x".repeat(128)])(
    "%s is kept, in the response and in the log",
    async (id) => {
      const response = await app.request("/v1/documents", { headers: { "x-request-id": id } });
      expect(response.headers.get("x-request-id")).toBe(id);
      expect(log.lines.at(-1)?.fields["requestId"]).toBe(id);
    },
  );

  test.each(["", " ", "x".repeat(129), "<script>", "a b", 'a"b', "a/b", "a,b"])(
    "%j is replaced",
    async (id) => {
      const response = await app.request("/v1/documents", { headers: { "x-request-id": id } });
      expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test("two requests without one get two", async () => {
    const [first, second] = await Promise.all([app.request("/healthz"), app.request("/healthz")]);
    expect(first?.headers.get("x-request-id")).not.toBe(second?.headers.get("x-request-id"));
  });
});

describe("logs", () => {
  test("one line a request; nothing that the caller typed is in it", async () => {
    const { app, log } = smallService();
    const typed = "我的电话是13800000000";
    await app.request(
      `/v1/ask?q=${typed}`,
      postJson({ question: typed, conversationId: typed }, { accept: "*/*" }),
    );
    await app.request(`/v1/ask?q=${typed}`, postJson({ question: typed, mode: typed }));
    await app.request(`/v1/ask`, postJson(`{"question": "${typed}`));
    await app.request(`/v1/documents/${typed}?q=${typed}`);
    await app.request(`/${typed}`);
    const stream = await app.request(
      "/v1/ask",
      postJson({ question: typed }, { accept: "text/event-stream" }),
    );
    await stream.text();
    expect(log.lines.map(({ fields }) => [fields["route"], fields["status"]])).toEqual([
      ["/v1/ask", 200],
      ["/v1/ask", 422],
      ["/v1/ask", 400],
      ["/v1/documents/:id", 404],
      ["unmatched", 404],
      ["/v1/ask", 200],
    ]);
    // A request id is drawn by chance, and may have any three digits.
    const text = JSON.stringify(
      log.lines.map((line) => ({ ...line, fields: { ...line.fields, requestId: "" } })),
    );
    for (const piece of [typed, encodeURIComponent(typed), "138"]) expect(text).not.toContain(piece);
  });

  test("probes stay below the usual level", async () => {
    const { app, log } = smallService();
    for (const path of ["/healthz", "/readyz", "/metrics"]) await app.request(path);
    expect(log.lines.map(({ level }) => level)).toEqual(["debug", "debug", "debug"]);
  });
});

describe("metrics", () => {
  test("count requests by route and status, answers by status, and time by bucket", async () => {
    const { app } = smallService();
    await app.request("/v1/ask", postJson({ question: "加装电梯" }));
    const streamed = await app.request(
      "/v1/ask",
      postJson({ question: "加装电梯" }, { accept: "text/event-stream" }),
    );
    await streamed.text();
    await app.request("/v1/ask", postJson({ question: "zzz" }));
    await app.request("/v1/ask", postJson({}));
    await app.request("/v1/documents/one");
    await app.request("/v1/documents/two");
    await app.request("/nothing", { method: "BREW" });
    const response = await app.request("/metrics");
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = (await response.text()).split("\n");
    for (const line of [
      'http_requests_total{method="POST",route="/v1/ask",status="200"} 3',
      'http_requests_total{method="POST",route="/v1/ask",status="422"} 1',
      'http_requests_total{method="GET",route="/v1/documents/:id",status="404"} 2',
      'http_requests_total{method="OTHER",route="unmatched",status="404"} 1',
      'http_request_duration_seconds_bucket{route="/v1/ask",le="+Inf"} 4',
      'http_request_duration_seconds_count{route="/v1/ask"} 4',
      'tiaowen_answers_total{status="answered"} 2',
      'tiaowen_answers_total{status="unanswerable"} 1',
      "tiaowen_ready 1",
      "tiaowen_documents 2",
    ]) {
      expect(lines).toContain(line);
    }
    for (const line of lines) {
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+-]+|)$/);
    }
    expect(lines.at(-1)).toBe("");
  });

  test("buckets are cumulative", async () => {
    const { app } = smallService();
    for (let call = 0; call < 5; call += 1) await app.request("/healthz");
    const text = await (await app.request("/metrics")).text();
    const buckets = [...text.matchAll(/_bucket\{route="\/healthz",le="[^"]+"\} (\d+)/g)].map(([, count]) =>
      Number(count),
    );
    expect(buckets).toEqual(buckets.toSorted((left, right) => left - right));
    expect(buckets.at(-1)).toBe(5);
  });
});

describe("headers", () => {
  test("every response forbids sniffing, framing and loading; what may be kept says so itself", async () => {
    const { app } = smallService();
    for (const path of ["/healthz", "/nothing", "/v1/ask", "/v1/documents"]) {
      const { headers } = await app.request(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toBe(path === "/v1/documents" ? "public, no-cache" : "no-store");
    }
  });

  const origin = "https://www.example.gov.cn";
  const preflight = {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  };

  test("other origins may not call unless they are listed", async () => {
    const { app } = smallService();
    const response = await app.request("/v1/ask", postJson({ question: "加装电梯" }, { origin }));
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect((await app.request("/v1/ask", preflight)).status).toBe(405);
  });

  test("a listed origin may, also read a problem and its request id", async () => {
    const { app } = smallService({ corsOrigins: [origin] });
    const allowed = await app.request("/v1/ask", preflight);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
    expect(allowed.headers.get("access-control-allow-headers")).toContain("Content-Type");
    const refused = await app.request("/v1/ask", postJson({}, { origin }));
    expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
    expect(refused.headers.get("access-control-expose-headers")).toContain("X-Request-Id");
    expect(refused.headers.get("vary")).toContain("Origin");
    const stranger = await app.request("/v1/ask", postJson({}, { origin: "https://elsewhere.example" }));
    expect(stranger.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("* opens it to every origin", async () => {
    const { app } = smallService({ corsOrigins: ["*"] });
    const response = await app.request("/v1/documents", { headers: { origin } });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });
});
