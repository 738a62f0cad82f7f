import { anyOf, words } from "./measure-words.ts";

/** Those whom words name, and what the words ask of them. Both verbatim pieces of the words. */
export interface Beneficiary {
  readonly audience: string | null;
  readonly condition: string | null;
}

const actor = anyOf(words.actors);
const noBoundary = "[^、,，;；。和及与或]*?";
const actors = new RegExp(
  `^(${noBoundary}${actor}+(?:(?:、|和|及|或|以及)${noBoundary}${actor}+)*(?:等[^,，;；。在]{0,8}?${actor}+)?)(.*)$`,
  "s",
);
const hasActor = new RegExp(actor);
const actorVerb = new RegExp(`^等?${anyOf(words.actorVerbs)}`);
const qualifier = new RegExp(`^(?:${anyOf(words.qualifiers)})+`);
const endsWithCost = new RegExp(`${anyOf(words.costs)}$`);
const year = /^\d{4}年度?/;

/**
 * Reads what stands after 对 or before 给予: `首次认定的高新技术企业`, `企业承担国家重点研发项目`,
 * `获评国家级示范基地的`.
 */
export function beneficiaryOf(phrase: string): Beneficiary {
  const named = trimmedPhrase(phrase);
  if (named === "") return { audience: null, condition: null };
  if (named.endsWith("的")) return ofClauseAlone(named.slice(0, -1));
  const [, before, head] = /^(.+)的([^的]+)$/s.exec(named) ?? [];
  if (before === undefined || head === undefined) return ofPlainPhrase(named);
  if (endsWithCost.test(head)) return ofCost(named);
  return { audience: named, condition: saysWhichOnes(before, head) ? before : null };
}

/** Whether words before 的 tell which ones are meant: 经认定, 投资1亿元以上; 重点园区、重点活动 only name more of them. */
function saysWhichOnes(before: string, head: string): boolean {
  if (qualifier.test(before) || actorVerb.test(before) || /\d/.test(before)) return true;
  return hasActor.test(head) && !before.includes("、");
}

/** The first in a phrase who can receive something, with the words that describe them; null where there is none. */
export function audienceIn(phrase: string): string | null {
  return actors.exec(trimmedPhrase(phrase))?.[1] ?? null;
}

/** Whether a phrase speaks of someone who can receive something. */
export function namesActor(phrase: string): boolean {
  return hasActor.test(phrase);
}

/** 获评国家级示范基地: those who did it, named by nothing else. */
function ofClauseAlone(clause: string): Beneficiary {
  const [, audience = clause, rest = ""] = actors.exec(clause) ?? [];
  if (actorVerb.test(rest) || /\d/.test(rest)) return { audience, condition: rest };
  return { audience: hasActor.test(clause) ? clause : null, condition: clause };
}

function ofPlainPhrase(phrase: string): Beneficiary {
  const [, audience = phrase, rest = ""] = actors.exec(phrase) ?? [];
  if (actorVerb.test(rest)) return { audience, condition: rest };
  return { audience: phrase, condition: qualifier.exec(phrase)?.[0] ?? null };
}

/** 企业出口信用保险的投保费: who is paid is the one who bears the cost. */
function ofCost(phrase: string): Beneficiary {
  const [, named, rest = ""] = actors.exec(phrase.replace(year, "")) ?? [];
  return { audience: named ?? phrase, condition: actorVerb.test(rest) ? rest : phrase };
}

export function trimmedPhrase(phrase: string): string {
  return phrase.replace(/^[\s,，、]+|[\s,，、。;；]+$/g, "");
}
