import * as z from "zod";
import { type AskedQuestion, unansweredReasons } from "../domain/asked-question.ts";
import type { ParsedDocument, ParseWarning, PolicyDocument } from "../domain/document.ts";
import { TiaowenError } from "../domain/errors.ts";
import { type DocumentMetadata, documentMetadataSchema } from "../domain/metadata.ts";
import { digestOfText } from "../domain/text-digest.ts";
import {
  type CorpusEntry,
  type CorpusFile,
  type CorpusSource,
  documentFileNames,
  metadataFileName,
  offersFileName,
  questionsFileName,
} from "./corpus-source.ts";
import { hasDay } from "./official-dates.ts";
import { parseDocument } from "./parse-document.ts";

export interface Corpus {
  /** In the order of their ids. */
  readonly documents: readonly PolicyDocument[];
  /** How people ask, in the order of the documents and lines they stand in. */
  readonly askedQuestions: readonly AskedQuestion[];
  /** How people ask for a provision, by the provision's id. */
  readonly askings: ReadonlyMap<string, readonly string[]>;
  /** What people wrote down of a document's offers, unread, by the document's id; named from the corpus: `a/offers.json`. */
  readonly offerFiles: ReadonlyMap<string, CorpusFile>;
  /** What kept a document, or a part of one, from being loaded; each names its place. */
  readonly problems: readonly TiaowenError[];
  /** SHA-256 over all files but the offers, in hexadecimal: another digest, another index. */
  readonly digest: string;
}

const provisionNames = z.array(z.string().min(1)).describe("Ids after the slash: 18, chapter-2");

/** Faults named in one message; a file that is wrong throughout would fill the screen. */
const faultLimit = 10;

/** The lines of `questions.jsonl`. */
const askedQuestionsSchema = z.array(
  z.strictObject({
    question: z.string().trim().min(1).max(200).describe("As people put it"),
    provisions: provisionNames.describe("What answers; empty where the document does not"),
    alsoFits: provisionNames.default([]).describe("What an answer may name as well"),
    reason: z
      .enum(unansweredReasons)
      .optional()
      .describe("Why nothing answers: a public matter all the same, or none; `no_evidence` where left out"),
    source: z.string().min(1).describe("Whose questions these are"),
  }),
);

/** Loads every document that can be loaded; what cannot is a problem and keeps no other from being served. */
export async function loadCorpus(source: CorpusSource): Promise<Corpus> {
  const problems: TiaowenError[] = [];
  const documents: PolicyDocument[] = [];
  const asked: AskedQuestion[][] = [];
  const offerFiles = new Map<string, CorpusFile>();
  const used: [string, string][] = [];
  const report = <T>(attempt: () => T): T | null => {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof TiaowenError)) throw error;
      problems.push(error);
      return null;
    }
  };
  for (const entry of await listed(source, problems)) {
    problems.push(...entry.problems);
    const canBeServed = entry.problems.every(({ at }) => at === `${entry.name}/${offersFileName}`);
    const document = canBeServed ? report(() => loadDocument(entry)) : null;
    if (document === null) continue;
    documents.push(document);
    const offers = fileOf(entry, offersFileName);
    for (const file of entry.files) if (file !== offers) used.push([`${entry.name}/${file.name}`, file.text]);
    if (offers !== undefined)
      offerFiles.set(document.id, { name: `${entry.name}/${offersFileName}`, text: offers.text });
    const questions = fileOf(entry, questionsFileName);
    if (questions !== undefined) asked.push(report(() => readQuestions(entry, questions, document)) ?? []);
  }
  const askedQuestions = asked.flat();
  const askings = askingsOf(askedQuestions);
  const digest = await digestOfText(JSON.stringify(used));
  return { documents, askedQuestions, askings, offerFiles, problems, digest };
}

async function listed(source: CorpusSource, problems: TiaowenError[]): Promise<CorpusEntry[]> {
  try {
    const entries = await source.list();
    if (entries.length === 0)
      problems.push(new TiaowenError("corpus_invalid", "语料库中没有任何文件夹", { at: "corpus" }));
    return entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    if (!(error instanceof TiaowenError)) throw error;
    problems.push(error);
    return [];
  }
}

function loadDocument(entry: CorpusEntry): PolicyDocument {
  const { name: file, text } = documentFileOf(entry);
  const at = `${entry.name}/${file}`;
  if (text.trim() === "") throw new TiaowenError("corpus_invalid", "文件是空的", { at });
  const metadataFile = fileOf(entry, metadataFileName);
  const metadata = metadataFile === undefined ? null : readMetadata(entry, metadataFile);
  const parsed = parseDocument(text, {
    documentId: entry.name,
    notPartOfDocument: metadata?.notPartOfDocument ?? [],
  });
  if (!parsed.provisions.some((provision) => provision.kind === "clause")) {
    throw new TiaowenError("corpus_invalid", "没有找到任何条款", { at });
  }
  const warnings: ParseWarning[] = [
    ...entry.warnings,
    ...parsed.warnings.map((warning) => ({ ...warning, at: `${at}, ${warning.at}` })),
  ];
  if (metadata === null) {
    warnings.push({ message: "没有 metadata.json,元数据取自正文", at: `${entry.name}/${metadataFileName}` });
  } else requireStatedValidity(metadata, parsed.source, entry);
  return {
    id: entry.name,
    metadata: metadata ?? derivedMetadata(entry.name, parsed),
    source: parsed.source,
    provisions: parsed.provisions,
    warnings,
  };
}

function fileOf(entry: CorpusEntry, name: string): CorpusFile | undefined {
  return entry.files.find((file) => file.name === name);
}

