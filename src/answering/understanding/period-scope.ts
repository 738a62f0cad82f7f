import type { DocumentMetadata } from "../../domain/metadata.ts";

const yearMention = /(20\d{2}|[12]\d)\s*年(?:度)?/gu;
/** After a year, words that tell the asker's own history and not which year's policy is meant. */
const ownHistory =
  /^[^,。?]{0,8}?(?:认定|成立|注册|获得|拿到|评上|评为|评的|入选|买|购|毕业|生的|出生|入职|到期|开业|创办|落户|搬|退休|失业|结婚|建成|开始|拿了|申请了|通过|办的|领的|上市|入库)/u;
/** 明年的政策, 今年新出的: a relative year means another period only together with a policy of its own. */
const relativePolicy =
  /(明年|后年|去年|前年|今年|最新|新一?年)(?:度)?(?:的|新|出台|发布|出的|新出的?|版)+(?:政策|文件|若干|规定|条款|版本)/u;

/**
 * The year or period outside a document's validity that a question is about, as the asker spells it, else null.
 * @param today ISO date that relative years count from.
 */
export function otherPeriodIn(
  question: string,
  validity: DocumentMetadata["validity"],
  today: string,
): string | null {
  const from = Number(validity.from?.slice(0, 4) ?? Number.NEGATIVE_INFINITY);
  const until = Number(validity.until?.slice(0, 4) ?? Number.POSITIVE_INFINITY);
  const isOutside = (year: number): boolean => year < from || year > until;
  let outside: string | null = null;
  for (const match of question.matchAll(yearMention)) {
    const digits = match[1] ?? "";
    const year = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
    if (!isOutside(year)) return null;
    if (!ownHistory.test(question.slice(match.index + match[0].length))) outside ??= match[0];
  }
  if (outside !== null) return outside;
  const relative = relativePolicy.exec(question);
  if (relative === null) return null;
  const year = relativeYear(relative[1] ?? "", Number(today.slice(0, 4)));
  return isOutside(year) ? relative[0] : null;
}

function relativeYear(word: string, thisYear: number): number {
  const offsets: Record<string, number> = { 明年: 1, 后年: 2, 去年: -1, 前年: -2 };
  return thisYear + (offsets[word] ?? 0);
}
