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
const itemLabels: Record<string, Label> = {
  "(1)": (value) => `(${value})`,
  "①": (value) => String.fromCharCode(0x2460 + value - 1),
  "1)": (value) => `${value})`,
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
  readonly items: keyof typeof itemLabels;
  /** A covering notice above, a closing below, all clauses of a chapter on one line. */
  readonly notice: boolean;
  readonly closing: boolean;
  readonly oneLine: boolean;
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
    items: fc.constantFrom(...Object.keys(itemLabels)),
    notice: fc.boolean(),
    closing: fc.boolean(),
    oneLine: fc.boolean(),
  })
  .map((drawn) => ({
    ...drawn,
    restarts: drawn.restarts && drawn.chapters !== null && drawn.clauses !== "第一条",
    oneLine: drawn.oneLine && (drawn.unitForm === "bracket" || drawn.unitForm === "lead"),
  }));

const clause = fc.record({ title, body, units: unitList, items: fc.integer({ min: 0, max: 3 }) });
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
  readonly clauses: readonly { title: string; body: string; units: string[]; items: number }[];
}

function compose(drawn: Shape, chapters: readonly Chapter[]): GeneratedDocument {
  const documentTitle = "示范区推动经济高质量发展若干政策";
  const lines = drawn.notice ? [...notice(documentTitle), documentTitle] : [documentTitle];
  const titleLine = lines.length - 1;
  lines.push("为推动经济高质量发展,制定以下政策。");
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
    const clauseLines: string[] = [];
    for (const { title: clauseTitle, body: drawnBody, units: names, items } of drawnClauses) {
      const text = drawn.oneLine ? drawnBody : withItems(drawnBody, items, drawn.items);
      number += 1;
      const label = labelOf(number);
      const space = isArticle ? " " : "";
      const isLead = drawn.unitForm === "lead";
      const listed = drawn.unitForm === "none" ? [] : names;
      const statement = statementOf(drawn.unitForm, names);
      const ownLine = drawn.unitForm === "line";
      clauseLines.push(...`${label}${space}${clauseTitle}。${text}${ownLine ? "" : statement}`.split("\n"));
      if (ownLine) clauseLines.push(statement);
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
    lines.push(...(drawn.oneLine ? [clauseLines.join("")] : clauseLines));
  }
  if (drawn.closing) lines.push("本政策自2024年1月1日起施行,有效期3年。");
  const source = lines
    .map((line, index) => (index === titleLine ? line : drawn.indent + line))
    .join(drawn.lineEnd);
  return { source, title: documentTitle, clauses, texts };
}

function notice(documentTitle: string): string[] {
  return [
    `示范区人民政府关于印发${documentTitle}的通知`,
    "示政发〔2024〕5号",
    "各镇人民政府、街道办事处,区政府各部门:",
    `《${documentTitle}》已经区政府同意,现印发给你们,请认真组织实施。`,
    "示范区人民政府",
    "2024年1月5日",
    "(此件公开发布)",
  ];
}

/** The body with a list below it: …包括: / (1)甲; / (2)乙。 */
function withItems(text: string, count: number, form: Shape["items"]): string {
  if (count < 2) return text;
  const items = Array.from({ length: count }, (_, index) => {
    const end = index === count - 1 ? "。" : ";";
    return `${itemLabels[form]?.(index + 1) ?? ""}符合第${index + 1}类条件的企业${end}`;
  });
  return [`${text}申报企业包括:`, ...items].join("\n");
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
