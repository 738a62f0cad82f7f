import { describe, expect, test } from "vitest";
import * as z from "zod";
import { TiaowenError } from "../../src/domain/errors.ts";
import { createApp } from "../../src/http/app.ts";
import {
  ProblemError,
  problemKinds,
  problemResponse,
  problemSchema,
  toProblemError,
} from "../../src/http/problems.ts";
import { createReadiness } from "../../src/http/readiness.ts";
import { postJson, recordingLogger, smallService, testNow } from "./small-service.ts";

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const problem = z.strictObject(problemSchema.shape).parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get("x-request-id"));
  expect(problem.type).toMatch(/^\/docs#problem-/);
  return problem;
}

describe("a body that cannot be read", () => {
  const { app } = smallService();
  const asking = (init: RequestInit) => app.request("/v1/ask", { method: "POST", ...init });
  const json = { "content-type": "application/json" };

  test.each([
    ["no body", {}],
    ["an empty body", { headers: json, body: "" }],
    ["text that is not JSON", { headers: json, body: "高企有奖励吗" }],
    ["JSON cut short", { headers: json, body: '{"question": "高企' }],
    [
      "bytes that are not UTF-8",
      { headers: json, body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) },
    ],
    ["GBK", { headers: json, body: new Uint8Array([0x22, 0xb2, 0xb9, 0xcc, 0xf9, 0x22]) }],
  ])("%s is answered with 400", async (_name, init) => {
    const response = await asking(init);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).title).toBe("请求无法读懂");
  });

  test.each([
    ["no Content-Type", { body: new TextEncoder().encode('{"question":"高企"}') }],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "question=x" }],
    ["plain text", { headers: { "content-type": "text/plain" }, body: '{"question":"高企"}' }],
    [
      "another charset",
      { headers: { "content-type": "application/json; charset=gbk" }, body: '{"question":"高企"}' },
    ],
    ["a compressed body", { headers: { ...json, "content-encoding": "gzip" }, body: '{"question":"高企"}' }],
  ])("%s is answered with 415", async (_name, init) => {
    const response = await asking(init);
    expect(response.status).toBe(415);
    await problemOf(response);
  });

  test.each([
    "application/json; charset=UTF-8",
    'application/json;charset="utf-8"',
    "APPLICATION/JSON",
    "application/vnd.api+json",
  ])("%s is JSON", async (contentType) => {
    const response = await asking({ headers: { "content-type": contentType }, body: '{"question":"高企"}' });
    expect(response.status).toBe(200);
  });

  test("a UTF-8 byte order mark is no part of the JSON", async () => {
    const response = await asking({ headers: json, body: '\ufeff{"question":"高企"}' });
    expect(response.status).toBe(200);
  });
});

describe("a body that is too large", () => {
  const { app } = smallService();

  test("is refused by its declared length without being read", async () => {
    let reads = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          reads += 1;
          controller.enqueue(new Uint8Array(1024));
        },
      },
      { highWaterMark: 0 },
    );
    const response = await app.request("/v1/ask", {
      ...postJson("", { "content-length": "1048576" }),
      body,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    await problemOf(response);
    expect(reads).toBe(0);
  });

  test("is refused once its chunks exceed the limit, however many would follow", async () => {
    let sentKibibytes = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sentKibibytes += 1;
          controller.enqueue(new Uint8Array(1024).fill(0x20));
        },
      },
      { highWaterMark: 0 },
    );
    const response = await app.request("/v1/ask", { ...postJson(""), body, duplex: "half" } as RequestInit);
    expect(response.status).toBe(413);
    await problemOf(response);
    expect(sentKibibytes).toBeLessThan(5 * 1024);
  });

  test("exactly 256 KiB is still read", async () => {
    const body = '{"question":"高企"}';
    const padding = " ".repeat(256 * 1024 - new TextEncoder().encode(body).length);
    expect((await app.request("/v1/ask", postJson(body + padding))).status).toBe(200);
    expect((await app.request("/v1/ask", postJson(`${body}${padding} `))).status).toBe(413);
  });
});

