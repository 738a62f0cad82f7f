import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedDocument } from "../../src/domain/document.ts";
import { sliceSpan, type TextSpan } from "../../src/domain/text-span.ts";
import { ingestReport } from "../../src/ingest/ingest-report.ts";
import { parseDocument } from "../../src/ingest/parse-document.ts";
import { generatedDocument } from "./generated-documents.ts";
import { publishedText } from "./published-text.ts";

/** Pieces that official documents are made of, in any order and any wrongness. */
const officialPieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."一、|(一)|（二）|第三条|第一章 总则|1.|2、|①|第十条之一|附件|附件:1.表|目录|(责任单位:|责任单位:区科技局)|牵头单位|;|:|。|,|“|”|(|)|《|》|\n|\n\n|\r\n|\t|　　|— 3 —|2024年3月5日|二〇二四年|临政发〔2024〕5号|关于印发|的通知|若干政策|各镇人民政府:|现印发给你们|本办法自|起施行|有效期|3年|区人民政府|标题:|1.1|1.5亿元|第二条所称|\u0000|\ud800|\ufeff|#|**".split(
          "|",
        ),
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 120 },
  )
  .map((pieces) => pieces.join(""));

function expectWhole(parsed: ParsedDocument): void {
  const covered = new Uint8Array(parsed.source.length);
  const cover = ({ start, end }: TextSpan): Uint8Array => covered.fill(1, start, end);
  for (const provision of parsed.provisions) cover(provision.span);
  for (const { span } of parsed.matter) cover(span);
  const lost = [...covered].flatMap((mark, index) =>
    mark === 0 && (parsed.source[index] ?? "").trim() !== "" ? [`${index}:${parsed.source[index]}`] : [],
  );
  expect(lost).toEqual([]);
}

function expectOffsets(parsed: ParsedDocument): void {
  const { source } = parsed;
  for (const provision of parsed.provisions) {
    expect(sliceSpan(source, provision.titleSpan)).toBe(provision.title);
    expect(sliceSpan(source, provision.textSpan)).toBe(provision.text);
    for (const sentence of provision.sentences) expect(sliceSpan(source, sentence.span)).toBe(sentence.text);
    for (const unit of provision.units) expect(sliceSpan(source, unit.span)).toBe(unit.name);
    for (const figure of provision.figures) expect(sliceSpan(source, figure.span)).toBe(figure.printed);
    for (const measure of provision.measures) expect(sliceSpan(source, measure.span)).toBe(measure.sentence);
    for (const inner of [provision.titleSpan, provision.textSpan]) {
      expect(inner.start).toBeGreaterThanOrEqual(provision.span.start);
      expect(inner.end).toBeLessThanOrEqual(provision.span.end);
    }
  }
  const ids = parsed.provisions.map((provision) => provision.id);
  expect(new Set(ids).size).toBe(ids.length);
}

function withoutSpace(text: string): string {
  return text.replace(/[\s\ufeff\u0085]/gu, "");
}

/** The document as a page of so many characters' width shows it, with page numbers every thirty lines. */
function brokenAt(source: string, width: number, numbered: boolean): string {
  const lines = source
    .split(/\r?\n/)
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [""]);
  if (!numbered) return lines.join("\n");
  return lines
    .map((line, index) => (index % 30 === 29 ? `${line}\n— ${(index + 1) / 30} —` : line))
    .join("\n");
}

describe("parseDocument, whatever it is given", () => {
  it("never throws, loses no character, and its offsets give back the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400, unit: "binary" }), officialPieces), (source) => {
        const parsed = parseDocument(source, { documentId: "any" });
        expectWhole(parsed);
        expectOffsets(parsed);
      }),
      { numRuns: 1500 },
    );
  });

  it("takes nothing out of a text that has no page numbers", () => {
    fc.assert(
      fc.property(officialPieces, (pieces) => {
        const source = pieces.replace(/[0-9０-９]/gu, "");
        expect(withoutSpace(parseDocument(source, { documentId: "any" }).source)).toBe(withoutSpace(source));
      }),
      { numRuns: 500 },
    );
  });

  it("holds on published text that was cut, repeated and stirred", () => {
    const text = publishedText();
    const position = fc.integer({ min: 0, max: text.length });
    const edit = fc.tuple(
      position,
      fc.integer({ min: 0, max: 300 }),
      fc.oneof(officialPieces, fc.constant("")),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let source = text;
        for (const [start, length, insert] of edits)
          source = source.slice(0, start) + insert + source.slice(start + length);
        const parsed = parseDocument(source, { documentId: "stirred" });
        expectWhole(parsed);
        expectOffsets(parsed);
      }),
      { numRuns: 60 },
    );
  });

  it("reads back exactly what a document of any numbering says", () => {
    fc.assert(
      fc.property(generatedDocument, (document) => {
        const report = ingestReport(parseDocument(document.source, { documentId: "made" }));
        expect(report.title).toBe(document.title);
        expect(report.clauses.map(({ text: _text, ...rest }) => rest)).toEqual(document.clauses);
        expect(report.clauses.map((clause) => clause.text)).toEqual(document.texts);
        expect(report.warnings).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("reads the same when a page's width has broken the lines", () => {
    fc.assert(
      fc.property(
        generatedDocument,
        fc.integer({ min: 22, max: 48 }),
        fc.boolean(),
        (document, width, numbered) => {
          // A few broken lines are no evidence of a width.
          fc.pre(document.source.split(/\r?\n/).filter((line) => line.length > width).length >= 8);
          const source = brokenAt(document.source, width, numbered);
          const report = ingestReport(parseDocument(source, { documentId: "broken" }));
          expect(report.clauses.map(({ text: _text, ...rest }) => rest)).toEqual(document.clauses);
          expect(report.clauses.map((clause) => withoutSpace(clause.text))).toEqual(
            document.texts.map(withoutSpace),
          );
          expect(report.warnings).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
