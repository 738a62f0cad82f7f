import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { answerSchema } from "../../src/domain/answer.ts";

const root = join(import.meta.dirname, "../..");
const policy = join(root, "corpus/lin-an-2024/document.txt");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiaowen-cli-"));
  await cp(join(root, "corpus"), join(folder, "corpus"), { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly notes: string;
}

function run(...words: string[]): Promise<Ended> {
  const env = { ...process.env, CORPUS_DIR: join(folder, "corpus"), DATA_DIR: join(folder, "data") };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, "src/entry/cli.ts"), ...words],
      { env, maxBuffer: 16_000_000 },
      (_, output, notes) => resolve({ code: child.exitCode ?? -1, output, notes }),
    );
  });
}

describe("ask", () => {
  it("prints the answer with its clauses and units", async () => {
    const { code, output } = await run("ask", "首次认定的高新技术企业有奖励吗");
    expect(code).toBe(0);
    expect(output).toContain("(十八)健全科技企业梯度培育机制 — 二、科技创新政策");
    expect(output).toContain("责任单位：区科技局");
  });

  it("prints with --json the object of POST /v1/ask and nothing else", async () => {
    const { output } = await run("ask", "--json", "第十八条说什么");
    expect(answerSchema.parse(JSON.parse(output)).citations[0]?.clauseId).toBe("lin-an-2024/18");
  });

  it.each([
    [["ask"], "请写出要问的问题"],
    [["ask", "字".repeat(2_001)], "最多 2000 个"],
    [["ask", "--loud", "高企"], "--loud"],
    [["dance"], "用法"],
    [["ingest"], "用法"],
    [["ingest", "/nowhere/policy.txt"], "/nowhere/policy.txt"],
    [["ingest", join(root, "package.json")], ".txt、.md"],
    [["ingest", policy, "--id", "Lin An"], "--id"],
  ])("%j ends with 2 and one line that says what is wrong", async (words, message) => {
    const { code, output, notes } = await run(...words);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(notes).toContain(message);
    expect(notes).not.toMatch(/\n\s+at /u);
  });
});

describe("ingest", () => {
  it("prints with --dry-run --json what it understood, and adds nothing", async () => {
    const { code, output } = await run("ingest", policy, "--dry-run", "--json");
    const report = JSON.parse(output);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      title: "关于进一步推动经济高质量发展若干政策",
      validFrom: "2024-01-01",
      validUntil: "2024-12-31",
      status: null,
    });
    expect(report.clauses).toHaveLength(74);
    expect(report.clauses[2]).toMatchObject({
      label: "(三)",
      number: 3,
      chapter: "一、扩大有效投资政策",
      title: "向上争取资金支持",
      responsibleUnits: ["区发改局", "区财政局", "人行临安支行"],
      leadUnits: [],
      supportUnits: [],
    });
  });

  it("adds a document that is then answered from, and never over one that is there", async () => {
    const path = join(folder, "notice.txt");
    await writeFile(
      path,
      "关于支持民宿发展的若干措施\n一、给予民宿贷款贴息支持。对新开业民宿给予贷款贴息。(责任单位:区文旅局)\n二、加强民宿培训。组织民宿业主参加培训。(责任单位:区商务局)\n",
    );
    const added = await run("ingest", path, "--id", "min-su");
    expect(added.code).toBe(0);
    expect(await readFile(join(folder, "corpus/min-su/document.txt"), "utf8")).toContain("贷款贴息");
    const asked = await run("ask", "--json", "新开业民宿贷款贴息找哪个部门");
    expect(JSON.parse(asked.output).citations[0].clauseId).toBe("min-su/1");
    expect((await run("ingest", path, "--id", "min-su")).code).toBe(2);
  });
});
