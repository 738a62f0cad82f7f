import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderCorpusSource } from "../../../src/adapters/node/folder-corpus-source.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "corpus-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, path, ".."), { recursive: true });
  await writeFile(join(folder, path), content);
}

describe("folderCorpusSource", () => {
  it("reads the files it knows, folder by folder, in order", async () => {
    await put("corpus/b/document.txt", "一、乙");
    await put("corpus/a/document.md", "一、甲");
    await put("corpus/a/metadata.json", "{}");
    await put("corpus/a/notes.docx", "?");
    await put("corpus/.git/document.txt", "?");
    await put("corpus/README.md", "?");
    const entries = await folderCorpusSource(join(folder, "corpus")).list();
    expect(entries.map((entry) => [entry.name, entry.files.map((file) => file.name)])).toEqual([
      ["a", ["document.md", "metadata.json"]],
      ["b", ["document.txt"]],
    ]);
    expect(entries[1]?.files[0]?.text).toBe("一、乙");
    expect(entries.flatMap((entry) => entry.problems)).toEqual([]);
  });

  it("reads another encoding with a warning and names the byte that is none", async () => {
    await put("corpus/old/document.txt", Uint8Array.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5]));
    await put("corpus/bad/document.txt", Uint8Array.from([0xe4, 0xb8, 0x80, 0xff, 0xe4, 0xb8, 0x80]));
    const [bad, old] = await folderCorpusSource(join(folder, "corpus")).list();
    expect(old?.files[0]?.text).toBe("第一条");
    expect(old?.warnings.map((warning) => warning.at)).toEqual(["old/document.txt"]);
    expect(bad?.files).toEqual([]);
    expect(bad?.problems.map((problem) => problem.at)).toEqual(["bad/document.txt, byte 3"]);
  });

  it("follows no link out of the corpus", async () => {
    await put("secret.txt", "秘密");
    await put("outside/document.txt", "秘密");
    await put("corpus/a/metadata.json", "{}");
    await symlink(join(folder, "secret.txt"), join(folder, "corpus/a/document.txt"));
    await symlink(join(folder, "outside"), join(folder, "corpus/b"));
    await symlink(join(folder, "nowhere"), join(folder, "corpus/c"));
    const entries = await folderCorpusSource(join(folder, "corpus")).list();
    expect(JSON.stringify(entries)).not.toContain("秘密");
    expect(entries.flatMap((entry) => entry.problems.map((problem) => problem.at))).toEqual([
      "a/document.txt",
      "b",
      "c",
    ]);
  });

  it("follows a link within the corpus", async () => {
    await put("corpus/a/document.txt", "一、甲");
    await symlink(join(folder, "corpus/a"), join(folder, "corpus/b"));
    const entries = await folderCorpusSource(join(folder, "corpus")).list();
    expect(entries.map((entry) => entry.files[0]?.text)).toEqual(["一、甲", "一、甲"]);
  });

  it("makes a folder in a file's place a problem of that file", async () => {
    await mkdir(join(folder, "corpus/a/document.txt"), { recursive: true });
    const [entry] = await folderCorpusSource(join(folder, "corpus")).list();
    expect(entry?.problems.map((problem) => problem.message)).toEqual(["无法读取:是文件夹,不是文件"]);
  });

  it("says that the corpus is missing, or is no folder", async () => {
    await expect(folderCorpusSource(join(folder, "none")).list()).rejects.toMatchObject({
      code: "corpus_invalid",
      at: join(folder, "none"),
    });
    await put("file", "x");
    await expect(folderCorpusSource(join(folder, "file")).list()).rejects.toMatchObject({
      code: "corpus_invalid",
    });
  });
});
