import { isClause, type PolicyDocument, type Provision, type Sentence } from "../domain/document.ts";

/** The sentence of a clause that sets aside money of the budget. */
export function budgetSentence(clause: Provision): Sentence | null {
  const sentence = clause.sentences.find(
    ({ text, span }) =>
      /预算(?:安排|资金)|安排(?:预算|资金)/u.test(text) &&
      clause.figures.some(
        (figure) =>
          figure.baseUnit === "元" && figure.span.start >= span.start && figure.span.end <= span.end,
      ),
  );
  return sentence ?? null;
}

/** The clauses that set aside money, in the document's order. */
export function budgetClauses({ provisions }: PolicyDocument): Provision[] {
  return provisions.filter((provision) => isClause(provision) && budgetSentence(provision) !== null);
}