describe("a body that a schema refuses", () => {
  const { app } = smallService();

  test.each([
    [{}, [{ path: "question", message: "缺少;应为字符串" }]],
    [{ question: 18 }, [{ path: "question", message: "应为字符串" }]],
    [{ question: null }, [{ path: "question", message: "应为字符串" }]],
    [{ question: " \u200b\u202e\0 " }, [{ path: "question", message: "不能为空(空白和不可见字符不计)" }]],
    [{ question: "高".repeat(2001) }, [{ path: "question", message: "最多 2000 个字符,现有 2001 个" }]],
    [[], [{ path: "", message: "应为对象" }]],
    ["null", [{ path: "", message: "应为对象" }]],
    ['"高企"', [{ path: "", message: "应为对象" }]],
    [
      { question: "高企", mode: "fast" },
      [{ path: "mode", message: "应为以下之一:auto、extractive、generative" }],
    ],
    [{ question: "高企", documentIds: [] }, [{ path: "documentIds", message: "项数不能少于 1" }]],
    [
      { question: "高企", documentIds: ["shi-li-2024", 7] },
      [{ path: "documentIds[1]", message: "应为字符串" }],
    ],
    [
      { question: "高企", documentIds: ["shi-li-2024", "yu-hang-2024"] },
      [{ path: "documentIds[1]", message: "没有这个编号的文件" }],
    ],
    [
      { question: "高企", conversationId: "c".repeat(201) },
      [{ path: "conversationId", message: "字符数不能超过 200" }],
    ],
    [{ question: "高企", profile: "公司" }, [{ path: "profile", message: "应为对象" }]],
    [
      { mode: 1, documentIds: "shi-li-2024" },
      [
        { path: "question", message: "缺少;应为字符串" },
        { path: "documentIds", message: "应为数组" },
        { path: "mode", message: "应为以下之一:auto、extractive、generative" },
      ],
    ],
  ])("%j", async (body, errors) => {
    const response = await app.request("/v1/ask", postJson(body));
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toEqual(errors);
  });

  test.each([
    [{ query: "" }, "query"],
    [{ query: "电梯", limit: 0 }, "limit"],
    [{ query: "电梯", limit: 51 }, "limit"],
    [{ query: "电梯", limit: 2.5 }, "limit"],
    [{ query: "电梯", limit: "3" }, "limit"],
    ['{"query": "电梯", "limit": 1e999}', "limit"],
    [{ query: "电梯", documentIds: ["none"] }, "documentIds[0]"],
  ])("search: %j", async (body, path) => {
    const response = await app.request("/v1/search", postJson(body));
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors?.map((error) => error.path)).toEqual([path]);
  });
});

describe("a path or method that is not there", () => {
  const { app } = smallService();

  test.each([
    "/v1",
    "/v1/ask/",
    "/nothing",
    "/v1/documents/none",
    "/v1/clauses/shi-li-2024/9",
    "/%ff%00",
    "/v1/clauses/%E0/%2F",
  ])("%s is answered with 404", async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    await problemOf(response);
  });

  test.each([
    ["GET", "/v1/ask", "POST"],
    ["PUT", "/v1/search", "POST"],
    ["POST", "/v1/documents/shi-li-2024", "GET, HEAD"],
    ["DELETE", "/healthz", "GET, HEAD"],
    ["OPTIONS", "/v1/ask", "POST"],
    ["BREW", "/v1/ask", "POST"],
  ])("%s %s is answered with 405 and Allow: %s", async (method, path, allow) => {
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
    await problemOf(response);
  });

  test("HEAD of a POST route is not allowed either, and has no body", async () => {
    const response = await app.request("/v1/ask", { method: "HEAD" });
    expect([response.status, response.headers.get("allow"), await response.text()]).toEqual([
      405,
      "POST",
      "",
    ]);
  });
});

