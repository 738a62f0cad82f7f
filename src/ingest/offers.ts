import type { Measure } from "../domain/document.ts";
import {
  audienceIn,
  type Beneficiary,
  beneficiaryOf,
  namesActor,
  trimmedPhrase,
} from "./measure-audience.ts";
import type { Piece, PiecePart } from "./measure-pieces.ts";
import { anyOf, beginsEncouraging, beginsForWhom, beginsScheme, forWhom, words } from "./measure-words.ts";

export type Offer = Pick<Measure, "audience" | "action" | "condition">;

const forWhomInside = new RegExp(`${forWhom}(.+)$`, "s");
const preferred = new RegExp(`${anyOf(words.preferences)}(.+)$`, "s");
const providedFor = /为(?!了)(.+?)(?=提供|办理|发放)/s;
const included = new RegExp(`将(.+?)${anyOf(words.inclusions)}`, "s");
const scheme = new RegExp(`${anyOf(words.schemeVerbs)}好?`);
const beginsGrant = new RegExp(
  `^(?:${anyOf([...words.manners, ...words.givingVerbs, ...words.otherGrantVerbs])})+`,
);
const laterPart = new RegExp(`^\\s*${anyOf([...words.laterPartOpeners, ...words.conditionOpeners])}`);
const conditionPart = new RegExp(`^\\s*${anyOf(words.conditionOpeners)}`);
const limitPart = new RegExp(anyOf(words.limits));
const measureOfGrant = `${anyOf(words.mannerOpeners)}[^,，的]+(?:的(?:\\d|一定|相应|不同|规定)[^,，的]*)?`;
const manner = new RegExp(`(?:${anyOf(words.manners)}|${measureOfGrant})$`);
const conditionalManner = new RegExp(`${anyOf(words.mannerOpeners)}`);
const verbs: readonly RegExp[] = [
  new RegExp(`^.*(?=${anyOf(words.givingVerbs)})`, "s"),
  new RegExp(`^.*?(?=${anyOf(words.sumVerbs)}[^,，]{0,6}?[\\d一二两三四五六七八九十])`, "s"),
  new RegExp(`^.*?(?=${anyOf(words.otherGrantVerbs)})`, "s"),
];

/**
 * For whom, what and on which condition a piece gives something; verbatim pieces of the sentence.
 * @param inherited whom the sentence named before, for a piece that names nobody
 */
export function offerOf(sentence: string, piece: Piece, inherited: string | null): Offer {
  const gives = (part: PiecePart) => part.kind === "support";
  const grants = piece.parts.filter(gives);
  const mainGrant =
    grants.find((part) => words.givingVerbs.some((verb) => part.text.includes(verb))) ?? grants[0];
  const grantIndex = Math.max(0, mainGrant === undefined ? 0 : piece.parts.indexOf(mainGrant));
  const first = piece.parts[0];
  const grant = piece.parts[grantIndex];
  if (first === undefined || grant === undefined) return { audience: inherited, action: "", condition: null };
  const context: OfferContext = {
    sentence,
    parts: piece.parts,
    first,
    grant,
    grantIndex,
    inherited,
    end: endOfOffer(piece),
  };
  if (beginsForWhom.test(first.text)) return offerForWhom(context);
  return (
    offerOfPreference(context) ??
    offerProvided(context) ??
    (beginsEncouraging.test(first.text) ? offerToEncouraged(context) : null) ??
    offerOfScheme(context) ??
    offerOfSubject(context)
  );
}

interface OfferContext {
  readonly sentence: string;
  readonly parts: readonly PiecePart[];
  readonly first: PiecePart;
  /** The part that gives. */
  readonly grant: PiecePart;
  readonly grantIndex: number;
  readonly inherited: string | null;
  /** Where the offer ends in the sentence, before parts that only limit it. */
  readonly end: number;
}

function actionFrom(context: OfferContext, start: number): string {
  return trimmedPhrase(context.sentence.slice(start, context.end));
}

/** 对A,按B给予C */
function offerForWhom(context: OfferContext): Offer {
  const { sentence, parts, first, grant, grantIndex, inherited } = context;
  const nameStart = first.start + (beginsForWhom.exec(first.text)?.[0].length ?? 0);
  const { subject, manner: how } = beforeVerb(grant.text);
  if (grantIndex === 0) {
    const nameEnd = grant.start + subject.length;
    const beneficiary = namedOrInherited(sentence.slice(nameStart, nameEnd), inherited);
    return {
      audience: beneficiary.audience,
      action: actionFrom(context, nameEnd),
      condition: beneficiary.condition ?? conditionOfManner(how),
    };
  }
  const later = parts.findIndex(
    (part, index) => index > 0 && (index === grantIndex || laterPart.test(part.text)),
  );
  const laterStart = parts[later]?.start ?? grant.start;
  const beneficiary = namedOrInherited(sentence.slice(nameStart, laterStart), inherited);
  const isCondition = later < grantIndex && conditionPart.test(parts[later]?.text ?? "");
  return {
    audience: beneficiary.audience,
    action: actionFrom(context, isCondition ? grant.start : laterStart),
    condition:
      beneficiary.condition ??
      (isCondition ? trimmedPhrase(sentence.slice(laterStart, grant.start)) : conditionOfManner(how)),
  };
}

