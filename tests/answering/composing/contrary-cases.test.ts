import { describe, expect, it } from "vitest";
import { contraryCaseIn } from "../../../src/answering/composing/contrary-cases.ts";
import { sampleClause, sampleQuestion } from "./sample-question.ts";

describe("a case that the text tells apart from the asker's", () => {
  it.each([
    ["对杭州电子科技大学共建的研究院给予补助。", "省级研究院有补助吗", null],
    ["对浙江大学共建的研究院给予补助。", "市级研究院有补助吗", null],
    ["对省级研究院给予补助。", "市级研究院有补助吗", "对省级研究院给予补助"],
    ["对市级研究院给予补助。", "省级研究院有补助吗", "对市级研究院给予补助"],
  ])("%s and %s: %s, the name of a place is no level", async (body, question, contrary) => {
    expect(contraryCaseIn(sampleQuestion(question), await sampleClause(body), () => 1)).toBe(contrary);
  });
});
