import type { Provision } from "../../domain/document.ts";
import { quantitiesMissingFrom } from "../../domain/quantity.ts";
import type { DraftAnswer, DraftBlock } from "../answering-context.ts";
import { isStated } from "../understanding/claimed-quantities.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";
import type { UnitDirectory } from "../understanding/unit-directory.ts";
import { contraryCaseIn } from "./contrary-cases.ts";
import { distinctUnits, idsOf, quoted } from "./wording.ts";

export interface Premises {
  /** What the asker takes for granted and the cited text does not say. */
  readonly blocks: readonly DraftBlock[];
  /** Whether something was asked to be confirmed that the text does not say. */
  readonly areWrong: boolean;
}

/**
 * For what does not rest on words about a topic: only the figures said are held against the text, and against the
 * draft, which counts what the text does not; how many clauses and chapters there are stands in the draft alone.
 */
export function figurePremisesOf(part: QuestionPart, { blocks, citations }: DraftAnswer): Premises {
  const provisions = citations.map(({ provision }) => provision);
  const isCounted = part.intent.kind === "clause_count" || part.intent.kind === "overview";
  const texts = [...blocks.map(({ text }) => text), ...(isCounted ? [] : provisions.map(textOf))];
  return collected([figurePremise(part, texts.join("\n"))], provisions);
}

const supportAspects: readonly Aspect[] = ["support", "amount", "condition", "procedure", "deadline", "unit"];
/** 区民政局牵头吧: some unit is taken to be responsible. */
const responsibility = /牵头|负责|主管|承办|经办|受理/u;
/** 归民政局, 民政局管: this one; 监管, 找工作 and 管道 say nothing of it. */
const beforeResponsible = /(?:归|找|由|属于?|管[^\p{P}]{0,6}的?是)(?:不是)?$/u;
const afterResponsible = /^(?:来|在|该|要)*管(?![道网线])/u;

/** Holds what is asked against the provisions cited. The asker's figures are not repeated: they are not ours. */
export function premisesOf(
  part: QuestionPart,
  provisions: readonly Provision[],
  idf: (term: string) => number,
  directory: UnitDirectory,
): Premises {
  return collected(
    [
      figurePremise(part, provisions.map(textOf).join("\n")),
      unitPremise(part, provisions, directory),
      casePremise(part, provisions, idf),
    ],
    provisions,
  );
}

function collected(found: readonly (Premise | null)[], provisions: readonly Provision[]): Premises {
  const premises = found.filter((premise) => premise !== null);
  return {
    blocks: premises.map(({ text }) => ({ text, provisionIds: idsOf(provisions) })),
    areWrong: premises.some(({ isWrong }) => isWrong),
  };
}

interface Premise {
  readonly text: string;
  readonly isWrong: boolean;
}

function textOf({ title, text }: Provision): string {
  return `${title}\n${text}`;
}

function figurePremise(part: QuestionPart, texts: string): Premise | null {
  const isMissing = ({ printed }: { readonly printed: string }): boolean =>
    quantitiesMissingFrom(printed, texts).length > 0;
  const isWrong = part.claimedQuantities.some((claim) => isMissing(claim) && !isStated(claim, texts));
  const isAboutSupport = supportAspects.some((aspect) => part.aspects.has(aspect));
  return isWrong || (isAboutSupport && part.statedQuantities.some(isMissing))
    ? { text: "您提到的数额，所引条款中没有写。", isWrong }
    : null;
}

function unitPremise(
  part: QuestionPart,
  provisions: readonly Provision[],
  directory: UnitDirectory,
): Premise | null {
  const units = distinctUnits(provisions);
  if (part.units.length === 0 || units.length === 0 || part.units.some((unit) => units.includes(unit))) {
    return null;
  }
  return {
    text: "您提到的单位不是所引条款载明的责任单位。",
    isWrong: part.aspects.has("unit") || isTakenForResponsible(part.text, directory),
  };
}

function isTakenForResponsible(text: string, directory: UnitDirectory): boolean {
  return (
    responsibility.test(text) ||
    directory
      .mentions(text)
      .some(
        ({ start, end }) =>
          beforeResponsible.test(text.slice(0, start)) || afterResponsible.test(text.slice(end)),
      )
  );
}

function casePremise(
  part: QuestionPart,
  provisions: readonly Provision[],
  idf: (term: string) => number,
): Premise | null {
  const [best, ...others] = provisions;
  // Of several provisions another may speak of the asker's case.
  if (best === undefined || others.length > 0 || part.text.includes("还是")) return null;
  const contrary = contraryCaseIn(part, best, idf) ?? conditionDenied(part, best);
  if (contrary === null) return null;
  return { text: `您说的情形，所引条款没有写；条款写的是${quoted(contrary)}。`, isWrong: true };
}

/** 未 and 无 mostly begin a word, 未来工厂, 无人机, and deny only what is done: 未装, 无ETC. */
const denied =
  /(?<denial>(?:没有?|不是|不用|不需要|不带|不在|[未无](?=[A-Za-z]|办|装|挂|用|上|过|取得|获得|评上))(?:办理?|装|挂|用|上|过|取得|获得|评上)?)(?<what>[A-Za-z]{2,}|\p{Script=Han}{3,6})/gu;

/** 不用ETC也免费吗: without what the text makes a condition. */
function conditionDenied({ topic }: QuestionPart, { measures }: Provision): string | null {
  for (const { groups } of topic.matchAll(denied)) {
    const what = groups?.["what"] ?? "";
    const thing = /^[A-Za-z]/u.test(what) ? what : what.slice(0, 3);
    for (const { audience, condition } of measures) {
      // A text that prints the denial speaks of the asker's case: 没有劳动合同的.
      const stated = [audience, condition].find(
        (words) => words?.includes(thing) && !words.includes(`${groups?.["denial"]}${thing}`),
      );
      if (stated != null) return stated;
    }
  }
  return null;
}
