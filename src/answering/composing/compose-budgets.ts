import type { PolicyDocument, Provision, Sentence } from "../../domain/document.ts";
import type { Figure } from "../../domain/figure.ts";
import { holds } from "../../domain/text-span.ts";
import type { DraftAnswer, DraftBlock, DraftCitation } from "../answering-context.ts";
import { budgetClauses, budgetSentence } from "../budgets.ts";
import type { WordClass } from "../understanding/document-words.ts";
import { answered, citeText, headBlock, ofKind } from "./structure-answer.ts";
import { distinctUnits, idsOf, nameOf, quoted } from "./wording.ts";

interface Budget {
  readonly clause: Provision;
  readonly sentence: Sentence;
  readonly figure: Figure;
}

/** The total that the text states or, where these are asked for, what is set aside for each chapter. */
export function composeBudgets(
  document: PolicyDocument,
  withParts: boolean,
  asked: ReadonlySet<WordClass>,
): DraftAnswer | null {
  const total = composeBudgetTotal(document);
  const parts = withParts ? budgetsOf(document) : [];
  if (parts.length === 0) return total;
  const extreme = asked.has("extreme") ? extremeBlocks(parts) : [];
  const withTotal = total !== null && asked.has("total") ? total : answered([], []);
  return answered(
    [...extreme, ...withTotal.blocks, ...parts.map(budgetBlock)],
    [...withTotal.citations, ...parts.map((budget) => budgetCitation(document, budget))],
  );
}

/** What the budget sets aside for these chapters, behind who leads them and what they aim at where that is asked too. */
export function composeChapterBudgets(
  numbers: readonly number[],
  document: PolicyDocument,
  asked: ReadonlySet<WordClass>,
): DraftAnswer | null {
  const chapters = ofKind(document, "chapter").filter(({ chapterNumber }) =>
    numbers.includes(chapterNumber ?? 0),
  );
  if (chapters.length === 0) return null;
  const budgets = budgetsOf(document).filter(({ clause }) => numbers.includes(clause.chapterNumber ?? 0));
  const without = chapters.filter(
    ({ chapterNumber }) => !budgets.some(({ clause }) => clause.chapterNumber === chapterNumber),
  );
  const heads = asked.has("lead") || asked.has("target") ? chapters : [];
  const unsaid = {
    text: `文件没有写明${without.map(nameOf).join("、")}的预算安排。`,
    provisionIds: idsOf(without),
  };
  const cited = [...new Set([...heads, ...without])];
  const draft = answered(
    [
      ...heads.map(headBlock),
      ...(asked.has("extreme") && budgets.length > 1 ? extremeBlocks(budgets) : []),
      ...budgets.map(budgetBlock),
      ...(without.length === 0 ? [] : [unsaid]),
    ],
    [
      ...cited.map((chapter) => citeText(document, chapter)),
      ...budgets.map((budget) => budgetCitation(document, budget)),
    ],
    distinctUnits(heads),
  );
  return budgets.length > 0 ? draft : { ...draft, status: "answered_partially" };
}

function budgetsOf(document: PolicyDocument): Budget[] {
  return budgetClauses(document).flatMap((clause) => {
    const sentence = budgetSentence(clause);
    const figure = sentence === null ? undefined : moneyIn(clause, sentence);
    return sentence === null || figure === undefined ? [] : [{ clause, sentence, figure }];
  });
}

function budgetBlock({ clause, sentence, figure }: Budget): DraftBlock {
  const chapter = clause.chapter === null ? "" : `${clause.chapter}，`;
  return {
    text: `${figure.printed}：${chapter}${nameOf(clause)}写明${quoted(sentence.text)}`,
    provisionIds: [clause.id],
  };
}

function budgetCitation(document: PolicyDocument, { clause, sentence }: Budget): DraftCitation {
  return { document, provision: clause, quote: sentence.text };
}

/** The most and the least that is set aside. */
function extremeBlocks(budgets: readonly Budget[]): DraftBlock[] {
  const sorted = budgets.toSorted((left, right) => right.figure.value - left.figure.value);
  const [most, least] = [sorted[0], sorted.at(-1)];
  if (most === undefined || least === undefined) return [];
  const spelled = ({ clause, figure }: Budget): string =>
    `${clause.chapter ?? nameOf(clause)}，${figure.printed}`;
  return [
    {
      text: `预算安排最多的是${spelled(most)}；最少的是${spelled(least)}。`,
      provisionIds: [most.clause.id, least.clause.id],
    },
  ];
}

/** A total is quoted where the text states one; it is never added up here, since budgets overlap. */
function composeBudgetTotal(document: PolicyDocument): DraftAnswer | null {
  for (const provision of [...ofKind(document, "closing"), ...ofKind(document, "preamble")]) {
    for (const sentence of provision.sentences) {
      const figure = moneyIn(provision, sentence);
      if (figure === undefined) continue;
      return answered(
        [
          {
            text: `${figure.printed}。${nameOf(provision)}写明：${quoted(sentence.text)}`,
            provisionIds: [provision.id],
          },
        ],
        [{ document, provision, quote: sentence.text }],
      );
    }
  }
  return null;
}

function moneyIn({ figures }: Provision, { span }: Sentence): Figure | undefined {
  return figures.find((figure) => figure.baseUnit === "元" && holds(span, figure.span));
}
