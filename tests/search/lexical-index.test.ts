import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyser } from "../../src/search/analyser.ts";
import type { LexicalIndex } from "../../src/search/lexical-index.ts";
import { buildLexicalIndex, type LexicalRow } from "../../src/search/lexical-index-builder.ts";
import { createLexicon } from "../../src/search/lexicon.ts";

const analyser = createAnalyser(createLexicon([]));
const fieldWeights = [2, 1];

function build(rows: readonly LexicalRow[]): LexicalIndex {
  return buildLexicalIndex(rows, { analyser, fieldWeights });
}

const row = (group: number, title: string, text: string): LexicalRow => ({ group, fields: [title, text] });
const groups = (index: LexicalIndex, question: string, limit = 10): number[] =>
  index.search(analyser.weightedTerms(question), limit).map((hit) => hit.group);

/** BM25 over fields as its definition reads, term by term and row by row. */
function referenceScores(rows: readonly LexicalRow[], question: string): Map<number, number> {
  const [k1, b] = [1.2, 0.75];
  const averages = fieldWeights.map((_, field) => {
    const lengths = rows.map(({ fields }) => fields[field]?.length ?? 0).filter((length) => length > 0);
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  });
  const groupCount = new Set(rows.map(({ group }) => group)).size;
  const best = new Map<number, number>();
  for (const { group, fields } of rows) {
    let score = 0;
    for (const { term, weight } of analyser.weightedTerms(question)) {
      const containing = rows.filter((other) =>
        other.fields.some((text) => analyser.terms(text).includes(term)),
      );
      const frequencyOfGroups = new Set(containing.map((other) => other.group)).size;
      const idf = Math.log(1 + (groupCount - frequencyOfGroups + 0.5) / (frequencyOfGroups + 0.5));
      const frequency = fields.reduce((sum, text, field) => {
        const count = analyser.terms(text).filter((found) => found === term).length;
        const norm = 1 - b + (b * text.length) / (averages[field] || 1);
        return sum + ((fieldWeights[field] ?? 0) * count) / norm;
      }, 0);
      if (frequency > 0) score += (weight * idf * frequency * (k1 + 1)) / (frequency + k1);
    }
    if (score > (best.get(group) ?? 0)) best.set(group, score);
  }
  return best;
}

describe("LexicalIndex", () => {
  const index = build([
    row(0, "研发补助", "对企业研发投入给予补助"),
    row(1, "景区提升", "对新评定的景区给予奖励"),
    row(1, "", "景区复核通过也给予奖励"),
    row(2, "公交线路", "新辟公交线路"),
  ]);

  it("ranks groups by their best row and names that row", () => {
    const [first] = index.search(analyser.weightedTerms("景区复核"), 10);
    expect(first).toMatchObject({ group: 1, row: 2 });
  });

  it("finds nothing for words that no row has", () => {
    expect(index.search(analyser.weightedTerms("护照"), 10)).toEqual([]);
    expect(index.search([], 10)).toEqual([]);
  });

  it("takes no more than asked for, and only what is accepted", () => {
    expect(groups(index, "给予", 1)).toHaveLength(1);
    const accepted = index.search(analyser.weightedTerms("给予"), 10, (group) => group === 1);
    expect(accepted.map((hit) => hit.group)).toEqual([1]);
  });

  it("forgets a question before the next one", () => {
    const before = groups(index, "公交");
    groups(index, "景区奖励");
    expect(groups(index, "公交")).toEqual(before);
  });

  it("puts equal scores in reading order", () => {
    const same = build([row(0, "甲乙", "丙"), row(1, "甲乙", "丙"), row(2, "甲乙", "丙")]);
    expect(groups(same, "甲乙")).toEqual([0, 1, 2]);
  });

  it("knows rare from common, and never-seen as rarest", () => {
    expect(index.idf("公交")).toBeGreaterThan(index.idf("给予"));
    expect(index.idf("护照")).toBeGreaterThan(index.idf("公交"));
  });

  it("works without rows", () => {
    const empty = build([]);
    expect(groups(empty, "补贴")).toEqual([]);
    expect(Number.isFinite(empty.idf("补贴"))).toBe(true);
  });

  it("gives the scores that BM25 defines", () => {
    const words = fc.array(fc.constantFrom("研发", "补助", "景区", "奖励", "ETC", "的"), { maxLength: 6 });
    const text = words.map((list) => list.join(" "));
    const rows = fc
      .array(fc.tuple(fc.boolean(), text, text), { minLength: 1, maxLength: 12 })
      .map((drafts) => {
        let group = -1;
        return drafts.map(([joins, title, body]) => {
          if (!joins || group === -1) group++;
          return row(group, title, body);
        });
      });
    fc.assert(
      fc.property(rows, text, (drafts, question) => {
        const found = new Map(
          build(drafts)
            .search(analyser.weightedTerms(question), 100)
            .map((hit) => [hit.group, hit.score]),
        );
        const expected = referenceScores(drafts, question);
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [group, score] of expected) expect(found.get(group)).toBeCloseTo(score, 2);
      }),
      { numRuns: 200 },
    );
  });
});
