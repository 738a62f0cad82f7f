import type { ClauseKind, PolicyDocument, Provision } from "../../domain/document.ts";
import { holds } from "../../domain/text-span.ts";
import type { Candidate, DraftAnswer, DraftBlock } from "../answering-context.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import { isLikeUnit } from "../understanding/claimed-quantities.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";
import type { UnitDirectory } from "../understanding/unit-directory.ts";
import { isNumberAsked } from "./asked-unit.ts";
import { composeValidity } from "./compose-validity.ts";
import { type DirectFigure, directFigure } from "./direct-figure.ts";
import { asksForGrant, claimable, isAmountFor } from "./grants.ts";
import { openAspects } from "./open-aspects.ts";
import { choosePassage, type Passage } from "./passage.ts";
import { premisesOf } from "./premises.ts";
import { distinctUnits, idsOf, nameOf, quoted, unitsSentence, unitsToAsk } from "./wording.ts";

interface Ground {
  readonly document: PolicyDocument;
  readonly provision: Provision;
  readonly passage: Passage;
  /** The figure asked for, where the provision states it. */
  readonly figure: DirectFigure | null;
}

const figureAspects: readonly Aspect[] = ["figure", "amount", "total"];

/** Answers from the sentences of the provisions that the evidence names, verbatim, the direct answer first. */
export function composeTopic(
  part: QuestionPart,
  candidates: readonly Candidate[],
  idf: (term: string) => number,
  directory: UnitDirectory,
): DraftAnswer {
  const grounds = candidates.map(({ document, provision }): Ground => {
    const found = wantsFigure(part) ? directFigure(part, provision, idf) : null;
    const figure = found !== null && isAnsweredBy(found, part, provision) ? found : null;
    const passage = choosePassage(part, provision, document.source, idf, figure?.figure);
    return { document, provision, passage, figure };
  });
  const provisions = grounds.map(({ provision }) => provision);
  const open = openAspects(
    part,
    grounds.map(({ passage }) => passage),
    grounds[0]?.figure ?? null,
  );
  const premises = premisesOf(part, provisions, idf, directory);
  const unclaimable = isAmountStated(part, grounds) ? null : unclaimableNotice(part, provisions);
  const validity = part.aspects.has("validity") ? composeValidity(grounds[0]?.document) : null;
  const isAnswered = validity !== null || grounds.some(({ figure }) => figure !== null);
  const isNearest =
    open.length === 0 && !premises.areWrong && !isAnswered && isMerelyNearest(part, provisions, idf);
  const isPartial =
    open.length > 0 ||
    premises.areWrong ||
    (unclaimable !== null && asksForGrant(part.text)) ||
    (isNearest && part.aspects.has("condition") && !part.aspects.has("figure"));
  const blocks = [
    ...leadBlocks(part, grounds, idf),
    ...grounds.map(groundBlock),
    ...(unclaimable === null ? [] : [unclaimable]),
    ...premises.blocks,
    ...openBlocks(open, provisions),
    ...(isNearest ? [{ text: nearestNotice(provisions), provisionIds: idsOf(provisions) }] : []),
    ...(validity?.blocks ?? []),
  ];
  return {
    status: isPartial ? "answered_partially" : "answered",
    reason: null,
    blocks,
    citations: [
      ...grounds.map(({ document, provision, passage }) => ({ document, provision, quote: passage.quote })),
      ...(validity?.citations ?? []).filter(({ provision }) => !provisions.includes(provision)),
    ],
    responsibleUnits: distinctUnits(provisions),
    suggestions: suggestionsFor(part, provisions),
  };
}

/** The direct answer: who is responsible, the figure, or that it is supported. */
function leadBlocks(
  part: QuestionPart,
  grounds: readonly Ground[],
  idf: (term: string) => number,
): DraftBlock[] {
  const best = grounds[0];
  if (best === undefined) return [];
  const blocks: DraftBlock[] = [];
  const { provision, figure } = best;
  if (part.aspects.has("unit") && provision.units.length > 0) {
    blocks.push({ text: `${unitsSentence(provision.units)}。`, provisionIds: [provision.id] });
  }
  if (figure !== null) {
    blocks.push({
      text: `${figure.isOneOfSeveral ? "" : `${figure.figure.printed}：`}文件写的是${quoted(figure.phrase)}。`,
      provisionIds: [provision.id],
    });
  } else if (part.aspects.has("support") && offersSupport(best, part, idf)) {
    blocks.push({ text: "文件写明给予支持。", provisionIds: [provision.id] });
  }
  return blocks;
}

function wantsFigure(part: QuestionPart): boolean {
  const isAsked = figureAspects.some((aspect) => part.aspects.has(aspect)) && isNumberAsked(part.text);
  return isAsked || part.aspects.has("total") || part.claimedQuantities.length > 0;
}

/** 今年拿多少钱 of a budget is answered by what is set aside. */
function isAmountStated(part: QuestionPart, [best]: readonly Ground[]): boolean {
  return part.aspects.has("amount") && !asksForGrant(part.text) && best !== undefined && best.figure !== null;
}

