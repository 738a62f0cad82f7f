import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "../../src/adapters/node/serve.ts";
import { answerSchema } from "../../src/domain/answer.ts";
import { TiaowenError } from "../../src/domain/errors.ts";
import { problemSchema } from "../../src/http/problems.ts";
import { collect, readEvents } from "./server-sent-events.ts";
import { postJson, recordingLogger, smallService } from "./small-service.ts";

let aborts = 0;
const { app, log } = smallService({
  pieceMilliseconds: 15,
  onAbort: () => {
    aborts += 1;
  },
});
let server: RunningServer;

beforeAll(async () => {
  server = await serve({ fetch: app.fetch, host: "127.0.0.1", port: 0, log });
});
afterAll(async () => {
  await server.stop(5);
});

/** Sends bytes as they are and reads until the server closes. */
async function exchange(request: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.end(request);
  let response = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    response += chunk;
  });
  await once(socket, "close");
  return response;
}

describe("over a real connection", () => {
  test("a question is answered, as JSON and as a stream", async () => {
    const json = await fetch(`${server.url}/v1/ask`, postJson({ question: "加装电梯找谁" }));
    const answer = answerSchema.parse(await json.json());
    expect(answer.citations[0]?.clauseId).toBe("shi-li-2024/2");
    const stream = await fetch(
      `${server.url}/v1/ask`,
      postJson({ question: "加装电梯找谁" }, { accept: "text/event-stream" }),
    );
    const events = await collect(readEvents(stream));
    const text = events
      .filter(({ event }) => event === "text-delta")
      .map(({ data }) => Reflect.get(Object(data), "text"));
    expect(text.join("")).toBe(answer.answer);
  });

  test("deltas arrive while the answer is still being made", async () => {
    const response = await fetch(
      `${server.url}/v1/ask`,
      postJson({ question: "加装电梯找谁" }, { accept: "text/event-stream" }),
    );
    const arrivals: number[] = [];
    for await (const { event } of readEvents(response))
      if (event === "text-delta") arrivals.push(performance.now());
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(50);
  });

  test("bodies beyond the limit are refused, declared or chunked", async () => {
    const large = { question: "高".repeat(400_000) };
    const declared = await fetch(`${server.url}/v1/ask`, postJson(large));
    expect(declared.status).toBe(413);
    expect(problemSchema.parse(await declared.json()).status).toBe(413);
    const chunked = await fetch(`${server.url}/v1/ask`, {
      ...postJson(""),
      body: new Blob([JSON.stringify(large)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(problemSchema.parse(await chunked.json()).status).toBe(413);
  });

  test("HEAD and a revalidated GET carry no body", async () => {
    const head = await fetch(`${server.url}/v1/documents`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const again = await fetch(`${server.url}/v1/documents`, {
      headers: { "if-none-match": head.headers.get("etag") ?? "" },
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    ["a Host that is no host", "GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400],
    [
      "a target with a backslash",
      "GET /v1\\ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      400,
    ],
    ["no Host", "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["no HTTP", "补贴\r\n\r\n", 400],
    ["too long headers", `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["HTTP/1.0 without a Host", "GET /healthz HTTP/1.0\r\n\r\n", 200],
    [
      "a method nobody knows",
      "PROPFIND /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      405,
    ],
    ["TRACE", "TRACE /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405],
    [
      "a body shorter than declared",
      "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{}",
      400,
    ],
  ])("%s is the caller's fault at most", async (_name, request, status) => {
    const response = await exchange(request);
    expect(response === "" ? 400 : Number(response.slice(9, 12))).toBe(status);
  });
});

describe("a caller who leaves", () => {
  test("in mid-stream aborts the work", async () => {
    const before = aborts;
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/v1/ask`, {
      ...postJson({ question: "加装电梯找谁" }, { accept: "text/event-stream" }),
      signal: leaving.signal,
    });
    await readEvents(response).next();
    leaving.abort();
    await expect.poll(() => aborts).toBe(before + 1);
  });

  test("before a JSON answer aborts the work; it is no error of ours", async () => {
    const before = aborts;
    const leaving = new AbortController();
    const asked = fetch(`${server.url}/v1/ask`, {
      ...postJson({ question: "加装电梯找谁" }),
      signal: leaving.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => aborts).toBe(before + 1);
    await expect.poll(() => log.lines.at(-1)?.fields["status"]).toBe(499);
  });

  test("leaves nothing behind in the log but a line", () => {
    expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

test("many questions at once each get their own answer and id", async () => {
  const questions = ["加装电梯找谁", "高新技术企业有奖励吗"];
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_unused, index) => {
      const headers = {
        "x-request-id": `q${index}`,
        ...(index % 3 === 0 ? { accept: "text/event-stream" } : {}),
      };
      const body = { question: questions[index % 2], conversationId: `c${index}` };
      const response = await fetch(`${server.url}/v1/ask`, postJson(body, headers));
      expect(response.headers.get("x-request-id")).toBe(`q${index}`);
      if (index % 3 !== 0) return answerSchema.parse(await response.json());
      return answerSchema.parse((await collect(readEvents(response))).at(-1)?.data);
    }),
  );
  for (const [index, answer] of answers.entries()) {
    expect(answer.conversationId).toBe(`c${index}`);
    expect(answer.citations[0]?.clauseNumber).toBe(index % 2 === 0 ? 2 : 1);
  }
});

test("a defect outside the app is a problem too, and logged", async () => {
  const failingLog = recordingLogger();
  const failing = await serve({
    fetch: () => Promise.reject("a string, which the app passes on"),
    host: "127.0.0.1",
    port: 0,
    log: failingLog,
  });
  const response = await fetch(failing.url);
  expect(response.status).toBe(500);
  const { requestId } = problemSchema.parse(await response.json());
  expect(failingLog.lines).toEqual([
    { level: "error", message: "request failed outside the app", fields: { requestId, error: "string" } },
  ]);
  await failing.stop(1);
});

describe("a place where it cannot listen is named", () => {
  test("a port in use", async () => {
    const port = Number(new URL(server.url).port);
    const failure = await serve({ fetch: app.fetch, host: "127.0.0.1", port, log }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(TiaowenError);
    expect(failure).toMatchObject({
      code: "configuration_invalid",
      at: "PORT",
      message: `设置 PORT:端口 ${port} 已被占用,请换一个`,
    });
  });

  test("a host that is not this machine", async () => {
    const failure = await serve({ fetch: app.fetch, host: "192.0.2.1", port: 0, log }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: "configuration_invalid", at: "HOST" });
  });
});
