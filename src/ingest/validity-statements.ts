import { parseChineseNumber } from "../domain/chinese-numerals.ts";
import { addDays, addMonths, findDates, hasDay, lastDayOfMonth, lastDayOfPeriod } from "./official-dates.ts";

export interface StatedValidity {
  /** ISO day. */
  readonly from: string | null;
  /** ISO day, the last one in force. */
  readonly until: string | null;
}

const self =
  "(?:本|该|此|以上|上述)(?:实施|若干|扶持|管理|工作|暂行|产业|专项|行动|试行)*(?:政策措施|实施细则|实施意见|实施方案|实施办法|政策|措施|举措|办法|意见|通知|细则|规定|方案|决定|公告|通告|条例|规则|文件|计划|制度|指南|预案|规划|清单|标准)";
const aboutSelf = new RegExp(`${self}|(?:各项|以上|上述)政策`, "u");
const force = "(?:施行|实施|执行|生效|试行|有效|适用)";
const startsFromDate = /(?:自|从|于)\s*$/u;
const numeral = "([0-9０-９]{1,3}|[一二两三四五六七八九十]{1,4}|半)";
const issueEvent = "(?:发布|印发|公布|下发|发文|颁布|签发|通过)";
const fromIssue = new RegExp(
  `(?:自|从)?${issueEvent}之日(?:起)?(?:满)?(?:${numeral}\\s*(个工作日|日|天|个月|月)\\s*(?:之?后|起))?[^,，。;；]{0,6}?${force}`,
  "u",
);
const periodOfForce = new RegExp(
  `(?:有效期限?|试行期限?|执行期限?|实施期限?|施行期限?|适用期限?|政策期限?|期限|时效|试行|暂行|实施|执行)(?:暂定|暂)?\\s*(?:均)?(?:为|是|:|：)?\\s*(?:暂定)?\\s*${numeral}\\s*(年|个月|月)(?!\\d|[份底末度初内])`,
  "u",
);
const wholeYear =
  /(20\d{2})\s*年(?:度)?\s*(?:全年|年度|内)?\s*(?:实施|执行|内)?\s*有效|(?:有效期限?|执行期限?|实施期限?)(?:为|是|:|：)?\s*(20\d{2})\s*年度/u;
const years =
  /(?:有效期限?|执行期限?|实施期限?|期限|执行|实施)(?:为|是|:|：)?\s*(20\d{2})\s*年?\s*(?:[-—–~～至到]+)\s*(20\d{2})\s*年(?!\s*\d)/u;
const untilBefore =
  /(?:至|到|截至|截止|截止至|截止到|截至到|有效期(?:截至|截止|至|到|为)?|延续到|延长至)\s*[:：]?\s*$/u;
const endsAfter = /^\s*(?:止|为止|截止|终止|失效|废止|前有效|期满|自动失效|自行失效|自行废止)/u;

/** A sentence with the words of the heading it stands under, which may be all that names the subject. */
export interface ValiditySentence {
  readonly text: string;
  readonly heading: string;
  /** Whether it stands where documents state their validity: in the closing, the last clauses, the notice of issue. */
  readonly nearEnd: boolean;
}

/**
 * From when until when the document says it is in force; what it leaves open is null.
 * @param dateOfIssue ISO; 自发布之日起 counts from it when it names a day
 */
export function readValidity(
  sentences: readonly ValiditySentence[],
  dateOfIssue: string | null,
): StatedValidity {
  let from: string | null = null;
  let until: string | null = null;
  let period: { count: number; unit: string } | null = null;
  for (const sentence of sentences) {
    if (!statesValidity(sentence)) continue;
    const text = withoutOtherDocuments(sentence.text);
    const whole = wholeYear.exec(text);
    const span = years.exec(text);
    const firstYear = whole?.[1] ?? whole?.[2] ?? span?.[1];
    const lastYear = whole?.[1] ?? whole?.[2] ?? span?.[2];
    if (firstYear !== undefined && lastYear !== undefined) {
      from ??= `${firstYear}-01-01`;
      until ??= `${lastYear}-12-31`;
    }
    for (const date of findDates(text)) {
      const before = text.slice(0, date.start);
      const after = text.slice(date.end);
      if ((untilBefore.test(before) && !isStartOfRange(after)) || endsAfter.test(after)) {
        until ??= hasDay(date.iso) ? date.iso : lastDayOfMonth(date.iso);
      } else if (
        hasDay(date.iso) &&
        (isStartOfForce(before, after) || (untilBefore.test(before) && isStartOfRange(after)))
      ) {
        from ??= date.iso;
      }
    }
    if (from === null) from = fromDateOfIssue(text, dateOfIssue);
    period ??= readPeriod(text);
  }
  if (until === null && period !== null && from !== null) until = lastDayOfPeriod(from, monthsOf(period));
  return { from, until };
}

function statesValidity({ text, heading, nearEnd }: ValiditySentence): boolean {
  if (!/施行|实施|执行|生效|有效|试行|期限|截止|截至/u.test(text)) return false;
  if (aboutSelf.test(text)) return true;
  const issues = /(?:印发|公布|发布|下发)(?:给你们)?[,，;；]/u.test(text);
  const opens = issues || /^(?:自|从|有效期|执行期|实施期|试行期|施行日期|政策有效期)/u.test(text.trim());
  return nearEnd && (opens || /附则|期限|有效期|施行|实施时间|执行时间|生效/u.test(heading));
}

/** 原《…》(2020年1月1日起施行)同时废止: dates of other documents do not count. */
function withoutOtherDocuments(text: string): string {
  return text
    .replace(/《[^《》]*》(?:[(（][^()（）]*[)）])?/gu, "")
    .replace(/[(（](?:20\d{2}[^()（）]*号|以下简称[^()（）]*)[)）]/gu, "");
}

function isStartOfForce(before: string, after: string): boolean {
  if (/^\s*起(?:正式)?(?:施行|实施|执行|生效|试行)/u.test(after)) return true;
  const opens =
    startsFromDate.test(before) ||
    /(?:施行|实施|执行|生效|有效|适用|政策)(?:日期|时间|期限|期)(?:为|是|:|：)?\s*$/u.test(before);
  return (
    opens && (/^\s*(?:起|开始|零时起|至|到|—|-|施行|实施|执行|生效|正式)/u.test(after) || after.trim() === "")
  );
}

function isStartOfRange(after: string): boolean {
  return /^\s*(?:起)?\s*(?:至|到|—|–|-|~|～)/u.test(after);
}

function fromDateOfIssue(text: string, dateOfIssue: string | null): string | null {
  const match = fromIssue.exec(text);
  if (match === null || dateOfIssue === null || !hasDay(dateOfIssue)) return null;
  const count = match[1] === undefined ? 0 : (parseChineseNumber(match[1]) ?? 0);
  if (count === 0) return dateOfIssue;
  if (match[2] === "个工作日") return null;
  return match[2] === "日" || match[2] === "天" ? addDays(dateOfIssue, count) : addMonths(dateOfIssue, count);
}

function readPeriod(text: string): { count: number; unit: string } | null {
  const match = periodOfForce.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const count = match[1] === "半" ? 0.5 : parseChineseNumber(match[1]);
  return count === null || count <= 0 || count > 100 ? null : { count, unit: match[2] };
}

function monthsOf(period: { count: number; unit: string }): number {
  return period.unit === "年" ? Math.round(period.count * 12) : period.count;
}