describe("a service that cannot answer", () => {
  test("says 503 with Retry-After while it loads, when loading failed, and when it stops unloaded", async () => {
    const readiness = createReadiness();
    const app = createApp({ readiness, log: recordingLogger(), now: testNow });
    const call = async () => {
      const response = await app.request("/v1/ask", postJson({ question: "高企" }));
      expect(response.status).toBe(503);
      return [(await problemOf(response)).detail, response.headers.get("retry-after")];
    };
    expect(await call()).toEqual(["正在载入索引,请稍后再试。", "1"]);
    readiness.failed([new TiaowenError("corpus_invalid", "文件夹 corpus 不存在", { at: "corpus" })]);
    expect(await call()).toEqual(["没有可用的政策文件,维护人员处理后恢复。", "60"]);
    readiness.stopping();
    expect(await call()).toEqual(["服务正在停止,请稍后再试。", "5"]);
  });

  test("an invalid body is told so even then", async () => {
    const app = createApp({ readiness: createReadiness(), log: recordingLogger(), now: testNow });
    expect((await app.request("/v1/ask", postJson({}))).status).toBe(422);
  });
});

describe("a defect of ours", () => {
  const secret = "我叫张三,身份证号 330185199001011234";
  const failing = {
    ask: async () => {
      throw new TypeError(`cannot read ${secret}`, { cause: new RangeError(secret) });
    },
    async *stream() {
      yield { type: "text-delta" as const, text: "对首次" };
      throw new TypeError(`cannot read ${secret}`);
    },
  };

  test("is answered with 500 that says nothing of it; the log has its place in the code but not its text", async () => {
    const { app, log } = smallService({ assistant: failing });
    const response = await app.request("/v1/ask", postJson({ question: secret }));
    expect(response.status).toBe(500);
    const problem = await problemOf(response);
    expect(problem.detail).toBe("服务内部出错,已记入日志。请把 requestId 告诉维护人员。");
    expect(JSON.stringify(problem)).not.toMatch(/TypeError|张三|\.ts/);
    const line = log.lines.find(({ level }) => level === "error");
    expect(line).toMatchObject({
      message: "request failed",
      fields: { error: "TypeError", cause: "RangeError" },
    });
    expect(line?.fields["requestId"]).toBe(problem.requestId);
    expect(String(line?.fields["frames"])).toContain("problems.test.ts");
    expect(JSON.stringify(log.lines)).not.toContain("张三");
  });

  test("in mid-stream ends the stream with one error event", async () => {
    const { app, log } = smallService({ assistant: failing });
    const response = await app.request(
      "/v1/ask",
      postJson({ question: secret }, { accept: "text/event-stream" }),
    );
    const events = (await response.text()).trimEnd().split("\n\n");
    expect(events).toHaveLength(2);
    expect(events[1]).toMatch(/^event: error\ndata: /);
    const problem = problemSchema.parse(JSON.parse(events[1]?.split("data: ")[1] ?? ""));
    expect(problem).toMatchObject({ status: 500, requestId: response.headers.get("x-request-id") });
    expect(JSON.stringify(log.lines)).not.toContain("张三");
    expect(log.lines.map(({ message }) => message)).toEqual(["answer stream failed", "request"]);
  });

  test("a stream that ends without an answer is one", async () => {
    const silent = { ...failing, async *stream() {} };
    const { app } = smallService({ assistant: silent });
    const response = await app.request(
      "/v1/ask",
      postJson({ question: "高企" }, { accept: "text/event-stream" }),
    );
    expect(await response.text()).toMatch(/^event: error\ndata: .*internal-error/);
  });
});

describe("the mapping of errors", () => {
  test.each(["corpus_invalid", "snapshot_unusable", "configuration_invalid"] as const)(
    "%s is the operator's to mend: 503, without its text",
    (code) => {
      const problem = toProblemError(new TiaowenError(code, "/srv/secret/corpus"));
      const response = problemResponse(problem, "r1");
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "60"]);
      expect(problem.detail).not.toContain("secret");
    },
  );

  test("headers of a problem go out with it", () => {
    const problem = new ProblemError("too-many-requests", "请稍后再试。", {
      headers: { "Retry-After": "30" },
    });
    const response = problemResponse(problem, "r1");
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
  });

  test("every kind has a section on the reference page", async () => {
    const { app } = smallService();
    const page = await (await app.request("/docs")).text();
    for (const kind of Object.keys(problemKinds)) expect(page).toContain(`id="problem-${kind}"`);
  });
});
