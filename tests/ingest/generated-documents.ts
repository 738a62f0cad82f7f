import * as fc from "fast-check";
import { formatChineseNumber } from "../../src/domain/chinese-numerals.ts";
import type { IngestedClause } from "../../src/ingest/ingest-report.ts";

/** A document of known content: what parsing it has to give. */
export interface GeneratedDocument {
  readonly source: string;
  readonly title: string;
  readonly clauses: readonly Omit<IngestedClause, "text">[];
  readonly texts: readonly string[];
}

type Label = (value: number) => string;

const chapterLabels: Record<string, Label> = {
  "一、": (value) => `${formatChineseNumber(value)}、`,
  第一章: (value) => `第${formatChineseNumber(value)}章 `,
  第一部分: (value) => `第${formatChineseNumber(value)}部分 `,
};
const clauseLabels: Record<string, Label> = {
  "(一)": (value) => `(${formatChineseNumber(value)})`,
  "（一）": (value) => `（${formatChineseNumber(value)}）`,
  "1.": (value) => `${value}.`,
  "1．": (value) => `${value}．`,
  "1、": (value) => `${value}、`,
};
const articleLabel: Label = (value) => `第${formatChineseNumber(value)}条`;

const units = [
  "区发改局",
  "市规划和自然资源局临安分局",
  "区文化和广电旅游体育局",
  "各镇(街道)",
  "人行临安支行",
  "区住房和城乡建设局",
  "各区属国企",
  "青山湖科技城管委会",
  "国家电网临安分公司",
  "各县(市、区)人民政府",
  "生态环境局临安分局",
];
const verbs = ["支持", "加强", "推进", "完善", "鼓励"];
const objects = ["企业研发机构建设", "用地保障", "民间投资", "数字经济发展", "“菜篮子”工程", "科技成果转化"];
const sentences = [
  "对首次认定的高新技术企业给予20万元奖励。",
  "全年新增规上企业65家以上,增长5.5%。",
  "按照第三条和(二)项规定执行,具体包括:(1)设备投入;(2)人员费用。",
  "落实国家科学技术奖一、二、三等奖配套政策。",
  "鼓励企业参加“春季展会”,给予展位费补助。",
  "对符合第(五)条规定的项目,补助1.5亿元以内。",
];

const title = fc
  .tuple(fc.constantFrom(...verbs), fc.constantFrom(...objects))
  .map(([verb, object]) => verb + object);
const body = fc
  .array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""));
const unitList = fc.uniqueArray(fc.constantFrom(...units), { minLength: 1, maxLength: 4 });

interface Shape {
  readonly chapters: keyof typeof chapterLabels | null;
  readonly clauses: keyof typeof clauseLabels | "第一条";
  readonly restarts: boolean;
  readonly first: number;
  readonly lineEnd: string;
  readonly indent: string;
  readonly unitForm: "bracket" | "line" | "lead" | "none";
}

const shape: fc.Arbitrary<Shape> = fc
  .record({
    chapters: fc.constantFrom(null, ...Object.keys(chapterLabels)),
    clauses: fc.constantFrom(...Object.keys(clauseLabels), "第一条"),
    restarts: fc.boolean(),
    first: fc.constant(1),
    lineEnd: fc.constantFrom("\n", "\r\n", "\n\n"),
    indent: fc.constantFrom("", "　　", "    "),
    unitForm: fc.constantFrom("bracket", "line", "lead", "none"),
  })
  .map((drawn) => ({
    ...drawn,
    restarts: drawn.restarts && drawn.chapters !== null && drawn.clauses !== "第一条",
  }));

const clause = fc.record({ title, body, units: unitList });
const chapter = fc.record({
  name: fc.constantFrom(...objects),
  clauses: fc.array(clause, { minLength: 1, maxLength: 30 }),
});

/** Documents with two to ten chapters, or none, and up to 300 clauses. */
export const generatedDocument: fc.Arbitrary<GeneratedDocument> = fc
  .tuple(shape, fc.array(chapter, { minLength: 2, maxLength: 10 }))
  .map(([drawn, chapters]) => compose(drawn, chapters));

interface Chapter {
  readonly name: string;
  readonly clauses: readonly { title: string; body: string; units: string[] }[];
}

function compose(drawn: Shape, chapters: readonly Chapter[]): GeneratedDocument {
  const documentTitle = "示范区推动经济高质量发展若干政策";
  const lines = [documentTitle, "为推动经济高质量发展,制定以下政策。"];
  const clauses: Omit<IngestedClause, "text">[] = [];
  const texts: string[] = [];
  const isArticle = drawn.clauses === "第一条";
  const labelOf = isArticle ? articleLabel : (clauseLabels[drawn.clauses] ?? articleLabel);
  let number = 0;
  for (const [index, { name, clauses: drawnClauses }] of chapters.entries()) {
    const heading =
      drawn.chapters === null ? null : (chapterLabels[drawn.chapters]?.(index + 1) ?? "") + name;
    if (heading !== null) lines.push(heading, "2024年,实现平稳增长。");
    if (drawn.restarts) number = 0;
    for (const { title: clauseTitle, body: text, units: names } of drawnClauses) {
      number += 1;
      const label = labelOf(number);
      const space = isArticle ? " " : "";
      const isLead = drawn.unitForm === "lead";
      const listed = drawn.unitForm === "none" ? [] : names;
      const statement = statementOf(drawn.unitForm, names);
      const ownLine = drawn.unitForm === "line";
      lines.push(`${label}${space}${clauseTitle}。${text}${ownLine ? "" : statement}`);
      if (ownLine) lines.push(statement);
      clauses.push({
        label,
        number,
        chapter: heading,
        title: clauseTitle,
        responsibleUnits: isLead ? [] : listed,
        leadUnits: isLead ? listed.slice(0, 1) : [],
        supportUnits: isLead ? listed.slice(1) : [],
      });
      texts.push(text);
    }
  }
  const source = lines.map((line, index) => (index === 0 ? line : drawn.indent + line)).join(drawn.lineEnd);
  return { source, title: documentTitle, clauses, texts };
}

function statementOf(form: Shape["unitForm"], names: readonly string[]): string {
  switch (form) {
    case "bracket":
      return `(责任单位:${names.join("、")})`;
    case "line":
      return `责任部门：${names.join("、")}`;
    case "lead":
      return names.length === 1
        ? `【牵头单位:${names[0]}】`
        : `【牵头单位:${names[0]};配合单位:${names.slice(1).join("、")}】`;
    default:
      return "";
  }
}
