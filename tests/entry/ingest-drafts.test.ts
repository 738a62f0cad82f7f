import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type Behaviour,
  chatReply,
  type ModelServer,
  startModelServer,
} from "../adapters/openai/model-server.ts";

const root = join(import.meta.dirname, "../..");
const secret = "sk-a-secret-0123";
const clauses = ["民宿贷款贴息", "民宿装修补助", "民宿培训", "民宿集群", "民宿宣传", "民宿用地"];
const policyText = `关于支持民宿发展的若干措施\n${clauses
  .map((title, index) => `${index + 1}.支持${title}。对新开业民宿给予${title}支持。(责任单位:区文旅局)`)
  .join("\n")}\n`;
let server: ModelServer;
let folder: string;
let policy: string;

beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiaowen-drafts-"));
  policy = join(folder, "min-su.txt");
  await mkdir(join(folder, "corpus"));
  await writeFile(policy, policyText);
  server.behave(honestly);
  return () => rm(folder, { recursive: true, force: true });
});

/** The title of the clause that a request is about; null for what the document does not answer. */
function askedAbout({ body }: Parameters<Behaviour>[0]): string | null {
  const words = body.messages?.[1]?.content ?? "";
  return (
    clauses.find((title) => words.includes(`"title":"支持${title}"`) && words.includes('"provision":')) ??
    null
  );
}

const honestly: Behaviour = (request) => {
  const title = askedAbout(request);
  return chatReply(
    title === null
      ? '{"no_evidence":["开农家乐有补贴吗"],"out_of_scope":["哪家民宿好玩"]}'
      : `\`\`\`json\n{"questions":["${title}有钱拿吗","${title}找谁,打我手机13812345678"]}\n\`\`\``,
  );
};

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly notes: string;
}

const configured = (): Record<string, string> => ({
  OPENAI_MODEL: "tiny",
  OPENAI_BASE_URL: `${server.url}/v1`,
  OPENAI_API_KEY: secret,
});

async function ingest(words: readonly string[], environment = configured()): Promise<Ended> {
  const env = {
    PATH: process.env["PATH"],
    CORPUS_DIR: join(folder, "corpus"),
    DATA_DIR: join(folder, "data"),
    VECTOR_INDEX: "exact",
    ...environment,
  };
  const ended = await new Promise<Ended>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, "src/entry/cli.ts"), "ingest", policy, ...words],
      { env },
      (_, output, notes) => resolve({ code: child.exitCode ?? -1, output, notes }),
    );
  });
  expect(`${ended.output}${ended.notes}`).not.toContain(secret);
  expect(ended.notes).not.toMatch(/\n\s+at /u);
  return ended;
}

const questionsFile = () => readFile(join(folder, "corpus/min-su/questions.jsonl"), "utf8");
const isAdded = () =>
  access(join(folder, "corpus/min-su")).then(
    () => true,
    () => false,
  );
const sourced = (source: string, ...questions: string[]) =>
  questions.map((question) => JSON.stringify({ question, provisions: ["1"], source })).join("\n");

