import { parseChineseNumber } from "../../domain/chinese-numerals.ts";
import type { TextSpan } from "../../domain/text-span.ts";
import type { Interval } from "../facts/interval.ts";

/** When something happened, as calendar years. */
export interface StatedTime {
  readonly years: Interval;
  readonly span: TextSpan;
}

const relativeYears: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  这个月: 0,
  上个月: 0,
  上月: 0,
  本月: 0,
  上周: 0,
  前几天: 0,
  前两天: 0,
  前阵子: 0,
  去年: 1,
  上年: 1,
  上一年: 1,
  前年: 2,
  大前年: 3,
};

const number = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}";
const relative = new RegExp(
  Object.keys(relativeYears)
    .toSorted((left, right) => right.length - left.length)
    .join("|"),
  "g",
);
const ago = new RegExp(`(${number})[来多]?年(?:以|之)?前`, "g");
const running = new RegExp(`第(${number})年|(${number})(?:个)?年(?:了|多了)|(?:了|满)(${number})年`, "g");
const calendarYear = /((?:19|20)[0-9]{2}|[一二][九零〇][零〇一二三四五六七八九]{2})(?:年|-|\.)/g;
const shortYear = /(?<![0-9])([0-3][0-9])年(?=[初底]?(?:首|第一|认|评|拿|通过|入|成立|注册|开|办|就|被))/g;
const lastCentury = /(?<![0-9])([5-9][0-9])年(?=的|造|建|盖|分|交付|交房|老)/g;
const decade = /(?:19)?([5-9])0年代|([五六七八九])(?:十年代|几年)/g;
const recently = /刚刚|刚|最近|新近|才/g;

/** Times of a folded text that say in which year something was. @param today ISO day */
export function readTimes(text: string, today: string): StatedTime[] {
  const thisYear = Number(today.slice(0, 4));
  const found: StatedTime[] = [];
  const take = (pattern: RegExp, read: (match: RegExpExecArray) => Interval | null): void => {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const overlaps = found.some((other) => other.span.start < span.end && span.start < other.span.end);
      const years = overlaps ? null : read(match);
      if (years !== null) found.push({ years, span });
    }
  };
  take(relative, ([word]) => between(thisYear - (relativeYears[word] ?? 0)));
  take(ago, ([, spelt = ""]) => yearsBefore(thisYear, parseChineseNumber(spelt)));
  take(running, ([, nth, counted, lasting]) => {
    const years = parseChineseNumber(nth ?? counted ?? lasting ?? "");
    return yearsBefore(thisYear, years === null || nth === undefined ? years : years - 1);
  });
  take(calendarYear, ([, spelt = ""]) => {
    const year = parseChineseNumber(spelt);
    return year === null || year < 1900 || year > thisYear ? null : between(year);
  });
  take(shortYear, ([, spelt = ""]) => {
    const year = 2000 + Number(spelt);
    return year > thisYear ? null : between(year);
  });
  take(lastCentury, ([, spelt = ""]) => between(1900 + Number(spelt)));
  take(decade, ([, digit, numeral = ""]) => {
    const first = 1900 + 10 * (digit === undefined ? (parseChineseNumber(numeral) ?? 0) : Number(digit));
    return between(first, first + 9);
  });
  take(recently, () => between(thisYear - 1, thisYear));
  return found.toSorted((left, right) => left.span.start - right.span.start);
}

function between(first: number, last = first): Interval {
  return { low: first, lowOpen: false, high: last, highOpen: false };
}

/** People count whole years: three years ago may be the third calendar year back or the fourth. */
function yearsBefore(thisYear: number, years: number | null): Interval | null {
  return years === null || years > 99 ? null : between(thisYear - years - 1, thisYear - years);
}
