import { describe, expect, test } from "vitest";
import { failureNotice, refusal, refusalOf } from "../../../src/http/pages/client/failure.ts";
import { ProblemError, problemResponse, unavailable } from "../../../src/http/problems.ts";

async function noticeFor(response: Response, now?: number) {
  return failureNotice(await refusalOf(response, now));
}

describe("the service's own refusals", () => {
  test("not ready yet: its words, and when to come back", async () => {
    expect(await noticeFor(problemResponse(unavailable("正在载入索引,请稍后再试。", 7), "r-1"))).toEqual({
      title: "服务暂时不能回答",
      advice: "正在载入索引,请稍后再试。",
      mayRetry: true,
      retryAfterSeconds: 7,
    });
  });

  test("a question it will not take: every reason, and no use in repeating it", async () => {
    const error = new ProblemError("invalid-request", "以下内容不合要求:question。", {
      errors: [{ path: "question", message: "最多 2000 个字符,现有 2001 个" }],
    });
    const notice = await noticeFor(problemResponse(error, "r-2"));
    expect([notice.mayRetry, notice.advice]).toEqual([
      false,
      "以下内容不合要求:question。最多 2000 个字符,现有 2001 个。",
    ]);
  });

  test("a defect: the number by which it is found in the log", async () => {
    const notice = await noticeFor(problemResponse(new ProblemError("internal-error", "内部出错。"), "r-3"));
    expect([notice.mayRetry, notice.advice]).toEqual([true, expect.stringContaining("r-3")]);
  });

  test("a problem that ends a stream reads like one that answers a request", () => {
    const notice = failureNotice(
      refusal({ detail: "请稍后再试。", status: 503, requestId: "r-4" }, 503, null),
    );
    expect([notice.advice, notice.retryAfterSeconds]).toEqual(["请稍后再试。", 0]);
  });
});

describe("what a proxy puts in its place", () => {
  test("a page of its own is not shown", async () => {
    const response = new Response("<h1>Bad Gateway</h1>", {
      status: 502,
      headers: { "content-type": "text/html" },
    });
    const notice = await noticeFor(response);
    expect([notice.mayRetry, JSON.stringify(notice).includes("Gateway")]).toEqual([true, false]);
  });

  test("a problem that is no JSON is a refusal all the same", async () => {
    const headers = { "content-type": "application/problem+json" };
    expect((await noticeFor(new Response("{", { status: 429, headers }))).title).toBe("提问太频繁了");
  });

  test.each([
    ["12", 12],
    ["Thu, 01 Jan 2026 00:01:30 GMT", 90],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["soon", 0],
  ])("Retry-After %s means %d seconds", async (header, seconds) => {
    const response = new Response(null, { status: 429, headers: { "retry-after": header } });
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect((await noticeFor(response, now)).retryAfterSeconds).toBe(seconds);
  });
});

test.each(["offline", "unreachable", "timeout", "interrupted"] as const)(
  "%s says what to do and may be retried",
  (kind) => {
    const { title, advice, mayRetry } = failureNotice({ kind });
    expect([mayRetry, title !== "", /重试/.test(advice)]).toEqual([true, true, true]);
  },
);
