import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { answerSchema } from "../../src/domain/answer.ts";
import { clauseSchema } from "../../src/http/document-resources.ts";
import { readinessSchema } from "../../src/http/routes/health.ts";
import { collect, readEvents } from "../http/server-sent-events.ts";
import { postJson } from "../http/small-service.ts";
import { startArguments } from "../start-command.ts";

const root = join(import.meta.dirname, "../..");
const running: ChildProcess[] = [];
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "tiaowen-entry-"));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, startArguments, {
    cwd: root,
    env: { PATH: process.env["PATH"], PORT: "0", DATA_DIR: join(scratch, "data"), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  const exited = once(child, "exit").then(([code]) => code);
  return { child, exited };
}

async function listen(environment: Record<string, string>) {
  const { child, exited } = start(environment);
  const listening = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { msg, url } = JSON.parse(line);
    if (msg === "listening") listening.resolve(url);
  });
  const url = await listening.promise;
  const readiness = async () => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, body: readinessSchema.parse(await response.json()) };
  };
  return { child, exited, url, readiness };
}

describe("over the published corpus", () => {
  test("it becomes ready, answers with clauses whose quotes stand in the source, and stops on SIGTERM", async () => {
    const { child, exited, url, readiness } = await listen({});
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await expect
      .poll(readiness, { timeout: 30_000 })
      .toMatchObject({ status: 200, body: { state: "ready" } });
    expect((await readiness()).body).toMatchObject({
      vectorIndex: "hnsw",
      documents: 1,
      clauses: 74,
      problems: [],
    });

    const question = { question: "首次认定的高新技术企业有奖励吗?", conversationId: "entry" };
    const answer = answerSchema.parse(await (await fetch(`${url}/v1/ask`, postJson(question))).json());
    expect(answer.citations.map(({ clauseId }) => clauseId)).toContain("lin-an-2024/18");
    for (const { clauseId, quote } of answer.citations) {
      const clause = clauseSchema.parse(await (await fetch(`${url}/v1/clauses/${clauseId}`)).json());
      expect(clause.source.text).toContain(quote);
    }

    const stream = await fetch(
      `${url}/v1/ask`,
      postJson({ ...question, conversationId: "other" }, { accept: "text/event-stream" }),
    );
    const events = await collect(readEvents(stream));
    const deltas = events
      .filter(({ event }) => event === "text-delta")
      .map(({ data }) => Reflect.get(Object(data), "text"));
    expect(deltas.join("")).toBe(answer.answer);

    child.kill("SIGTERM");
    expect(await exited).toBe(0);
  });
});

describe("a corpus folder that is not as it should be", () => {
  test("missing: the process says so and answers 503, without ending", async () => {
    const missing = join(scratch, "nowhere");
    const { url, readiness } = await listen({ CORPUS_DIR: missing });
    await expect.poll(readiness).toMatchObject({ status: 503, body: { state: "failed" } });
    const { problems } = (await readiness()).body;
    expect(JSON.stringify(problems)).toContain("nowhere");
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const refused = await fetch(`${url}/v1/ask`, postJson({ question: "高企有奖励吗" }));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await refused.text()).not.toContain("nowhere");
  });

  test("one document malformed: the other is served, and the problem named", async () => {
    const corpus = join(scratch, "corpus");
    await cp(join(root, "corpus"), corpus, { recursive: true });
    await mkdir(join(corpus, "broken-2025"));
    await writeFile(join(corpus, "broken-2025", "metadata.json"), "{ not json");
    const { readiness } = await listen({ CORPUS_DIR: corpus, VECTOR_INDEX: "exact" });
    await expect.poll(readiness, { timeout: 30_000 }).toMatchObject({ status: 200, body: { documents: 1 } });
    const { body } = await readiness();
    expect(body.vectorIndex).toBe("exact");
    expect(body.problems).toHaveLength(1);
    expect(body.problems[0]).toMatchObject({
      code: "corpus_invalid",
      at: expect.stringContaining("broken-2025"),
    });
  });
});

describe("a setting that is not as it should be is one line on standard error, and exit code 2", () => {
  test("a malformed port", async () => {
    const { child, exited } = start({ PORT: "eighty" });
    expect(await text(child.stderr)).toBe(
      '设置 PORT 不合法:应为 0 到 65535 的整数(0 由系统选一个空闲端口),现为 "eighty"\n',
    );
    expect(await exited).toBe(2);
  });

  test("a port in use", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const address = blocker.address();
    if (address === null || typeof address === "string") throw new Error("No port to block");
    const { child, exited } = start({ PORT: String(address.port) });
    expect(await text(child.stderr)).toBe(`设置 PORT:端口 ${address.port} 已被占用,请换一个\n`);
    expect(await exited).toBe(2);
    blocker.close();
  });
});
