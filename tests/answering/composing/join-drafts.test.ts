import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DraftAnswer } from "../../../src/answering/answering-context.ts";
import { joinDrafts } from "../../../src/answering/composing/join-drafts.ts";

function answer(about: number): DraftAnswer {
  return {
    status: "answered",
    reason: null,
    blocks: [{ text: `答${about}`, provisionIds: [] }],
    citations: [],
    responsibleUnits: [],
    suggestions: [],
  };
}

function refusal(about: number): DraftAnswer {
  return {
    ...answer(about),
    status: "unanswerable",
    reason: "no_evidence",
    blocks: [{ text: `没有找到${about}\n可以问我这些方面`, provisionIds: [] }],
  };
}

describe("one answer of several", () => {
  it("does not drop a part that is not answered, however many are", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 8 }), (parts) => {
        fc.pre(parts.includes(true) && parts.includes(false));
        const { status, blocks } = joinDrafts(
          parts.map((isAnswered, index) => (isAnswered ? answer(index) : refusal(index))),
        );
        expect(status).toBe("answered_partially");
        const refused = blocks.filter(({ text }) => text.startsWith("没有找到"));
        expect(refused).toHaveLength(parts.filter((isAnswered) => !isAnswered).length);
      }),
    );
  });

  it("refuses once where nothing is answered", () => {
    expect(joinDrafts([1, 2, 3, 4].map(refusal)).blocks).toEqual(refusal(1).blocks);
  });
});
