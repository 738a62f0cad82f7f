import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unitNames } from "../../src/domain/document.ts";
import { ingestReport } from "../../src/ingest/ingest-report.ts";
import { parseDocument } from "../../src/ingest/parse-document.ts";
import { publishedText } from "./published-text.ts";

const metadata = JSON.parse(
  readFileSync(new URL("../../corpus/lin-an-2024/metadata.json", import.meta.url), "utf8"),
);
const source = publishedText();
const parsed = parseDocument(source, {
  documentId: "lin-an-2024",
  notPartOfDocument: metadata.notPartOfDocument,
});
const clauses = parsed.provisions.filter((provision) => provision.kind === "clause");
const chapters = parsed.provisions.filter((provision) => provision.kind === "chapter");

function clause(number: number) {
  const found = clauses.find((provision) => provision.number === number);
  if (found === undefined) throw new Error(`no clause ${number}`);
  return found;
}

describe("the published document", () => {
  it("has a preamble, 8 chapters, 74 clauses and a closing, in order, and no warning", () => {
    expect(parsed.source).toBe(source);
    expect(parsed.warnings).toEqual([]);
    expect(parsed.provisions[0]?.kind).toBe("preamble");
    expect(parsed.provisions.at(-1)?.kind).toBe("closing");
    expect(clauses.map((provision) => provision.number)).toEqual(
      Array.from({ length: 74 }, (_, index) => index + 1),
    );
    expect(clauses.map((provision) => provision.id)).toEqual(
      clauses.map(({ number }) => `lin-an-2024/${number}`),
    );
    expect(chapters.map((provision) => provision.id)).toEqual(
      Array.from({ length: 8 }, (_, index) => `lin-an-2024/chapter-${index + 1}`),
    );
    expect(parsed.provisions).toHaveLength(84);
  });

  it("keeps the news lead and the notice of issue out of the provisions", () => {
    expect(parsed.matter.map(({ kind }) => kind)).toEqual([
      "outside",
      "title",
      "notice",
      "public-note",
      "title",
    ]);
    const text = parsed.provisions.map((provision) => provision.text).join("\n");
    expect(text).not.toContain("近日,杭州市临安区人民政府发布");
    expect(text).not.toContain("现印发给你们");
    expect(parsed.provisions[0]?.text).toMatch(/^为深入贯彻.*制定以下政策。$/u);
  });

  it("tells the same without being told what the news lead is", () => {
    const untold = parseDocument(source, { documentId: "lin-an-2024" });
    expect(untold.provisions).toEqual(parsed.provisions);
    expect(untold.matter[0]?.kind).toBe("page");
    expect(ingestReport(untold)).toEqual(ingestReport(parsed));
  });

  it("reads chapters with headings, lead units and introductions", () => {
    expect(chapters.map((provision) => provision.chapter)).toEqual([
      "一、扩大有效投资政策",
      "二、科技创新政策",
      "三、产业集群建设培育政策",
      "四、现代服务业高质量发展政策",
      "五、交通强国示范城市政策",
      "六、扩大内需和对外开放政策",
      "七、乡村振兴和城乡一体化发展政策",
      "八、保障和改善民生政策",
    ]);
    expect(chapters.map((provision) => provision.units.map(({ name, role }) => `${name} ${role}`))).toEqual([
      ["区发改局 lead"],
      ["区科技局 lead"],
      ["区经信局 lead"],
      ["区发改局 lead"],
      ["区交通运输局 lead"],
      ["区商务局 lead"],
      ["区农业农村局 lead", "区发改局 lead"],
      ["区人力社保局 lead"],
    ]);
    expect(chapters[1]?.title).toBe("科技创新政策");
    expect(chapters[1]?.text).toMatch(/^以科技创新塑造.*达80%以上。$/u);
    expect(clause(9).chapterNumber).toBe(2);
    expect(clause(74).chapter).toBe("八、保障和改善民生政策");
  });

  it("reads titles, bodies and units of clauses exactly", () => {
    expect(clause(18)).toMatchObject({
      label: "(十八)",
      title: "健全科技企业梯度培育机制",
      text: "实施科技企业阶梯式成长计划,持续培育未来产业和高精尖产业领域的硬科技初创企业。对首次认定的省科技领军企业、省科技小巨人企业、高新技术企业、新雏鹰企业、浙江省科技型中小企业,给予奖励;对重新认定通过的高新技术企业,给予奖励。",
    });
    expect(unitNames(clause(26))).toEqual(["区金融办", "人行临安支行", "生态环境局临安分局"]);
    expect(unitNames(clause(59))).toContain("国家电网临安分公司");
    expect(unitNames(clause(4))).toEqual(["市规划和自然资源局临安分局", "区农业农村局"]);
    expect(clauses.every((provision) => provision.title !== "" && provision.units.length > 0)).toBe(true);
    expect(new Set(parsed.provisions.flatMap(unitNames)).size).toBe(38);
  });

  it("keeps a title that the body repeats in the body", () => {
    expect(clause(8).title).toBe("充分发挥区属国企作用");
    expect(clause(8).text).toMatch(/^充分发挥区属国企作用。支持区属国企/u);
    expect(unitNames(clause(8))).toEqual(["区国资办", "区发改局", "区财政局", "各区属国企"]);
  });

  it("does not take 一、二、三等奖 for a heading", () => {
    expect(clause(16).text).toContain("省科学技术奖一、二、三等奖的重大科技成果");
  });

  it("reads the closing, the issuer and the validity", () => {
    const closing = parsed.provisions.at(-1);
    expect(closing?.text.split("\n")).toHaveLength(2);
    expect(closing?.text).toMatch(/^上述8个领域政策.*遵照执行。$/su);
    expect(parsed).toMatchObject({
      title: "关于进一步推动经济高质量发展若干政策",
      issuer: "杭州市临安区人民政府",
      documentNumber: null,
      date: null,
      validFrom: "2024-01-01",
      validUntil: "2024-12-31",
      status: null,
    });
  });
});