function documentFileOf(entry: CorpusEntry): CorpusFile {
  const found = documentFileNames.flatMap((name) => fileOf(entry, name) ?? []);
  const [file, other] = found;
  if (file === undefined) {
    throw new TiaowenError("corpus_invalid", `缺少正文文件(${documentFileNames.join(" 或 ")})`, {
      at: entry.name,
    });
  }
  if (other !== undefined) {
    throw new TiaowenError("corpus_invalid", `正文文件只能有一个,现有 ${file.name} 和 ${other.name}`, {
      at: entry.name,
    });
  }
  return file;
}

function readMetadata(entry: CorpusEntry, file: CorpusFile): DocumentMetadata {
  const at = `${entry.name}/${file.name}`;
  const metadata = readJson(documentMetadataSchema, file, at);
  if (metadata.id !== entry.name) {
    throw new TiaowenError("corpus_invalid", `id 应与文件夹同名“${entry.name}”,现为“${metadata.id}”`, { at });
  }
  return metadata;
}

function readJson<Schema extends z.ZodType>(schema: Schema, file: CorpusFile, at: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    throw new TiaowenError("corpus_invalid", `不是有效的 JSON:${reason}`, { at, cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(
    (issue) => `${issue.path.join(".") || "(整个文件)"}: ${issue.message}`,
  );
  throw new TiaowenError("corpus_invalid", fields.join("; "), { at, cause: result.error });
}

function requireStatedValidity(metadata: DocumentMetadata, text: string, entry: CorpusEntry): void {
  const { statedIn } = metadata.validity;
  if (statedIn === null || text.includes(statedIn)) return;
  throw new TiaowenError("corpus_invalid", `validity.statedIn: 正文中找不到“${statedIn}”`, {
    at: `${entry.name}/${metadataFileName}`,
  });
}

/** What the text says of itself, for a document nobody has described yet. */
function derivedMetadata(id: string, parsed: ParsedDocument): DocumentMetadata {
  const metadata = documentMetadataSchema.safeParse({
    id,
    title: parsed.title ?? id,
    issuer: parsed.issuer,
    documentNumber: parsed.documentNumber,
    date: parsed.date,
    region: null,
    validity: { from: dayOf(parsed.validFrom), until: dayOf(parsed.validUntil) },
    status: parsed.status === "repealed" ? "repealed" : "issued",
  });
  if (metadata.success) return metadata.data;
  const fields = metadata.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new TiaowenError("corpus_invalid", `无法从正文得出元数据: ${fields.join("; ")}`, { at: id });
}

function dayOf(date: string | null): string | null {
  return date !== null && hasDay(date) ? date : null;
}

/** By the id of a provision that answers them, their texts. */
export function askingsOf(askedQuestions: readonly AskedQuestion[]): Map<string, string[]> {
  const askings = new Map<string, string[]>();
  for (const { text, provisionIds } of askedQuestions) {
    for (const id of provisionIds) {
      const known = askings.get(id);
      if (known === undefined) askings.set(id, [text]);
      else known.push(text);
    }
  }
  return askings;
}

function readQuestions(entry: CorpusEntry, file: CorpusFile, document: PolicyDocument): AskedQuestion[] {
  const lines = linesOf(file.text);
  const faults = lines.flatMap(({ number, value }) =>
    value === undefined ? [`第${number}行: 不是有效的 JSON`] : [],
  );
  const parsed = askedQuestionsSchema.safeParse(lines.map(({ value }) => value ?? {}));
  const ids = new Map(document.provisions.map(({ id }) => [id.slice(document.id.length + 1), id]));
  if (!parsed.success && faults.length === 0) {
    faults.push(
      ...parsed.error.issues.map(({ path, message }) => {
        const [line, ...field] = path;
        return `第${lines[Number(line)]?.number ?? 0}行: ${field.join(".") || "(整行)"}: ${message}`;
      }),
    );
  }
  for (const [index, { provisions, alsoFits }] of (parsed.data ?? []).entries()) {
    for (const name of [...provisions, ...alsoFits]) {
      if (!ids.has(name)) faults.push(`第${lines[index]?.number ?? 0}行: 没有“${name}”`);
    }
  }
  if (faults.length > 0) {
    const at = `${entry.name}/${file.name}`;
    const more = faults.length > faultLimit ? `; 另有 ${faults.length - faultLimit} 处` : "";
    throw new TiaowenError("corpus_invalid", `${faults.slice(0, faultLimit).join("; ")}${more}`, { at });
  }
  // Ten thousand questions name a hundred provisions, a few hundred lists of them and some sources: each is kept once.
  const lists = new Map<string, readonly string[]>();
  const idsOf = (names: readonly string[]): readonly string[] =>
    kept(lists, names.join(" "), () => names.flatMap((name) => ids.get(name) ?? []));
  const sources = new Map<string, string>();
  return (parsed.data ?? []).map(({ question, provisions, alsoFits, reason, source }) => ({
    text: question,
    documentId: document.id,
    provisionIds: idsOf(provisions),
    alsoFits: idsOf(alsoFits),
    reason: provisions.length > 0 ? null : (reason ?? "no_evidence"),
    source: kept(sources, source, () => source),
  }));
}

function kept<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** @returns the lines that are not empty, each with its number; `value` is undefined where it is no JSON. */
function linesOf(text: string): { readonly number: number; readonly value: unknown }[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [{ number: index + 1, value: JSON.parse(line) }];
    } catch {
      return [{ number: index + 1, value: undefined }];
    }
  });
}