/** 对每个展位给予补贴 says for what, not for whom. */
function namedOrInherited(phrase: string, inherited: string | null): Beneficiary {
  const beneficiary = beneficiaryOf(phrase);
  const isShare = /^\s*每/.test(phrase) && !namesActor(phrase);
  return { ...beneficiary, audience: (isShare ? null : beneficiary.audience) ?? inherited };
}

/** 优先采购A */
function offerOfPreference(context: OfferContext): Offer | null {
  const match = preferred.exec(context.grant.text);
  if (match === null) return null;
  const { condition } = beneficiaryOf(match[1] ?? "");
  return {
    audience: trimmedPhrase(match[1] ?? ""),
    action: trimmedPhrase(match[0]),
    condition,
  };
}

/** 为A提供B */
function offerProvided(context: OfferContext): Offer | null {
  const match = providedFor.exec(context.grant.text);
  if (match === null) return null;
  const { audience, condition } = beneficiaryOf(match[1] ?? "");
  const action = actionFrom(context, context.grant.start + match.index + match[0].length);
  return { audience: audience ?? context.inherited, action, condition };
}

/** 鼓励A做B,做B的给予C */
function offerToEncouraged(context: OfferContext): Offer {
  const { first, grant, grantIndex, parts, inherited } = context;
  const encouraged = first.text.replace(beginsEncouraging, "");
  const named = audienceIn(encouraged);
  const { subject } = beforeVerb(grant.text);
  const between = parts.slice(1, grantIndex).findLast((part) => conditionPart.test(part.text))?.text;
  const own = encouraged.slice(named?.length ?? 0, subject.length - first.text.length);
  const condition = trimmedPhrase(between ?? (grantIndex > 0 ? subject : own)).replace(/的$/, "");
  return {
    audience: named ?? inherited,
    action: actionFrom(context, grant.start + subject.length),
    condition: condition === "" ? null : condition,
  };
}

/** 完善A补贴制度 */
function offerOfScheme(context: OfferContext): Offer | null {
  const { grant } = context;
  const match = scheme.exec(grant.text);
  if (match === null || words.givingVerbs.some((verb) => grant.text.includes(verb) && verb !== "发放"))
    return null;
  return {
    audience: audienceIn(grant.text.slice(match.index + match[0].length)),
    action: trimmedPhrase(grant.text.slice(match.index)),
    condition: null,
  };
}

/** A做B的,给予C; 在A做B时给予C; 将A纳入B,给予C; 减免A租金 */
function offerOfSubject(context: OfferContext): Offer {
  const { sentence, first, grant, grantIndex, parts, inherited } = context;
  const { subject, manner: how } = beforeVerb(grant.text);
  const action = actionFrom(context, grant.start + subject.length);
  const taken = included.exec(sentence.slice(first.start, grant.start));
  if (taken !== null) return { ...beneficiaryOf(taken[1] ?? ""), action };
  const own = subject.replace(beginsScheme, "");
  if (/^\s*在/.test(own)) {
    const audience = audienceIn(own.replace(/^\s*在/, "")) ?? inherited;
    return { audience, action, condition: trimmedPhrase(own) };
  }
  const candidates = [own, ...parts.slice(0, grantIndex).map((part) => part.text)];
  const named = candidates.find(namesActor);
  if (named !== undefined) return { ...beneficiaryOf(forWhomInside.exec(named)?.[1] ?? named), action };
  const condition = trimmedPhrase(own).replace(/的$/, "");
  return {
    audience: (condition === "" ? audienceIn(action.replace(beginsGrant, "")) : null) ?? inherited,
    action,
    condition: condition === "" ? conditionOfManner(how) : condition,
  };
}

/** What stands before the verb that gives: who, and how it is given. */
function beforeVerb(text: string): { subject: string; manner: string } {
  const before = verbs.map((pattern) => pattern.exec(text)?.[0]).find((prefix) => prefix !== undefined) ?? "";
  let subject = before;
  for (;;) {
    const next = subject.replace(manner, "");
    if (next === subject) return { subject, manner: before.slice(subject.length) };
    subject = next;
  }
}

function conditionOfManner(how: string): string | null {
  return conditionalManner.test(how) ? trimmedPhrase(how) : null;
}

function endOfOffer(piece: Piece): number {
  const last = piece.parts.findLast((part) => !limitPart.test(part.text)) ?? piece.parts.at(-1);
  return last === undefined ? 0 : last.start + last.text.length;
}
