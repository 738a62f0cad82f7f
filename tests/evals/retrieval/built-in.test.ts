import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";

const root = join(import.meta.dirname, "../../..");
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "retrieval-"));
  await writeFile(join(folder, "articles.jsonl.gz"), gzipSync(lines(articles)));
});
afterAll(() => rm(folder, { recursive: true }));

const articles = [
  { id: 40, law: "河道条例", article: "第一条", text: "禁止在河道管理范围内倾倒垃圾、渣土。" },
  { id: 41, law: "河道条例", article: "第一条", text: "河道采砂应当取得许可。" },
  { id: 52, law: "养犬条例", article: "第一条", text: "饲养犬只应当办理登记,每年接种狂犬病疫苗。" },
  { id: 53, law: "养犬条例", article: "第一条", text: "携带犬只外出应当使用牵引带。" },
];

function lines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const failureSchema = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() });

async function evaluate(...args: readonly string[]): Promise<Outcome> {
  try {
    const command = ["--disable-warning=ExperimentalWarning", "evals/run.ts", ...args];
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { cwd: root })) };
  } catch (error) {
    return failureSchema.parse(error);
  }
}

async function askAbout(questions: string, ...args: readonly string[]): Promise<Outcome> {
  const file = join(folder, "asked.jsonl");
  await writeFile(file, questions);
  return evaluate("--retrieval", folder, "--questions", file, ...args);
}

describe("retrieval by the shipped parts", () => {
  it("prints one line a question and nothing else with --json, by the articles' ids", async () => {
    const { code, stdout, stderr } = await askAbout(
      lines([
        { id: 7, question: "狗要打疫苗吗", gold: [52] },
        { id: "沙", question: "挖河道里的砂要许可吗" },
      ]),
      "--json",
    );
    expect(code).toBe(0);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => z.strictObject({ id: z.unknown(), ids: z.array(z.int()) }).parse(JSON.parse(line)));
    expect(answers.map(({ id }) => id)).toEqual([7, "沙"]);
    expect(answers.map(({ ids }) => ids[0])).toEqual([52, 41]);
    for (const { ids } of answers) {
      expect(new Set(ids).size).toBe(ids.length);
      expect(articles.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    }
    expect(stderr).toContain("| 学得的融合 | 1.000 | 1.000 | 1.000 |");
    expect(stderr).toContain("问题 2 个,其中有标准答案的 1 个;法条 4 条");
    expect(stderr).toMatch(/建索引 \d+\.\d 秒;常驻内存 \d+ MB/);
  });

  it("prints the table without --json, with dashes where no question has gold", async () => {
    const { code, stdout } = await askAbout(lines([{ id: 1, question: "狗绳" }]));
    expect(code).toBe(0);
    expect(stdout).toContain("| BM25 | — | — | — |");
  });

  it("names file and line of what is malformed", async () => {
    const good = lines([{ id: 1, question: "狗绳", gold: [53] }]);
    const faults: readonly (readonly [string, RegExp])[] = [
      [`${good}{"id":2,\n`, /asked\.jsonl:2 不是 JSON/],
      [`${good}\n{"id":2}\n`, /asked\.jsonl:3 格式不对.*question/s],
      [`${good}{"id":2,"question":"狗","gold":[99]}`, /asked\.jsonl:2 gold 中的 99 不是任何法条的编号/],
      ["\n", /asked\.jsonl 中没有问题/],
    ];
    for (const [content, message] of faults) {
      const { code, stdout, stderr } = await askAbout(content, "--json");
      expect(stderr).toMatch(message);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    }
  });

  it("names the file that is missing", async () => {
    const noQuestions = await evaluate("--retrieval", folder, "--questions", join(folder, "none.jsonl"));
    expect(noQuestions).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^无法读取 .*none\.jsonl:ENOENT/),
    });
    const noArticles = await evaluate("--retrieval", join(folder, "none"), "--questions", "any.jsonl");
    expect(noArticles).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/none\/articles\.jsonl\.gz:ENOENT/),
    });
    const noData = await evaluate("--retrieval", folder);
    expect(noData).toMatchObject({ code: 2, stderr: expect.stringContaining("local-articles.jsonl.gz") });
  });
});
