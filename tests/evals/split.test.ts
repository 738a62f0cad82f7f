import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfOf, inSplit } from "../../evals/split.ts";

describe("split", () => {
  it("never moves a question: these were assigned once", () => {
    const halves = ["firm-001", "firm-002", "citizen-001", "citizen-002", "dialogue-001", "dialogue-002"];
    expect(halves.map(halfOf)).toMatchInlineSnapshot(`
      [
        "held_out",
        "held_out",
        "development",
        "held_out",
        "development",
        "held_out",
      ]
    `);
  });

  it("puts about half of the ids in each half", () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `firm-${String(index).padStart(3, "0")}`);
    const share = ids.filter((id) => halfOf(id) === "development").length / ids.length;
    expect(share).toBeGreaterThan(0.46);
    expect(share).toBeLessThan(0.54);
  });

  it("puts each id in exactly one half and in both together", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(inSplit(id, "development")).toBe(!inSplit(id, "held_out"));
        expect(inSplit(id, "both")).toBe(true);
      }),
    );
  });
});
