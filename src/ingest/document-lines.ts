import { findDates, readDate } from "./official-dates.ts";
import { isReference, readOfficialNumber } from "./official-numbering.ts";
import { anyOf, officialWords } from "./official-words.ts";
import { isPageLine } from "./page-fields.ts";

export interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** Trimmed. */
  readonly text: string;
}

export function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const printed of source.split("\n")) {
    lines.push({ start, end: start + printed.length, text: printed.trim() });
    start += printed.length + 1;
  }
  return lines;
}

/** Marks of Markdown before a heading's own text. */
export const headingMarks =
  /^[\s\u3000\ufeff]*(?:#{1,6}[ \t]+|>[ \t]*|[-•·●■◆★▲※]+[ \t\u3000]*)?(?:\*{1,3}|_{2})?[\s\u3000]*/u;

const documentNumber =
  /(?<![\p{L}\d])((?:[\p{Script=Han}]{2,14}|[\p{Script=Han}]{1,8}[A-Z]{1,3}))\s*[〔[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]\s*第?\s*(\d{1,5})\s*号/u;
const orderNumber =
  /^(?:[\p{Script=Han}]{2,20})?令?\s*第\s*(\d{1,4}|[一二三四五六七八九十百零〇]{1,6})\s*号(?:令)?$/u;

/** The document number in the text, in its official form (GB/T 9704: 〔〕, no spaces): 临政发〔2024〕5号. */
export function findDocumentNumber(text: string): string | null {
  const match = documentNumber.exec(text);
  if (match?.[1] === undefined) return null;
  return `${match[1]}〔${match[2]}〕${match[3]}号`;
}

/** The document number of a line that holds nothing else, brackets round it aside. */
export function documentNumberOfLine(text: string): string | null {
  const inner = text.replace(/^[(（[【]\s*(?=[^)）\]】]*[[〔(（])|(?<=号)\s*[)）\]】]$/gu, "").trim();
  const match = documentNumber.exec(inner);
  if (match !== null && match.index === 0 && match[0].length === inner.length)
    return findDocumentNumber(inner);
  return orderNumber.test(inner) && inner.includes("令") ? inner.replace(/\s+/g, "") : null;
}

const issuerName = new RegExp(
  `^(?:[\\p{Script=Han}]+(?:[(（][\\p{Script=Han}]{1,20}[)）])?)?(?:${anyOf(officialWords.issuerSuffixes)})(?:[(（][\\p{Script=Han}]{1,20}[)）])?$`,
  "u",
);

/** Whether the line is the name of an issuing body, or several with spaces between, and nothing else. */
export function isIssuerLine(text: string): boolean {
  if (text.length < 3 || text.length > 60 || /关于|印发|的|[,，。;；:：、《》]/u.test(text)) return false;
  const names = text.split(/[\s\u3000]+/u);
  return names.every((name) => name.length >= 3 && issuerName.test(name));
}

/** `杭州市临安区人民政府  2024年3月5日`: the issuer before a date that ends the line. */
export function issuerBeforeDate(text: string): string | null {
  const date = findDates(text).at(-1);
  if (date === undefined || text.slice(date.end).trim() !== "") return null;
  const name = text.slice(0, date.start).trim();
  return isIssuerLine(name) ? name : null;
}

export function isDateLine(text: string): boolean {
  return text.length <= 24 && readDate(text.replace(/^[(（]|[)）]$/gu, "")) !== null;
}

export function isSalutation(text: string): boolean {
  return (
    /[:：]$/.test(text) &&
    text.length <= 260 &&
    !/[。;；]/.test(text) &&
    /^(?:各|有关|相关|市|区|县|省|局|委|国务院|中央|驻|本|全|机关|[\p{Script=Han}]{2,12}(?:人民政府|管委会|委员会|开发区|街道|局|办事处|公司))/u.test(
      text,
    ) &&
    /(?:政府|部门|单位|街道|办事处|管委会|机构|企业|公司|局|委|办|厅|学校|院|会|镇|乡|科室|村|社区)(?:[(（][^()（）]*[)）])?[:：]$/u.test(
      text,
    )
  );
}

/** The sentence of a covering notice that issues another text. */
export function isNoticeSentence(text: string): boolean {
  return (
    /(?:印发|转发|发|下发)给你们|现(?:将.{0,300}?)?(?:予以?|一并)?(?:印发|转发|公布|发布|批转|颁布|颁发|下发)(?!之日)/u.test(
      text,
    ) && !/(?:通知|公告|通告|意见)如下[:：]$/u.test(text)
  );
}

export function isPublicNote(text: string): boolean {
  return /^[(（【[]?(?:此件|本件|本文)?(?:予以)?(?:公开发布|主动公开|依申请公开|不予公开|全文公开)[)）】\]]?$/u.test(
    text,
  );
}

/** 抄送, 印发 lines and the like that stand below a document. */
export function isImprint(text: string): boolean {
  return (
    /^(?:抄送|抄报|主送|分送|主题词|联系人|联\s*系\s*电\s*话|公开方式|公开属性|信息公开选项)[:：]/u.test(
      text,
    ) ||
    (/印(?:发|制)$/u.test(text) && findDates(text).length > 0 && text.length <= 60) ||
    /^共印\s*\d+\s*份/u.test(text)
  );
}

export function isAttachmentList(text: string): boolean {
  return /^附\s*件?\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]\s*\S/u.test(text);
}

export function isAttachmentHeading(text: string): boolean {
  return (
    /^[(（【]?附\s*(?:件|表|录|图)?\s*[-—]?\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(?:[-—]\d+)?\s*[)）】]?\s*[:：]?$/u.test(
      text,
    ) && text.length > 1
  );
}

/** `(2023年6月21日市政府第5次常务会议审议通过)` below a title. */
export function isAdoptionNote(text: string): boolean {
  return (
    /^[(（].{4,160}[)）]$/u.test(text) &&
    (/通过|公布|发布|批准|修订|修正|施行/u.test(text) || findDates(text).length > 0) &&
    findDates(text).length > 0
  );
}

/** The last words of a news lead before the document itself. */
export function introducesDocument(text: string): boolean {
  return (
    /(?:原文件?|全文|正文|文件(?:全文|详情|内容|原文)?|通知(?:全文|原文)|政策(?:全文|原文)|详情|具体内容|内容)(?:如下|为)[:：]?$/u.test(
      text,
    ) && text.length <= 40
  );
}

export function isMasthead(text: string): boolean {
  return (
    /^[\p{Script=Han}\s]{4,40}(?:文件|公报)(?:[(（][^()（）]*[)）])?(?:\s*\d{4}年第?\s*\d+\s*[期号])?$/u.test(
      text,
    ) && !/关于|印发|规范性文件$/u.test(text)
  );
}

const repealBanner =
  /(?:本|该|此)(?:文件|政策|通知|办法|文|规范性文件|条例|规定|意见|细则|措施)[^。;；]{0,20}?(?:已|于[^。;；]{0,30}?|被[^。;；]{0,40}?|自[^。;；]{0,20}?起)(?:失效|废止|停止执行)|^[[【(（]?(?:已|全文)?(?:失效|废止)[\]】)）]?$/u;

/** `本文件已于2023年12月31日废止`: a remark that the page puts above or below a document. */
export function isRepealBanner(text: string): boolean {
  return text.length <= 80 && repealBanner.test(text);
}

/** The official number a line begins with, headings only: cross-references are none. */
export function headingNumberOf(text: string): ReturnType<typeof readOfficialNumber> {
  const offset = headingMarks.exec(text)?.[0].length ?? 0;
  const number = readOfficialNumber(text, offset);
  return number === null || isReference(text, number) ? null : number;
}

const kind = `(?:${anyOf(officialWords.documentKinds)})`;
const titleEnd = new RegExp(`${kind}[》〉>”"]?(?:[(（〔【\\[][^()（）]{1,30}[)）〕】\\]])*$`, "u");

/** Whether the words end as the title of an official document does: …若干政策, …的通知, …办法(试行). */
export function endsLikeTitle(text: string): boolean {
  return titleEnd.test(text);
}

/** Whether the line can be a title or a part of one that was broken over lines. */
export function isTitleFragment(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 80 &&
    !/[。；;！!？?]|[:：，,、]$|\.{4}|…/u.test(text) &&
    headingNumberOf(text) === null &&
    documentNumberOfLine(text) === null &&
    !isDateLine(text) &&
    !isPublicNote(text) &&
    !isAttachmentHeading(text) &&
    !isAttachmentList(text) &&
    !isImprint(text) &&
    !isPageLine(text) &&
    !isMasthead(text) &&
    !isRepealBanner(text) &&
    issuerBeforeDate(text) === null &&
    !/^目\s*录$/u.test(text)
  );
}
