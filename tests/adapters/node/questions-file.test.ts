import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openQuestionsFile } from "../../../src/adapters/node/questions-file.ts";
import type { AskedQuestion } from "../../../src/domain/asked-question.ts";

const question: AskedQuestion = {
  text: "二胎“补贴”\n给多少",
  documentId: "sample",
  provisionIds: ["sample/3"],
  alsoFits: [],
  reason: null,
  source: "draft",
};
const line = '{"question":"二胎“补贴”\\n给多少","provisions":["3"],"source":"draft"}\n';
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiaowen-questions-"));
  path = join(folder, "questions.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("openQuestionsFile", () => {
  it.each([
    ["that is not there", null, ""],
    ["that is empty", "", ""],
    ["that ends with its line", '{"a":1}\n', '{"a":1}\n'],
    ["that ends within its line", '{"a":1}', '{"a":1}\n'],
    ["with a byte order mark and Windows lines", '\uFEFF{"a":1}\r\n', '\uFEFF{"a":1}\r\n'],
  ])("adds lines to a file %s, and leaves what stands there", async (_, before, kept) => {
    if (before !== null) await writeFile(path, before);
    const file = await openQuestionsFile(path);
    file.append([question, question]);
    file.append([{ ...question, provisionIds: [], alsoFits: ["sample/2"], reason: "out_of_scope" }]);
    const last =
      '{"question":"二胎“补贴”\\n给多少","provisions":[],"alsoFits":["2"],"reason":"out_of_scope","source":"draft"}\n';
    expect(await readFile(path, "utf8")).toBe(`${kept}${line}${line}${last}`);
  });

  it("writes nothing where nothing is added", async () => {
    await writeFile(path, '{"a":1}');
    await openQuestionsFile(path);
    expect(await readFile(path, "utf8")).toBe('{"a":1}');
  });

  it("adds nothing to a file in another encoding", async () => {
    const bytes = Buffer.from('\uFEFF{"question":"高企"}\n', "utf16le");
    await writeFile(path, bytes);
    await expect(openQuestionsFile(path)).rejects.toMatchObject({
      code: "corpus_invalid",
      at: path,
      message: expect.stringContaining("UTF-8"),
    });
    expect(await readFile(path)).toEqual(bytes);
  });

  it("says what it cannot read or write", async () => {
    await expect(openQuestionsFile(folder)).rejects.toMatchObject({ code: "corpus_invalid", at: folder });
    const file = await openQuestionsFile(join(folder, "gone", "questions.jsonl"));
    expect(() => file.append([question])).toThrow(expect.objectContaining({ code: "corpus_invalid" }));
  });
});
