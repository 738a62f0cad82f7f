import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainWording } from "../../src/answering/understanding/plain-wording.ts";

describe("plainWording", () => {
  it.each([
    ["老老老小区装装装电梯啊啊啊啊", "老小区装电梯啊"],
    ['<div onclick="alert(1)">市级基地有奖补吗</div>', "市级基地有奖补吗"],
    ["<script>alert(1)</script>找谁<style>a{}</style >", "找谁"],
    ["妈妈的谢谢", "妈妈的谢谢"],
    ["1000万元以上,5<6", "1000万元以上,5<6"],
  ])("%s is %s", (text, plain) => {
    expect(plainWording(text)).toBe(plain);
  });

  it("never adds anything", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("老", "区", "<", "b", ">", "1", " ") }), (text) => {
        const once = plainWording(text);
        expect(once.length).toBeLessThanOrEqual(text.length);
        expect(plainWording(once).length).toBeLessThanOrEqual(once.length);
      }),
    );
  });
});
