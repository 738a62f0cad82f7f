import type { Measure } from "../../domain/document.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";
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
};

/** What was asked and the quoted passages do not state, in words for people. */
export function openAspects(part: QuestionPart, passages: readonly Passage[]): string[] {
  const text = passages.map(({ quote }) => quote).join("\n");
  const isStated: Partial<Record<Aspect, boolean>> = {
    figure:
      part.aspects.has("amount") ||
      countsSomethingElse(part) ||
      passages.some(({ provision }) => provision.figures.length > 0),
    amount: passages.slice(0, 1).some(statesAmount),
    condition: passages.some((passage) => measuresIn(passage).some(statesCondition)),
    procedure: statedProcedure.test(text),
    deadline: statedDate.test(text),
    contact: false,
  };
  return Object.entries(openWords).flatMap(([aspect, words]) =>
    part.aspects.has(aspect as Aspect) && isStated[aspect as Aspect] === false ? [words] : [],
  );
}

/** 哪几家负责, 有几个方面: the number asked for is that of a list, and the list is given. */
function countsSomethingElse({ aspects }: QuestionPart): boolean {
  return aspects.has("unit") || aspects.has("list");
}

function measuresIn({ provision, sentences }: Passage): Measure[] {
  return provision.measures.filter(({ span }) =>
    sentences.some((sentence) => span.start >= sentence.span.start && span.end <= sentence.span.end),
  );
}

/** Money, a share or a discount; a count of projects is no amount of support. */
function statesAmount({ provision, sentences }: Passage): boolean {
  return figuresIn(provision, sentences).some(({ baseUnit }) => /元|%|折/u.test(baseUnit));
}

function statesCondition({ condition }: Measure): boolean {
  return condition !== null && !unstatedCondition.test(condition);
}
