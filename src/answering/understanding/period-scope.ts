import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import type { DocumentMetadata } from "../../domain/metadata.ts";
import { asksWhetherInForce } from "./document-intent.ts";

/** 2025年, 25年, 二〇二五年, and 2025 alone before a word that makes it an edition. */
const yearMention =
  /(?<arabic>20\d{2}|(?<![\d了满近约过整干有交缴住工作])[12]\d)\s*年(?!以上|以下|以内|工龄|社保|\d+号|了)(?:度)?|(?<chinese>二[〇零○]二[〇零○一二三四五六七八九])年|(?<edition>20\d{2})(?=[和与跟、至到-]20\d{2}年|\s*(?:版|的|新|最新|政策|补贴|奖励|申报))/gu;
/** After a year that is over, words that tell the asker's own history and not which year's policy is meant. */
const ownHistory =
  /^[^,。?]{0,8}?(?:认定|成立|注册|获得|拿到|评上|评为|评的|(?:以前|之前)的老?(?:房|楼|小区|厂|店)|(?:建|造|盖|开|办)的[^,。?]{0,6}?(?:房|楼|小区|厂|店|院|公司|企业|园)|就(?:评|拿|认|有|是)|到期|重新认定|入选|买|购|毕业|生的|出生|入职|到期|开业|创办|落户|搬|退休|失业|结婚|建成|开始|拿了|申请了|通过|办的|领的|上市|入库|投产|签|交了|亏)/u;
/** 明年还有吗, 去年的政策: a relative year means another period only together with a policy of its own. */
const relativePolicy =
  /(?:明年|后年|来年|下一?年度?|明后年)(?:[^,。?]{0,4}(?:还(?!来)|也|会|有|能|继续|补|奖|标准|额度|政策|文件|出)|的(?:新)?(?:政策|文件|规定|通知|补贴|补助|奖励|标准|额度|预算|目标|任务|资金|名额))|(?:去年|前年|往年|前几年|早几年|今年|上一?年度?|新一?年度?)(?:度)?(?:的|新|出台|发布|出的|新出的?|那版|版)+(?:政策|文件|若干|规定|条款|版本|通知)?(?=$|[^\u4e00-\u9fff]|政策|文件|有|是|怎|什|新|变|和|跟|里)|(?:去年|往年|前年|前几年)(?:都|是|这个|那个|的)*(?:怎么(?:补|奖|给)|(?:补贴|补助|奖励|标准)[^,。?]{0,3}(?:多少|怎么|几))/u;
/** Another edition than the one at hand: 最新的政策, 新一轮, 上一版. */
const otherEdition =
  /(?:最新|新一轮|新一版|新版|下一版|下一轮|后续|上一版|上一轮|旧版|老版)(?:的|出台的?|发布的?)?(?:若干)?(?:政策|文件|规定|通知|版本|方案)|(?:有没有|出没出|出了|出台|发布|发了|什么时候出|啥时候出)(?:没有?)?(?:出)?新(?:的)?(?:一版)?(?:政策|文件|规定|通知)|新(?:的)?(?:一版)?(?:政策|文件)[^,。?]{0,4}(?:什么时候|啥时候|几时|何时|出(?:来|台)?(?:了)?(?:没|吗))|十[一二三五六七八九]五(?:期间|规划|时期)/u;

/**
 * The year or period outside a document's validity that a question is about, as the asker spells it, else null.
 * @param today ISO date that relative years count from.
 */
export function otherPeriodIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  const pieces = question.split(/(?<=[。!?;,])/u);
  const others = pieces.filter((piece) => !asksWhetherInForce(piece));
  // 2025年还有效吗 asks of this document, whatever year it names.
  return periodNamedIn(others.join(""), validity, today);
}

function periodNamedIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  const { from, until } = yearsOf(validity);
  const years = yearsNamedIn(question);
  if (years.some(({ year }) => !isOutside(year, from, until))) return null;
  const outside = yearNamedIn(question, validity);
  if (outside !== null) return outside;
  const thisYear = Number(today.slice(0, 4));
  const relative = relativePolicy.exec(question)?.[0] ?? null;
  if (relative !== null && isOutside(thisYear + offsetOf(relative), from, until)) return relative;
  return isOutside(thisYear, from, until) ? (otherEdition.exec(question)?.[0] ?? null) : null;
}

/** The first year named that lies outside, unless it is only when something happened to the asker. */
function yearNamedIn(question: string, validity: DocumentMetadata["validity"]): string | null {
  const { from, until } = yearsOf(validity);
  const outside = yearsNamedIn(question).find(
    ({ year, after }) => isOutside(year, from, until) && (year > until || !ownHistory.test(after)),
  );
  return outside?.spelling ?? null;
}

function yearsNamedIn(question: string) {
  return [...question.matchAll(yearMention)].map((match) => ({
    spelling: match[0],
    year: yearOf(match.groups ?? {}),
    after: question.slice(match.index + match[0].length),
  }));
}

function yearsOf(validity: DocumentMetadata["validity"]): { from: number; until: number } {
  return {
    from: Number(validity.from?.slice(0, 4) ?? Number.NEGATIVE_INFINITY),
    until: Number(validity.until?.slice(0, 4) ?? Number.POSITIVE_INFINITY),
  };
}

function isOutside(year: number, from: number, until: number): boolean {
  return year < from || year > until;
}

function yearOf({ arabic, chinese, edition }: Record<string, string | undefined>): number {
  const digits = arabic ?? edition;
  if (digits !== undefined) return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  return parseChineseNumber(chinese ?? "") ?? Number.NaN;
}

function offsetOf(relative: string): number {
  if (/^(?:明年|来年|下|明后年)/u.test(relative)) return 1;
  if (relative.startsWith("后年")) return 2;
  if (relative.startsWith("前年")) return -2;
  return /^(?:去年|往年|前几年|早几年|上)/u.test(relative) ? -1 : 0;
}
