import type { ParsedDocument, Provision, UnitRole } from "../domain/document.ts";
import { findUnitStatements } from "./responsible-units.ts";

/** What `npm run ingest -- --dry-run --json` prints; keys in this order. */
export interface IngestReport extends Omit<ParsedDocument, "source" | "matter" | "provisions"> {
  readonly clauses: readonly IngestedClause[];
}

export interface IngestedClause {
  readonly label: string | null;
  readonly number: number | null;
  readonly chapter: string | null;
  readonly title: string;
  /** The body, one paragraph a line, statements of units taken out. */
  readonly text: string;
  readonly responsibleUnits: readonly string[];
  readonly leadUnits: readonly string[];
  readonly supportUnits: readonly string[];
}

export function ingestReport(parsed: ParsedDocument): IngestReport {
  return {
    title: parsed.title,
    issuer: parsed.issuer,
    documentNumber: parsed.documentNumber,
    date: parsed.date,
    validFrom: parsed.validFrom,
    validUntil: parsed.validUntil,
    status: parsed.status,
    clauses: parsed.provisions.filter((provision) => provision.kind === "clause").map(ingestedClause),
    warnings: parsed.warnings,
  };
}

function ingestedClause(clause: Provision): IngestedClause {
  const namesOf = (role: UnitRole): string[] =>
    clause.units.filter((unit) => unit.role === role).map((unit) => unit.name);
  return {
    label: clause.label,
    number: clause.number,
    chapter: clause.chapter,
    title: clause.title,
    text: bodyText(clause.text),
    responsibleUnits: namesOf("responsible"),
    leadUnits: namesOf("lead"),
    supportUnits: namesOf("support"),
  };
}

function bodyText(text: string): string {
  let rest = text;
  for (const { span } of findUnitStatements(text, { start: 0, end: text.length }).toReversed()) {
    rest = rest.slice(0, span.start) + rest.slice(span.end);
  }
  return rest
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}
