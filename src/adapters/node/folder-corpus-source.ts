import type { Dirent } from "node:fs";
import { readdir, readFile, realpath } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { TiaowenError } from "../../domain/errors.ts";
import {
  type CorpusEntry,
  type CorpusFile,
  type CorpusSource,
  corpusFileNames,
} from "../../ingest/corpus-source.ts";
import { readText } from "../../ingest/read-text.ts";

/**
 * A corpus as folders on disk, one a document. Files it does not know are passed over; symbolic links that lead out
 * of the corpus are not followed.
 * @param folder path of the corpus
 */
export function folderCorpusSource(folder: string): CorpusSource {
  return {
    async list() {
      const root = await realRoot(folder);
      const entries = (await readdir(root, { withFileTypes: true }))
        .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || entry.isSymbolicLink()))
        .toSorted((left, right) => (left.name < right.name ? -1 : 1));
      const read = await Promise.all(entries.map((entry) => readEntry(root, entry)));
      return read.filter((entry) => entry !== null);
    },
  };
}

async function realRoot(folder: string): Promise<string> {
  try {
    const root = await realpath(resolve(folder));
    await readdir(root);
    return root;
  } catch (cause) {
    throw new TiaowenError("corpus_invalid", `语料库文件夹无法读取:${reasonOf(cause)}`, {
      at: folder,
      cause,
    });
  }
}

async function readEntry(root: string, entry: Dirent): Promise<CorpusEntry | null> {
  const files: CorpusFile[] = [];
  const problems: TiaowenError[] = [];
  const warnings: { message: string; at: string }[] = [];
  let names: string[] = [];
  const at = entry.name;
  try {
    const path = await within(root, join(root, entry.name));
    names = (await readdir(path)).toSorted();
  } catch (cause) {
    // A link to a file is no document's folder.
    if (entry.isSymbolicLink() && errorCode(cause) === "ENOTDIR") return null;
    problems.push(asProblem(cause, at));
  }
  for (const name of names.filter((other) => corpusFileNames.includes(other))) {
    const place = `${entry.name}/${name}`;
    try {
      const bytes = await readFile(await within(root, join(root, entry.name, name)));
      const { text, encoding } = readText(bytes, place);
      files.push({ name, text });
      if (encoding !== "utf-8")
        warnings.push({ message: `文件编码是 ${encoding},建议存为 UTF-8`, at: place });
    } catch (cause) {
      problems.push(asProblem(cause, place));
    }
  }
  return { name: entry.name, files, problems, warnings };
}

/** The real path of what lies in the corpus. @throws TiaowenError when it lies elsewhere */
async function within(root: string, path: string): Promise<string> {
  const real = await realpath(path);
  const way = relative(root, real);
  if (way === ".." || way.startsWith(`..${sep}`) || resolve(way) === way) {
    throw new TiaowenError("corpus_invalid", "符号链接指向语料库之外", { at: relative(root, path) });
  }
  return real;
}

function asProblem(cause: unknown, at: string): TiaowenError {
  if (cause instanceof TiaowenError) return cause;
  return new TiaowenError("corpus_invalid", `无法读取:${reasonOf(cause)}`, { at, cause });
}

function errorCode(cause: unknown): string | null {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
}

function reasonOf(cause: unknown): string {
  switch (errorCode(cause)) {
    case "ENOENT":
      return "不存在";
    case "ENOTDIR":
      return "不是文件夹";
    case "EISDIR":
      return "是文件夹,不是文件";
    case "EACCES":
    case "EPERM":
      return "没有读取权限";
    default:
      return cause instanceof Error ? cause.message : String(cause);
  }
}
