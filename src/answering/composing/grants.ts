import type { Provision } from "../../domain/document.ts";
import type { Figure } from "../../domain/figure.ts";
import { holds } from "../../domain/text-span.ts";
import { isMoneyOrShare } from "../understanding/claimed-quantities.ts";
import type { QuestionPart } from "../understanding/question.ts";
import { asksForOtherThanMoney, unitTest } from "./asked-unit.ts";
import { phraseAround } from "./passage.ts";

/** What applicants can get; a text that names any of it is not said to have nothing. */
export const claimable = /奖励|奖补|补助|补贴|资助|贴息|减免|免征|免收|抵减|优惠|激励|扶持/u;
/** 补多少, 奖金几万: an amount that somebody gets, as opposed to 投多少钱, 收入多少. */
const grant =
  /奖|补(?!短|充|齐|上|办|交|报|缴)|津贴|贴息|贴[多几吗不]|资助|优惠|打折|[几少]折|减免?多少|免多少|报销|给钱|领钱|红包/u;

export function asksForGrant(text: string): boolean {
  return grant.test(text) && !asksForOtherThanMoney(text);
}

/**
 * Whether a figure is such an amount as is asked for: money, a share or a discount, a count of projects does not answer
 * 补多少; and where asked what one gets, one that is given, as the growth of an industry is not.
 */
export function isAmountFor(part: QuestionPart, figure: Figure, provision: Provision): boolean {
  if (asksForOtherThanMoney(part.text)) return unitTest(part, { isLoose: true })?.(figure) === true;
  if (!isMoneyOrShare(figure.baseUnit)) return false;
  if (!asksForGrant(part.text)) return true;
  const isGiven = provision.measures.some(({ kind, span }) => kind === "support" && holds(span, figure.span));
  return isGiven || claimable.test(phraseAround(figure, provision));
}