/** A figure that is to be confirmed is one in the same unit. */
function isAnsweredBy({ figure }: DirectFigure, part: QuestionPart, provision: Provision): boolean {
  if (part.aspects.has("amount")) return isAmountFor(part, figure, provision);
  const claims = part.claimedQuantities;
  return claims.length === 0 || claims.some((claim) => isLikeUnit(claim, figure.baseUnit));
}

/** Said of what was asked for, and not of something else in the same clause. */
const leastSupportCoverage = 0.4;

function offersSupport(
  { provision, passage }: Ground,
  part: QuestionPart,
  idf: (term: string) => number,
): boolean {
  return provision.measures.some(
    ({ kind, span }) =>
      kind === "support" &&
      passage.sentences.some(
        (sentence) =>
          holds(sentence.span, span) && topicCoverage(part, sentence.text, idf) >= leastSupportCoverage,
      ),
  );
}

function groundBlock({ provision, passage }: Ground): DraftBlock {
  const body = passage.sentences.map(({ text }) => text).join("");
  const isContiguous = passage.quote.includes(body);
  const quotes = isContiguous
    ? quoted(passage.quote)
    : passage.sentences.map(({ text }) => quoted(text)).join("……");
  const units = provision.units.length === 0 ? "" : `\n${unitsSentence(provision.units)}`;
  return { text: `${nameOf(provision)}：${quotes}${units}`, provisionIds: [provision.id] };
}

const kindNotices: Partial<Record<ClauseKind, string>> = {
  government_target: "这里写的是政府自身的工作目标，没有写明可以申领的补贴或奖励。",
  guarantee: "这里写的是资金或要素的统筹保障，没有写明可以直接申领的补贴或奖励。",
  pass_through: "这里写的是落实上级规定，具体标准和办法以上级规定为准，本文件没有另行写明。",
};

/** Asked for money where the text offers none: said, since a clause that merely touches the subject misleads. */
function unclaimableNotice(part: QuestionPart, provisions: readonly Provision[]): DraftBlock | null {
  const wantsSupport = part.aspects.has("support") || part.aspects.has("amount");
  const best = provisions[0];
  if (!wantsSupport || best?.clauseKind == null || claimable.test(best.text)) return null;
  if (
    provisions.some(({ clauseKinds }) => clauseKinds.includes("support") || clauseKinds.includes("service"))
  )
    return null;
  const text = kindNotices[best.clauseKind];
  return text === undefined ? null : { text, provisionIds: [best.id] };
}

function openBlocks(open: readonly string[], provisions: readonly Provision[]): DraftBlock[] {
  if (open.length === 0) return [];
  const units = unitsToAsk(provisions);
  const advice = units === "" ? "" : `请向${units}咨询。`;
  return [{ text: `文件没有写明${open.join("、")}。${advice}`, provisionIds: idsOf(provisions) }];
}

/** Asked whether one gets something, or whether one's case counts: the text answers that only in its own words. */
const particularAspects: readonly Aspect[] = ["support", "condition"];
const statedAspects: readonly Aspect[] = [
  "unit",
  "figure",
  "amount",
  "total",
  "definition",
  "list",
  "content",
];
const statedCoverage = 0.35;

function isMerelyNearest(
  part: QuestionPart,
  provisions: readonly Provision[],
  idf: (term: string) => number,
): boolean {
  const isParticular =
    particularAspects.some((aspect) => part.aspects.has(aspect)) ||
    !statedAspects.some((aspect) => part.aspects.has(aspect));
  if (!isParticular || part.intent.kind !== "topic") return false;
  const text = provisions.map((provision) => `${provision.title} ${provision.text}`).join("\n");
  const coverage = Math.max(
    topicCoverage(part, text, idf),
    topicCoverage({ ...part, topic: part.focus }, text, idf),
  );
  return !namesWhatIsAsked(part, text) && coverage < statedCoverage;
}

/** 看什么证, 按哪个办法: what is asked for by its kind, and the text names one. */
const askedKind =
  /(?:什么样的|什么|啥|哪一?[些种个类几张项份条家座]*|哪)(?<kind>\p{Script=Han}{1,2})(?=$|[^\p{Script=Han}])/gu;
const namesNothing = /^(?:好处|东西|事情?|说法|意思|时候|条件|要求|支持|样|用)$/u;

function namesWhatIsAsked(part: QuestionPart, text: string): boolean {
  return [...part.text.matchAll(askedKind)].some(({ groups }) => {
    const kind = groups?.["kind"] ?? "";
    return !namesNothing.test(kind) && text.includes(kind);
  });
}

function nearestNotice(provisions: readonly Provision[]): string {
  const units = unitsToAsk(provisions);
  const advice = units === "" ? "" : `具体请向${units}咨询。`;
  return `以上是文件中与您所问最接近的内容；您说的具体情形原文没有写到的，文件没有更细的规定。${advice}`;
}

function suggestionsFor(part: QuestionPart, provisions: readonly Provision[]): string[] {
  const best = provisions[0];
  if (best === undefined) return [];
  const unit = best.units[0]?.name;
  return [
    ...(best.label !== null && part.intent.kind !== "clause" && best.kind === "clause"
      ? [`第${best.label}条的全文是什么？`]
      : []),
    ...(part.aspects.has("unit") || unit === undefined ? [] : ["这项由哪个单位负责？"]),
    ...(unit === undefined ? [] : [`${unit}负责哪些条款？`]),
  ].slice(0, 3);
}
