import type { Provision } from "../../domain/document.ts";
import { quantitiesMissingFrom } from "../../domain/quantity.ts";
import type { DraftBlock } from "../answering-context.ts";
import type { Aspect, QuestionPart } from "../understanding/question.ts";
import { claimedQuantities, isStated } from "./claimed-quantities.ts";
import { contraryCaseIn } from "./contrary-cases.ts";
import { distinctUnits, idsOf, quoted } from "./wording.ts";

export interface Premises {
  /** What the asker takes for granted and the cited text does not say. */
  readonly blocks: readonly DraftBlock[];
  /** Whether something was asked to be confirmed that the text does not say. */
  readonly areWrong: boolean;
}

/** For what does not rest on words about a topic: only the figures said are held against the text. */
export function figurePremisesOf(part: QuestionPart, provisions: readonly Provision[]): Premises {
  return collected([figurePremise(part, provisions)], provisions);
}

const supportAspects: readonly Aspect[] = ["support", "amount", "condition", "procedure", "deadline", "unit"];
/** 归民政局管, 找经信局吧: the unit is taken to be responsible. */
const takenForResponsible = /归|找|牵头|负责|主管|管|承办|经办|受理|由.{2,12}(?:发|出|办|批|审|给)/u;

/** Holds what is asked against the provisions cited. The asker's figures are not repeated: they are not ours. */
export function premisesOf(
  part: QuestionPart,
  provisions: readonly Provision[],
  idf: (term: string) => number,
): Premises {
  return collected(
    [figurePremise(part, provisions), unitPremise(part, provisions), casePremise(part, provisions, idf)],
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

function figurePremise(part: QuestionPart, provisions: readonly Provision[]): Premise | null {
  const texts = provisions.map(({ title, text }) => `${title}\n${text}`).join("\n");
  const isMissing = ({ printed }: { readonly printed: string }): boolean =>
    quantitiesMissingFrom(printed, texts).length > 0;
  const isWrong = claimedQuantities(part.text).some((claim) => isMissing(claim) && !isStated(claim, texts));
  const isAboutSupport = supportAspects.some((aspect) => part.aspects.has(aspect));
  return isWrong || (isAboutSupport && part.statedQuantities.some(isMissing))
    ? { text: "您提到的数额，所引条款中没有写。", isWrong }
    : null;
}

function unitPremise(part: QuestionPart, provisions: readonly Provision[]): Premise | null {
  const units = distinctUnits(provisions);
  if (part.units.length === 0 || units.length === 0 || part.units.some((unit) => units.includes(unit))) {
    return null;
  }
  return {
    text: "您提到的单位不是所引条款载明的责任单位。",
    isWrong: part.aspects.has("unit") || takenForResponsible.test(part.text),
  };
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

const denied =
  /(?:没有?|不是|不用|不需要|不带|不在|未|无)(?:办理?|装|挂|用|上|过|取得|获得|评上)?(?<what>[A-Za-z]{2,}|\p{Script=Han}{3,6})/gu;

/** 不用ETC也免费吗: without what the text makes a condition. */
function conditionDenied({ topic }: QuestionPart, { measures }: Provision): string | null {
  for (const { groups } of topic.matchAll(denied)) {
    const what = groups?.["what"] ?? "";
    const isLatin = /^[A-Za-z]/u.test(what);
    for (const { audience, condition } of measures) {
      const stated = [audience, condition].find(
        (words) => words !== null && (isLatin ? words.includes(what) : words.includes(what.slice(0, 3))),
      );
      if (stated != null) return stated;
    }
  }
  return null;
}
