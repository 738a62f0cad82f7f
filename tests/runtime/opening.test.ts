import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { answerSchema } from "../../src/domain/answer.ts";
import { readinessSchema } from "../../src/http/routes/health.ts";
import { postJson } from "../http/small-service.ts";
import { type RunningWorker, startWorker } from "./start-worker.ts";

const question = { question: "首次认定的高新技术企业有奖励吗?" };
const running: RunningWorker[] = [];
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "tiaowen-opening-"));
});
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.stop();
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function start(workerDirectory: string): Promise<RunningWorker> {
  const worker = await startWorker(workerDirectory);
  running.push(worker);
  return worker;
}

/** A copy of the built Worker with one of its modules or assets changed. */
async function tamperedWorker(
  folder: "bundle" | "assets",
  ending: string,
  change: (content: Buffer) => Buffer,
): Promise<string> {
  const directory = await mkdtemp(join(scratch, "worker-"));
  await cp(inject("workerDirectory"), directory, { recursive: true });
  const name = (await readdir(join(directory, folder))).find((other) => other.endsWith(ending));
  if (name === undefined) throw new Error(`there is no ${ending} in ${folder}`);
  const path = join(directory, folder, name);
  await writeFile(path, change(await readFile(path)));
  return directory;
}

async function readinessOf(worker: RunningWorker) {
  const response = await worker.request("/readyz");
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    body: readinessSchema.parse(await response.json()),
  };
}

describe("the first request opens what answers", () => {
  test("probes say how far it is, without waiting", async () => {
    const worker = await start(inject("workerDirectory"));
    const first = await readinessOf(worker);
    expect(first).toMatchObject({ status: 503, retryAfter: "1", body: { state: "loading" } });
    expect((await worker.request("/healthz")).status).toBe(200);
    await expect
      .poll(() => readinessOf(worker))
      .toMatchObject({
        status: 200,
        body: { state: "ready", vectorIndex: "exact", documents: 1, clauses: 74, problems: [] },
      });
  });

  test("questions that come together wait for one opening, and all are answered", async () => {
    const worker = await start(inject("workerDirectory"));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => worker.request("/v1/ask", postJson(question))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const ready = worker.logs().filter(({ message }) => message.includes('"msg":"ready"'));
    expect(ready).toHaveLength(1);
  });

  test("it goes on when the one who began it leaves", async () => {
    const worker = await start(inject("workerDirectory"));
    const leave = new AbortController();
    const left = worker.request("/v1/ask", { ...postJson(question), signal: leave.signal }).catch(() => null);
    // Long enough for the request to arrive, too short for the opening to end.
    await setTimeout(20);
    leave.abort();
    await left;
    expect((await worker.request("/v1/ask", postJson(question))).status).toBe(200);
  });
});

describe("a Worker that is not whole", () => {
  test("an index cut short is built anew with a warning, and never served", async () => {
    const cut = await tamperedWorker("assets", "search-index.snapshot", (bytes) =>
      bytes.subarray(0, bytes.length / 2),
    );
    const worker = await start(cut);
    const answer = answerSchema.parse(await (await worker.request("/v1/ask", postJson(question))).json());
    expect(answer.citations.map(({ clauseId }) => clauseId)).toContain("lin-an-2024/18");
    const warnings = worker.logs().filter(({ level }) => level === "warn");
    expect(warnings.map(({ message }) => JSON.parse(message).msg)).toEqual([
      expect.stringContaining("built anew"),
      expect.stringContaining("npm run build:worker"),
    ]);
  });

  test("documents that cannot be read are 503, with the reason in the log alone", async () => {
    const worker = await start(
      await tamperedWorker("bundle", "corpus.bundle", () => Buffer.from('{"entries":[]}')),
    );
    const refused = await worker.request("/v1/ask", postJson(question));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await readinessOf(worker)).toMatchObject({ status: 503, body: { state: "failed" } });
    expect((await worker.request("/healthz")).status).toBe(200);
    const errors = worker.logs().filter(({ level }) => level === "error");
    expect(errors.map(({ message }) => JSON.parse(message))).toMatchObject([
      { msg: "loading failed", reason: expect.stringContaining("lexicon") },
    ]);
  });
});
