import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  citationF1,
  citationPrecision,
  citationRecall,
  strayCitation,
} from "../../../evals/scorers/citations.ts";
import { retrievalRecallAtTen } from "../../../evals/scorers/retrieval.ts";
import { answer, observe, provisions, question } from "../fixtures/answers.ts";

const ids = [...provisions.keys()];
const someIds = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 5 });

describe("citations", () => {
  it("counts acceptable provisions as precise but not as recalled", () => {
    const seen = observe(question({ gold: ["1", "2"], acceptable: ["3"] }), answer(["2", "3", "4"]));
    expect(citationPrecision(seen)).toBeCloseTo(2 / 3);
    expect(citationRecall(seen)).toBe(0.5);
    expect(citationF1(seen)).toBeCloseTo((2 * (2 / 3) * 0.5) / (2 / 3 + 0.5));
  });

  it("gives no credit for citing nothing", () => {
    const seen = observe(question({ gold: ["1"] }), answer([]));
    expect([citationPrecision(seen), citationRecall(seen), citationF1(seen)]).toEqual([0, 0, 0]);
  });

  it("counts a provision cited twice once", () => {
    expect(citationPrecision(observe(question({ gold: ["1"] }), answer(["1", "2", "2"])))).toBe(0.5);
  });

  it("does not speak of questions without gold provisions", () => {
    const seen = observe(question({ gold: [], acceptable: ["1"] }), answer(["1"]));
    expect([citationPrecision(seen), citationRecall(seen), citationF1(seen)]).toEqual([null, null, null]);
  });

  it("holds against a question without gold provisions what it may not have cited", () => {
    const asked = question({ gold: [], acceptable: ["1"] });
    expect(strayCitation(observe(asked, answer(["1"])))).toBe(0);
    expect(strayCitation(observe(asked, answer([])))).toBe(0);
    expect(strayCitation(observe(asked, answer(["1", "2"])))).toBe(1);
    expect(strayCitation(observe(question({ gold: ["1"] }), answer(["2"])))).toBeNull();
  });

  it("is perfect exactly when gold ⊆ cited ⊆ gold ∪ acceptable, and never outside 0 to 1", () => {
    fc.assert(
      fc.property(someIds, someIds, someIds, (gold, acceptable, cited) => {
        fc.pre(gold.length > 0);
        const f1 = citationF1(observe(question({ gold, acceptable }), answer(cited)));
        const isPerfect =
          gold.every((id) => cited.includes(id)) &&
          cited.every((id) => gold.includes(id) || acceptable.includes(id));
        expect(f1 === 1).toBe(isPerfect);
        expect(f1).toBeGreaterThanOrEqual(0);
        expect(f1).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("never gains precision from a citation that does not fit", () => {
    fc.assert(
      fc.property(someIds, someIds, (gold, cited) => {
        const stray = ids.find((id) => !gold.includes(id) && !cited.includes(id));
        fc.pre(gold.length > 0 && stray !== undefined);
        const before = citationPrecision(observe(question({ gold }), answer(cited))) ?? 0;
        const after = citationPrecision(observe(question({ gold }), answer([...cited, stray ?? ""])));
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe("retrieval", () => {
  const ranked = (...clauseIds: string[]) => ({
    ranked: clauseIds.map((id) => ({ clauseId: `lin-an-2024/${id}`, explanation: null })),
  });

  it("looks at the first ten only", () => {
    const asked = question({ gold: ["1", "2"] });
    const others = Array.from({ length: 9 }, (_, index) => String(10 + index));
    expect(retrievalRecallAtTen(observe(asked, answer([]), ranked("1", ...others, "2")))).toBe(0.5);
    expect(retrievalRecallAtTen(observe(asked, answer([]), ranked("2", "1")))).toBe(1);
  });

  it("does not speak of questions that were not searched for", () => {
    expect(retrievalRecallAtTen(observe(question(), answer([])))).toBeNull();
  });
});