it("drafts questions for each clause beside a document that it adds, and shows how far it is", async () => {
  const { code, output, notes } = await ingest(["--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(output).clauses).toHaveLength(6);
  const lines = (await questionsFile())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.toSorted((one, other) => (one.question < other.question ? -1 : 1))).toEqual(
    [
      ...clauses.map((title, index) => ({
        question: `${title}有钱拿吗`,
        provisions: [String(index + 1)],
        source: "draft",
      })),
      { question: "开农家乐有补贴吗", provisions: [], reason: "no_evidence", source: "draft" },
      { question: "哪家民宿好玩", provisions: [], reason: "out_of_scope", source: "draft" },
    ].toSorted((one, other) => (one.question < other.question ? -1 : 1)),
  );
  expect(notes).toMatch(/\[\d\/7\] 1\.支持民宿贷款贴息:1 个问法,弃去 含个人信息 1\n/);
  expect(notes).toMatch(/\[7\/7\] /);
  expect(notes).toContain("提示词 draft-questions 第 1 版");
  expect(notes).toContain("发出 700,收到 70 个 token");
  expect(notes).toContain("索引已更新:1 份文件");
  expect(notes).not.toContain("13812345678");
});

it("goes on where it was left, and touches nothing that people have looked at", async () => {
  server.behave((request, attempt) => {
    const title = askedAbout(request);
    if (title === clauses[1]) return chatReply("抱歉,我不能回答。");
    return title === clauses[2]
      ? { status: 500, headers: { "retry-after-ms": "1" } }
      : honestly(request, attempt);
  });
  const first = await ingest([]);
  expect(first.code).toBe(0);
  expect(first.notes).toContain(`${clauses[1]}:跳过,回答不是 JSON`);
  expect(first.notes).toContain(`${clauses[2]}:跳过,OPENAI_BASE_URL:${server.url}/v1 回答了 HTTP 500`);
  expect(first.notes).toContain("再加 --draft-questions 运行一次");
  const lines = (await questionsFile()).trim().split("\n");
  expect(lines).toHaveLength(6);

  // Reviewed: one taken out, one reworded, the last line without its end.
  const reviewed = [...lines.slice(1), sourced("people", "开民宿借钱有补贴不")].join("\n");
  await writeFile(join(folder, "corpus/min-su/questions.jsonl"), reviewed);
  server.behave(honestly);
  const second = await ingest(["--draft-questions"]);
  expect(second.code).toBe(0);
  const text = await questionsFile();
  expect(text.startsWith(`${reviewed}\n`)).toBe(true);
  expect(text).toContain(`{"question":"${clauses[1]}有钱拿吗","provisions":["2"],"source":"draft"}\n`);
  expect(text).toContain(`{"question":"${clauses[2]}有钱拿吗","provisions":["3"],"source":"draft"}\n`);
  expect(server.requests.map(askedAbout)).not.toContain(clauses[0]);

  server.behave(honestly);
  const third = await ingest(["--draft-questions"]);
  expect(third).toMatchObject({ code: 0, notes: expect.stringContaining("没有要起草的") });
  expect(server.requests).toEqual([]);
  expect(await questionsFile()).toBe(text);

  await writeFile(policy, policyText.replaceAll("民宿", "农家乐"));
  const other = await ingest(["--draft-questions"]);
  expect(other).toMatchObject({ code: 2, notes: expect.stringContaining("正文与这份文件不同") });
  expect(await questionsFile()).toBe(text);
});

it("adds the document all the same when the model is not there, and says so", async () => {
  server.behave(() => ({ status: 401, body: { error: { message: secret, code: "invalid_api_key" } } }));
  const { code, notes } = await ingest(["--draft-questions"]);
  expect(code).toBe(1);
  expect(notes).toContain(`${server.url}/v1 回答了 HTTP 401(invalid_api_key)`);
  expect(notes).toContain("模型没有回答,还有 3 处没有问");
  expect(server.requests).toHaveLength(4);
  expect(notes).toContain("索引已更新:1 份文件");
  await expect(questionsFile()).rejects.toThrow("ENOENT");
});

describe("nothing is asked", () => {
  it.each<[string, string[], Record<string, string> | undefined]>([
    ["where the flag says so", ["--no-draft-questions"], undefined],
    ["where no model is named", [], { OPENAI_API_KEY: secret, OPENAI_BASE_URL: "for another program" }],
  ])("%s; the document is added", async (_, words, environment) => {
    expect(await ingest(words, environment)).toMatchObject({ code: 0 });
    expect(server.requests).toEqual([]);
    expect(await isAdded()).toBe(true);
    await expect(questionsFile()).rejects.toThrow("ENOENT");
  });

  it.each<[string, string[], number, Record<string, string> | undefined, string]>([
    ["in a dry run", ["--dry-run", "--draft-questions"], 0, undefined, "试运行不起草问法"],
    ["without a model that was wanted", ["--draft-questions"], 2, {}, "设置 OPENAI_MODEL"],
    [
      "where a setting is malformed",
      [],
      2,
      { OPENAI_MODEL: "tiny", OPENAI_BASE_URL: "https://me:sk-a-secret-0123@models.example" },
      "设置 OPENAI_BASE_URL 不合法",
    ],
  ])("%s; nor is anything written", async (_, words, code, environment, told) => {
    expect(await ingest(words, environment)).toMatchObject({ code, notes: expect.stringContaining(told) });
    expect(server.requests).toEqual([]);
    expect(await isAdded()).toBe(false);
  });
});
