import { describe, expect, it } from "vitest";
import { isReference, readDecimalNumber, readOfficialNumber } from "../../src/ingest/official-numbering.ts";

describe("readOfficialNumber", () => {
  it.each([
    ["一、总体要求", "chinese", 1, "一、"],
    ["十一．附则", "chinese", 11, "十一．"],
    ["(三)向上争取", "chinese-bracketed", 3, "(三)"],
    ["（ 二十三 ）统筹", "chinese-bracketed", 23, "（ 二十三 ）"],
    ["（廿一）统筹", "chinese-bracketed", 21, "（廿一）"],
    ["(一百零二)甲", "chinese-bracketed", 102, "(一百零二)"],
    ["(二〇)甲", "chinese-bracketed", 20, "(二〇)"],
    ["㈢甲", "chinese-bracketed", 3, "㈢"],
    ["第三章　总则", "chapter", 3, "第三章"],
    ["第 十二 条 为了", "article", 12, "第 十二 条"],
    ["第一百二十条为了", "article", 120, "第一百二十条"],
    ["第12条 为了", "article", 12, "第12条"],
    ["第二编 分则", "part", 2, "第二编"],
    ["第一部分 要求", "part", 1, "第一部分"],
    ["第二节 养殖", "section", 2, "第二节"],
    ["1.支持", "arabic", 1, "1."],
    ["１．支持", "arabic", 1, "１．"],
    ["12、支持", "arabic", 12, "12、"],
    ["3.2024年底前", "arabic", 3, "3."],
    ["(1)设备", "arabic-bracketed", 1, "(1)"],
    ["2）人员", "arabic-half-bracketed", 2, "2）"],
    ["②人员", "circled", 2, "②"],
    ["㉑人员", "circled", 21, "㉑"],
    ["措施三:支持", "named", 3, "措施三"],
  ])("reads %s", (text, form, value, printed) => {
    expect(readOfficialNumber(text, 0)).toMatchObject({ form, value, printed, start: 0 });
  });

  it("reads inserted articles", () => {
    expect(readOfficialNumber("第十条之二 对", 0)).toMatchObject({
      value: 10,
      inserted: 2,
      printed: "第十条之二",
    });
  });

  it.each([
    "1.5亿元",
    "一、二、三等奖",
    "3、4号楼",
    "2024年",
    "一般",
    "(试行)",
    "第几条",
    "百",
    "(2024)",
    "",
  ])("reads no number in %j", (text) => expect(readOfficialNumber(text, 0)).toBeNull());

  it.each([
    "第二条所称企业",
    "第二条第一款",
    "第二条、第三条",
    "第二条至第五条",
    "第二条规定的",
    "第二条修改为",
    "(三)项规定",
    "(三)、(四)项",
    "(三)条规定",
  ])("takes %s for a reference", (text) => {
    const number = readOfficialNumber(text, 0);
    expect(number !== null && isReference(text, number)).toBe(true);
  });

  it.each([
    "第二条 所称企业",
    "第二条第三方机构应当",
    "第二条为了",
    "(三)项目支持",
    "(三)条件保障",
    "(三)目标任务",
  ])("takes %s for a heading", (text) => {
    const number = readOfficialNumber(text, 0);
    expect(number !== null && !isReference(text, number)).toBe(true);
  });
});

describe("readDecimalNumber", () => {
  it("reads the numbers of plans and no amounts", () => {
    expect(readDecimalNumber("1.2 编制依据", 0)).toMatchObject({
      form: "decimal-2",
      value: 2,
      printed: "1.2",
    });
    expect(readDecimalNumber("1总则", 0)).toMatchObject({ form: "decimal-1", value: 1 });
    expect(readDecimalNumber("1.5亿元", 0)).toBeNull();
    expect(readDecimalNumber("12个", 0)).toBeNull();
  });
});
