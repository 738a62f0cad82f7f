import { describe, expect, it } from "vitest";
import { readPageText } from "../../src/ingest/page-text.ts";
import { publishedText } from "./published-text.ts";

describe("readPageText", () => {
  it("leaves a document with whole lines as it is", () => {
    const text = publishedText();
    expect(readPageText(text).text).toBe(text);
  });

  it("reads any line end and drops a byte order mark", () => {
    expect(readPageText("\ufeff一、甲\r\n二、乙\r三、丙\u2028四、丁").text).toBe(
      "一、甲\n二、乙\n三、丙\n四、丁",
    );
  });

  it("drops page numbers and the heads beside them, and keeps the lines' numbers", () => {
    const page = readPageText(
      "公报\n第一条 甲。\n— 1 —\n公报\n第二条 乙。\n— 2 —\n公报\n第三条 丙。\n— 3 —\n",
    );
    expect(page.text).toBe("公报\n第一条 甲。\n第二条 乙。\n第三条 丙。\n");
    expect(page.lineAt(page.text.indexOf("第三条"))).toBe(8);
  });

  it("keeps numbers on lines of their own that do not count up", () => {
    const table = "企业数\n65\n产值\n12\n";
    expect(readPageText(table).text).toBe(table);
  });

  it("joins lines that end or begin where no line can", () => {
    expect(readPageText("对新认定的企业、\n机构给予奖励\n。\n下一段。").text).toBe(
      "对新认定的企业、机构给予奖励。\n下一段。",
    );
  });

  it("does not join the items of a list, however long and alike", () => {
    const list = [
      "1.培育规模以上工业企业二十家",
      "2.培育规模以上商贸企业二十家",
      "3.培育规模以上建筑企业二十家",
    ].join("\n");
    expect(readPageText(list).text).toBe(list);
  });

  it("joins what a page's width broke, and nothing at the ends of paragraphs", () => {
    const broken = [
      "　　一、支持企业研发。对研发投入超过一千万元的企业，",
      "按照新增部分的百分之五给予补助，单个企业每年不超过一",
      "百万元，同一项目不重复享受，具体标准由区科技局会同区",
      "财政局另行制定并向社会公布。",
      "　　二、支持人才引进。对引进的高层次人才给予安家补贴和",
      "租房补贴。",
    ].join("\n");
    expect(readPageText(broken).text.split("\n")).toEqual([
      "　　一、支持企业研发。对研发投入超过一千万元的企业，按照新增部分的百分之五给予补助，单个企业每年不超过一百万元，同一项目不重复享受，具体标准由区科技局会同区财政局另行制定并向社会公布。",
      "　　二、支持人才引进。对引进的高层次人才给予安家补贴和租房补贴。",
    ]);
  });
});
