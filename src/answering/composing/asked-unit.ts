import type { Figure } from "../../domain/figure.ts";
import { type UnitSpelling, unitOfSpelling } from "../../domain/units.ts";
import { isLikeUnit, isMoneyOrShare } from "../understanding/claimed-quantities.ts";
import type { QuestionPart } from "../understanding/question.ts";

/** 多少亩, 几家: the measure word that the asker expects. */
const askedUnit =
  /(?:多少|几)(?:个)?(?<unit>[万亿]?(?:平方米|亩|家|公里|张|座|条|场|个(?!点|百分|亿|月)|人|床|户|吨|千瓦时|千瓦|度|美元|美金|元|折|栋|幢|站|所|项|次|对|届|年|天|个月))/u;
const askedMoney =
  /(?:多少|几)个?[万亿](?!\p{Script=Han}{0,2}(?:亩|人|吨|千瓦|度|户|平))|(?:多少|几块|几个)钱/u;
/** 投多少 means money as a rule: enough to look for it, too little to say that the text has none. */
const probablyMoney = /(?:投|花|砸|拨|预算|安排)(?:入|资|了|到|掉)?(?:多少|几何)(?=$|[\p{P}\s])/u;
const askedShare = /(?:几|多少)(?:成|个?点|个?百分点)|百分之(?:几|多少)|占[^\p{P}]{0,12}多少(?=$|[\p{P}\s])/u;
/** 拉几家, 好几年, 八几年: told, not asked. */
const tellingBefore = "(?<![这那好十百头前近过没只们把八九]|有[着了]|不了)";
const askingSeveral = new RegExp(
  `多少|${tellingBefore}几(?!(?<=了几)[十百千万])|多[大高长]|(?:占比|比例|目标)`,
  "u",
);
/** A question that stands behind 几 is the one that is asked: 几个村凑钱买楼算飞地吗. */
const askedOtherwise =
  /^(?!.*多少).*几.*(?:[吗么没不]\s*[??。]?$|(\p{Script=Han})不\1|不\p{Script=Han}{1,4}[??。]?$|(?:什么|啥)时候|哪天)/su;

export type UnitTest = (figure: Figure) => boolean;

/** Whether a number is asked for and not merely told: 拉几家一起搞支不支持. */
export function isNumberAsked(text: string): boolean {
  return askingSeveral.test(text) && !askedOtherwise.test(text);
}

/**
 * Whether a figure is in the unit that a question names: 多少亩, 是不是100张; null where it names none.
 * @param isLoose takes one measure word for another, as people do: 几个 of what a text counts in 座
 */
export function unitTest(part: QuestionPart, { isLoose }: { readonly isLoose: boolean }): UnitTest | null {
  const claims = part.claimedQuantities;
  const guess = !isLoose && probablyMoney.test(part.text) ? money : null;
  const asked = askedUnitOf(part.text) ?? guess;
  if (asked === null && claims.length === 0) return null;
  const isCounting = asked?.group === "classifier" && (isLoose || generalClassifiers.has(asked.unit));
  return ({ baseUnit, unit }) =>
    claims.some((claim) => isLikeUnit(claim, baseUnit)) ||
    asked?.unit === baseUnit ||
    (asked?.unit === "%" && baseUnit === "折") ||
    (asked?.unit === "元" && baseUnit.endsWith("元")) ||
    (asked?.group === "classifier" && baseUnit === "") ||
    (isCounting && isClassifier(unit));
}

const money = { unit: "元", group: "measure" } as const;
const generalClassifiers: ReadonlySet<string> = new Set(["个", "项", "所", "站"]);

/** 补多少公里: a length or a count, and no sum. */
export function asksForOtherThanMoney(text: string): boolean {
  const asked = askedUnitOf(text);
  return asked !== null && !isMoneyOrShare(asked.unit);
}

function askedUnitOf(text: string): Pick<UnitSpelling, "unit" | "group"> | null {
  const printed = askedUnit.exec(text)?.groups?.["unit"]?.replace(/^[万亿]/u, "");
  if (printed !== undefined) return unitOfSpelling(printed);
  if (askedShare.test(text)) return { unit: "%", group: "rate" };
  return askedMoney.test(text) ? money : null;
}

function isClassifier(unit: string): boolean {
  return unitOfSpelling(unit.replace(/^[十百千万亿]+/u, ""))?.group === "classifier";
}
