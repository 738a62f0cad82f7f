import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTrainedEmbedder } from "../../src/search/trained-embedder.ts";
import { describeEmbedder } from "../contracts/embedder.ts";
import golden from "./built-in-model.golden.json" with { type: "json" };

const bytes = readFileSync(new URL("../../src/search/models/embedder.bin", import.meta.url));
const embedder = createTrainedEmbedder(bytes);

describeEmbedder("built-in", async () => ({ embedder: createTrainedEmbedder(bytes) }));

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return (one ?? new Float32Array()).reduce((sum, value, index) => sum + value * (other?.[index] ?? 0), 0);
}

describe("the built-in model", () => {
  it("takes at most 12 MB and loads in under 100 ms", () => {
    expect(bytes.length).toBeLessThanOrEqual(12_000_000);
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      createTrainedEmbedder(bytes);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it("gives the vectors it gave when it was shipped", async () => {
    expect(embedder.fingerprint).toBe(golden.fingerprint);
    for (const { text, purpose, start } of golden.vectors) {
      const [vector] = await embedder.embed([text], purpose === "question" ? "question" : "passage");
      start.forEach((value, index) => {
        expect(vector?.[index]).toBeCloseTo(value, 5);
      });
    }
  });

  it.each([
    ["我们去年评上高企有没有钱拿", "对首次认定的高新技术企业给予奖励。", "对新能源汽车免征车辆购置税。"],
    [
      "老板拖欠工资怎么办",
      "用人单位应当按照劳动合同约定和国家规定,及时足额支付劳动报酬。",
      "承租人应当按照约定的期限支付租金。",
    ],
    ["生二胎有补贴吗", "完善生育支持政策,发放育儿补助。", "加快老旧小区改造,支持既有住宅加装电梯。"],
    ["离婚孩子归谁", "不满两周岁的子女,以由母亲直接抚养为原则。", "出租人应当履行租赁物的维修义务。"],
  ])("puts what answers a lay question before what does not: %s", async (question, right, wrong) => {
    const [asked] = await embedder.embed([question], "question");
    const [answer, other] = await embedder.embed([right, wrong], "passage");
    expect(cosine(asked, answer)).toBeGreaterThan(cosine(asked, other) + 0.05);
  });
});
