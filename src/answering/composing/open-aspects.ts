import type { Measure } from "../../domain/document.ts";
import { holds } from "../../domain/text-span.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";
import { isNumberAsked, unitTest } from "./asked-unit.ts";
import type { DirectFigure } from "./direct-figure.ts";
import { claimable, isAmountFor } from "./grants.ts";
import { figuresIn, type Passage } from "./passage.ts";

/** 符合条件的, 按规定: words that point to conditions without stating any. */
const unstatedCondition =
  /符合(?:相关|规定|一定)?(?:条件|要求|规定)|满足(?:相关|规定|一定)?条件|按(?:相关)?规定|依法依规/u;
const statedProcedure = /免申即享|网上申[请报]|向[^,。]{2,20}(?:申请|申报|提出)|提交[^,。]{2,30}材料/u;
const statedDate = /\d{1,2}月(?:\d{1,2}日|底|前|份)|(?:上|下)半年|年底前|季度|工作日/u;

const openWords: Partial<Record<Aspect, string>> = {
  figure: "具体数字",
  amount: "具体金额或标准",
  condition: "具体条件",
  procedure: "申请流程和材料",
  deadline: "具体时间",
  contact: "联系电话和办公地址",
  support: "对此给予补贴或奖励",
};

/** What was asked and the quoted passages do not state, in words for people. */
export function openAspects(
  part: QuestionPart,
  passages: readonly Passage[],
  figure: DirectFigure | null,
): string[] {
  const text = passages.map(({ quote }) => quote).join("\n");
  const isStated: Partial<Record<Aspect, boolean>> = {
    figure:
      part.aspects.has("amount") ||
      countsSomethingElse(part) ||
      !isNumberAsked(part.text) ||
      isNumberInName(part, passages) ||
      figure !== null ||
      passages.some((passage) => statesFigure(part, passage)),
    amount: passages.slice(0, 1).some((passage) => statesAmount(part, passage)),
    condition:
      passages.some((passage) => measuresIn(passage).some(statesCondition)) ||
      figure !== null ||
      (!asksForConditions.test(part.text) && !passages.some(leavesConditionsOpen)),
    procedure: statedProcedure.test(text),
    deadline: statedDate.test(text),
    contact: false,
    support: figure === null || part.aspects.has("amount") || claimable.test(partAround(figure, passages)),
  };
  return Object.entries(openWords).flatMap(([aspect, words]) =>
    part.aspects.has(aspect as Aspect) && isStated[aspect as Aspect] === false ? [words] : [],
  );
}

/** 哪几家负责, 有几个方面: the number asked for is that of a list, and the list is given. */
function countsSomethingElse({ aspects }: QuestionPart): boolean {
  return aspects.has("unit") || aspects.has("list");
}

/** Asked for a document's number, 第几届 or 发几次: the text has it in 〔2024〕4号, 第五届 or 一次性, which count nothing. */
function isNumberInName(part: QuestionPart, passages: readonly Passage[]): boolean {
  const ordinal = /第几(?<what>\p{Script=Han})/u.exec(part.text)?.groups?.["what"];
  return passages.some(
    ({ provision: { text } }) =>
      (/号/u.test(part.text) && /〔\d{4}〕\d+号/u.test(text)) ||
      (part.text.includes("几次") && text.includes("一次性")) ||
      (ordinal !== undefined && new RegExp(`第[一二三四五六七八九十\\d]+${ordinal}`, "u").test(text)),
  );
}

function measuresIn({ provision, sentences }: Passage): Measure[] {
  return provision.measures.filter(({ span }) => sentences.some((sentence) => holds(sentence.span, span)));
}

/** In the unit asked for, where one is named. */
function statesFigure(part: QuestionPart, { provision }: Passage): boolean {
  return provision.figures.some(unitTest(part, { isLoose: true }) ?? (() => true));
}

function statesAmount(part: QuestionPart, { provision, sentences }: Passage): boolean {
  return figuresIn(provision, sentences).some((figure) => isAmountFor(part, figure, provision));
}

/** 要办几场,有补贴吗: both are asked of the same thing, so both stand in the same part of a sentence. */
function partAround({ phrase }: DirectFigure, passages: readonly Passage[]): string {
  const parts = passages.flatMap(({ provision }) => provision.text.split(/[;；。]/u));
  return parts.find((piece) => piece.includes(phrase)) ?? phrase;
}

/** 要什么条件, as opposed to 算不算, which words that name the case answer. */
const asksForConditions =
  /条件|门槛|资格|要求|限制|什么样|怎样才|怎么才|够格|对象|范围|谁|哪[些类种]|什么(?:人|企业|单位)/u;

function leavesConditionsOpen({ quote }: Passage): boolean {
  return unstatedCondition.test(quote);
}

function statesCondition({ condition }: Measure): boolean {
  return condition !== null && !unstatedCondition.test(condition);
}
