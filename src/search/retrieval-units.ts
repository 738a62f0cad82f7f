import type { AskedQuestion } from "../domain/asked-question.ts";
import type { PolicyDocument, Provision } from "../domain/document.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { LexicalRow } from "./lexical-index-builder.ts";
import { type SearchSettings, type UnitKind, unitKinds } from "./search-settings.ts";

/** What is searched. The corpus loader's result fits. */
export interface SearchableCorpus {
  readonly documents: readonly PolicyDocument[];
  readonly askedQuestions: readonly AskedQuestion[];
  /** By provision id: how people ask for it. */
  readonly askings: ReadonlyMap<string, readonly string[]>;
  /** Changes whenever documents or askings change. */
  readonly digest: string;
}

export interface LocatedProvision {
  readonly document: PolicyDocument;
  readonly provision: Provision;
}

export function locateProvisions(corpus: SearchableCorpus): LocatedProvision[] {
  return corpus.documents.flatMap((document) =>
    document.provisions.map((provision) => ({ document, provision })),
  );
}

/** Changes whenever a provision that is indexed reads differently or stands elsewhere. */
export function fingerprintOfProvisions(provisions: readonly LocatedProvision[]): string {
  let fingerprint = "";
  for (const { document, provision } of provisions) {
    const { id, chapter, title, text, units, sentences, measures } = provision;
    const indexed = [fingerprint, document.metadata.title, id, chapter, title, text];
    for (const { name } of units) indexed.push(name);
    for (const sentence of sentences) indexed.push(sentence.text);
    for (const { audience, condition, action } of measures) indexed.push(audience, condition, action);
    fingerprint = fingerprintOf(indexed.join("\n"));
  }
  return fingerprint;
}

type FieldName = keyof SearchSettings["fieldWeights"];

/**
 * The pieces that are indexed, one row each, every row pointing to its provision: rows find, provisions answer.
 * Rows hold numbers only; their texts are read from the corpus when asked for.
 */
export class RetrievalUnits {
  /** Per row the position of its provision; ascending. */
  readonly provisionOfRow: Uint32Array;
  readonly #kindOfRow: Uint8Array;
  /** Per row its position among its provision's units of that kind. */
  readonly #ordinalOfRow: Uint32Array;
  readonly #provisions: readonly LocatedProvision[];
  readonly #askings: SearchableCorpus["askings"];

  constructor(
    provisions: readonly LocatedProvision[],
    askings: SearchableCorpus["askings"],
    kinds: readonly UnitKind[],
  ) {
    this.#provisions = provisions;
    this.#askings = askings;
    const rows = provisions.flatMap((_, provision) =>
      unitKinds.flatMap((kind, kindNumber) =>
        kinds.includes(kind)
          ? Array.from({ length: this.#count(provision, kind, kinds) }, (_, ordinal) => [
              provision,
              kindNumber,
              ordinal,
            ])
          : [],
      ),
    );
    this.provisionOfRow = Uint32Array.from(rows, ([provision = 0]) => provision);
    this.#kindOfRow = Uint8Array.from(rows, ([, kind = 0]) => kind);
    this.#ordinalOfRow = Uint32Array.from(rows, ([, , ordinal = 0]) => ordinal);
  }

  get size(): number {
    return this.provisionOfRow.length;
  }

  kind(row: number): UnitKind {
    return unitKinds[this.#kindOfRow[row] ?? 0] ?? "provision";
  }

  /** The unit's own words. */
  text(row: number): string {
    const located = this.#provisions[this.provisionOfRow[row] ?? 0];
    if (located === undefined) return "";
    const { provision } = located;
    const ordinal = this.#ordinalOfRow[row] ?? 0;
    switch (this.kind(row)) {
      case "provision":
        return provision.text;
      case "sentence":
        return provision.sentences[ordinal]?.text ?? "";
      case "measure": {
        const measure = provision.measures[ordinal];
        return [measure?.audience, measure?.condition, measure?.action].filter(Boolean).join(",");
      }
      case "asking":
        return this.#askings.get(provision.id)?.[ordinal] ?? "";
    }
  }

  /** The unit's words with the heading they stand under, which says what they are about. */
  passage(row: number): string {
    const title = this.#provisions[this.provisionOfRow[row] ?? 0]?.provision.title ?? "";
    return this.kind(row) === "asking" || title === "" ? this.text(row) : `${title}\n${this.text(row)}`;
  }

  /** All rows as the lexical index takes them, made one by one each time it is gone through. */
  lexicalRows(fieldNames: readonly FieldName[]): Iterable<LexicalRow> {
    return {
      [Symbol.iterator]: () =>
        this.provisionOfRow
          .entries()
          .map(([row, group]) => ({ group, fields: fieldNames.map((name) => this.#field(row, name)) })),
    };
  }

  #field(row: number, name: FieldName): string {
    const located = this.#provisions[this.provisionOfRow[row] ?? 0];
    if (located === undefined) return "";
    const { document, provision } = located;
    const kind = this.kind(row);
    if (name === "text") return this.text(row);
    if (name === "title") return kind === "asking" ? "" : provision.title;
    if (kind !== "provision") return "";
    switch (name) {
      case "document":
        return document.metadata.title;
      case "chapter":
        return provision.chapter ?? "";
      case "units":
        return provision.units.map((unit) => unit.name).join(" ");
      case "askings":
        return this.#askings.get(provision.id)?.join("\n") ?? "";
    }
  }

  #count(position: number, kind: UnitKind, kinds: readonly UnitKind[]): number {
    const provision = this.#provisions[position]?.provision;
    if (provision === undefined) return 0;
    switch (kind) {
      case "provision":
        return 1;
      case "sentence":
        // The only sentence of a provision is the provision over again.
        return provision.sentences.length === 1 && kinds.includes("provision")
          ? 0
          : provision.sentences.length;
      case "measure":
        return provision.measures.length;
      case "asking":
        return this.#askings.get(provision.id)?.length ?? 0;
    }
  }
}
