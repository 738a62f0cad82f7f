import { anyOf, officialWords, type PageField } from "./official-words.ts";

/** One field that a government page shows beside a document: `发文字号:临政发〔2024〕5号`. */
export interface PageFieldValue {
  readonly field: PageField;
  readonly value: string;
}

const fieldOfName: ReadonlyMap<string, PageField> = new Map(
  Object.entries(officialWords.pageFields).flatMap(([field, names]) =>
    names.map((name) => [name, field as PageField] as const),
  ),
);
const anyName = anyOf(Object.values(officialWords.pageFields).flat());
/** Names that begin no sentence, so that a table's cells need no colon: 索引号 | 002… */
const unmistakable = anyOf([...fieldOfName.keys()].filter((name) => name.length >= 3));

const between = "[ \\t\\u3000]*";
const fieldStart = new RegExp(
  `^${between}(?:[|【\\[]|\\*\\*)?${between}(?:${anyName})${between}(?:[】\\]]|\\*\\*)?${between}[:：]`,
  "u",
);
const tableCell = new RegExp(
  `^${between}[|]?${between}(?:(?:${unmistakable})(?:${between}[|\\t]|[ \\t\\u3000]+|${between}$)|(?:${anyName})[ \\u3000]*[|\\t])`,
  "u",
);
const fields = new RegExp(
  `(?<=^|[\\s|,，;；【\\[*])(${anyName})${between}(?:[】\\]]|\\*\\*)?${between}(?:[:：]${between}[|]?|[|\\t])${between}(.*?)(?=${between}(?:[|\\t]|$)|[\\s|,，;；]+[【\\[]?(?:${anyName})${between}[】\\]]?${between}[:：|])`,
  "gu",
);
const spacedFields = new RegExp(
  `(?<=^|\\s)(${unmistakable})[ \\t\\u3000]+(.*?)(?=[ \\t\\u3000]*$|[ \\t\\u3000]+(?:${unmistakable})(?:[ \\t\\u3000]|$))`,
  "gu",
);
const bareName = new RegExp(`^${between}(${unmistakable})${between}[:：]?${between}$`, "u");
const breadcrumb = /(?:首页|位置|政务公开|信息公开).{0,40}(?:[>›»→＞]|\s-\s)/u;
const noiseWord = new RegExp(`^(?:${anyOf(officialWords.pageNoise)})$`, "u");
const noiseStart =
  /^(?:扫一扫|手机扫|打印本页|关闭窗口|版权所有|(?:主办|承办)(?:单位)?[:：].*(?:版权|网站|ICP|备案|技术支持)|网站标识码|.{2,8}ICP备|https?:\/\/|www\.|您现在的位置|欢迎您?)/u;

/** The field that the line begins with, or null. */
export function pageFieldAt(line: string): PageField | null {
  if (!fieldStart.test(line) && !tableCell.test(line)) return null;
  return readPageFields(line)[0]?.field ?? bareFieldName(line) ?? "other";
}

/** A field's name alone on a line, whose value stands on the next. */
export function bareFieldName(line: string): PageField | null {
  const name = bareName.exec(line)?.[1];
  return name === undefined ? null : (fieldOfName.get(plainName(name)) ?? null);
}

/** All fields of one line, in order. */
export function readPageFields(line: string): PageFieldValue[] {
  const found = [...line.matchAll(fields)];
  const matches = found.length > 0 ? found : [...line.matchAll(spacedFields)];
  return matches.flatMap((match) => {
    const field = fieldOfName.get(plainName(match[1] ?? ""));
    const value = (match[2] ?? "").replace(/^[\s|【[]+|[\s|】\]]+$/gu, "");
    return field === undefined ? [] : [{ field, value }];
  });
}

function plainName(name: string): string {
  return name.replace(/[ \u3000]/g, "");
}

/** Whether the line belongs to the page and not to the document: fields, breadcrumbs, links and buttons. */
export function isPageLine(line: string): boolean {
  const text = line.trim();
  if (text === "" || text.length > 400) return false;
  if (pageFieldAt(text) !== null || noiseStart.test(text)) return true;
  if (text.length <= 120 && breadcrumb.test(text) && !/[。;；]/.test(text)) return true;
  const words = text.split(/[\s|｜/【】[\]()（）:：·,，、+-]+/u).filter((word) => word !== "");
  return words.length === 0 || words.every((word) => noiseWord.test(word));
}
