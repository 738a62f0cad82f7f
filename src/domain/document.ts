import type { Figure } from "./figure.ts";
import type { DocumentMetadata } from "./metadata.ts";
import type { TextSpan } from "./text-span.ts";

/**
 * What a clause, or one sentence of it, does:
 * - `support`: money or an advantage that an applicant can claim (给予奖励, 补助, 贴息, 减免, 优先采购…)
 * - `guarantee`: land, energy, budget money or another input secured for projects
 * - `government_target`: what government sets itself (力争, 完成, 新增 … 以上)
 * - `service`: something done for a public that nobody has to apply for with conditions (培训, 展销, 体检…)
 * - `pass_through`: a rule of a higher level that is merely carried out (落实国家…政策)
 */
export type ClauseKind = "support" | "guarantee" | "government_target" | "service" | "pass_through";

/** One thing that a sentence offers: for whom, what, under which condition. */
export interface Measure {
  readonly kind: ClauseKind;
  /** For whom, verbatim words of the sentence; null when the sentence names nobody. */
  readonly audience: string | null;
  /** What is given or done, verbatim words of the sentence. */
  readonly action: string;
  /** Under which condition, verbatim words of the sentence; null when it states none. */
  readonly condition: string | null;
  /** The verbatim sentence, equal to the source at `span`. */
  readonly sentence: string;
  readonly span: TextSpan;
}

/** 责任单位 names no rank; 牵头单位 and 配合单位 do. */
export type UnitRole = "responsible" | "lead" | "support";

export interface ResponsibleUnit {
  readonly name: string;
  readonly role: UnitRole;
  readonly span: TextSpan;
}

export interface Sentence {
  readonly text: string;
  readonly span: TextSpan;
}

export type ProvisionKind = "preamble" | "chapter" | "clause" | "closing";

/**
 * A part of a document that can be cited. A clause carries a number; the preamble, a chapter's introduction
 * and the closing carry none.
 */
export interface Provision {
  /** `lin-an-2024/18`, `lin-an-2024/preamble`, `lin-an-2024/chapter-2`, `lin-an-2024/closing`. */
  readonly id: string;
  readonly documentId: string;
  readonly kind: ProvisionKind;
  /** Clauses only: the number its label states. */
  readonly number: number | null;
  /** As printed: `(十八)`, `二、`. */
  readonly label: string | null;
  /** Clauses and chapters: 1-based position of the chapter in the document, null outside chapters. */
  readonly chapterNumber: number | null;
  /** As printed without the lead units: `二、科技创新政策`. */
  readonly chapter: string | null;
  readonly title: string;
  /** The body without label, title and units, as printed. May be empty. */
  readonly text: string;
  /** Where label, title, body and units stand together. */
  readonly span: TextSpan;
  readonly titleSpan: TextSpan;
  readonly textSpan: TextSpan;
  readonly sentences: readonly Sentence[];
  readonly units: readonly ResponsibleUnit[];
  readonly figures: readonly Figure[];
  readonly measures: readonly Measure[];
  /** The kind that decides whether it can be claimed; `clauseKinds` lists every kind its sentences have. */
  readonly clauseKind: ClauseKind | null;
  readonly clauseKinds: readonly ClauseKind[];
}

export interface ParseWarning {
  readonly message: string;
  /** Where, for people: `line 41`. */
  readonly at: string;
}

/**
 * What a source holds beside the provisions:
 * - `outside`: what metadata says is no part of the document
 * - `page`: news lead, fields and links of the page that carried it
 * - `notice`: the covering notice that issues it, 特此通知
 * - `imprint`: 抄送, 印发 lines
 * - `attachments`: the list of attachments and what is attached
 */
export type DocumentMatterKind =
  | "outside"
  | "page"
  | "title"
  | "document-number"
  | "adoption-note"
  | "contents"
  | "salutation"
  | "notice"
  | "signature"
  | "date"
  | "public-note"
  | "imprint"
  | "attachments";

export interface DocumentMatter {
  readonly kind: DocumentMatterKind;
  readonly span: TextSpan;
}

/** A document as its text alone shows it, before anyone's metadata is added. */
export interface ParsedDocument {
  /** The text that all spans refer to: the given source without page numbers, broken lines joined. */
  readonly source: string;
  readonly title: string | null;
  readonly issuer: string | null;
  readonly documentNumber: string | null;
  /** ISO date of issue, `2024-05` where no day is printed. */
  readonly date: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** `repealed`, `amends 文号`, or null: only what the document or its page states. */
  readonly status: string | null;
  readonly provisions: readonly Provision[];
  /** In order; together with the provisions it covers the source, white space aside. */
  readonly matter: readonly DocumentMatter[];
  readonly warnings: readonly ParseWarning[];
}

export interface PolicyDocument {
  readonly id: string;
  readonly metadata: DocumentMetadata;
  /** The whole source text; every span in this document refers to it. */
  readonly source: string;
  /** In reading order. */
  readonly provisions: readonly Provision[];
  readonly warnings: readonly ParseWarning[];
}

export function unitNames(provision: Provision): string[] {
  return provision.units.map((unit) => unit.name);
}

export function isClause(provision: Provision): provision is Provision & { number: number; label: string } {
  return provision.kind === "clause" && provision.number !== null;
}
