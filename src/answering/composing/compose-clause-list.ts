import {
  isClause,
  type PolicyDocument,
  type Provision,
  type Sentence,
  unitNames,
} from "../../domain/document.ts";
import type { DraftAnswer } from "../answering-context.ts";
import { supportKinds } from "../understanding/document-words.ts";
import type { Intent } from "../understanding/question.ts";
import { answered, furtherQuestions } from "./structure-answer.ts";
import { distinctUnits, idsOf, nameOf, quoted } from "./wording.ts";

/** Every clause that gives support of the kinds asked for, with the sentences that do. */
export function composeClauseList(
  { supportKinds: names, units, chapters }: Extract<Intent, { kind: "clause_list" }>,
  document: PolicyDocument,
): DraftAnswer | null {
  const isAskedFor = (clause: Provision): boolean =>
    (units.length === 0 || unitNames(clause).some((unit) => units.includes(unit))) &&
    (chapters.length === 0 || chapters.includes(clause.chapterNumber ?? 0));
  const kinds = supportKinds.filter(({ name }) => names.includes(name));
  const printed = kinds.flatMap((kind) => kind.printed);
  const found = document.provisions
    .filter(isClause)
    .filter(isAskedFor)
    .flatMap((clause) => {
      const sentences = clause.sentences.filter((sentence) => gives(clause, sentence, printed));
      const [first] = sentences;
      return first === undefined ? [] : [{ clause, sentences, first }];
    });
  if (found.length === 0) return null;
  const clauses = found.map(({ clause }) => clause);
  const what = names.length === 0 ? "可以申领的支持" : names.join("、");
  const lines = found.map(
    ({ clause, sentences }) => `- ${nameOf(clause)}：${sentences.map(({ text }) => quoted(text)).join("")}`,
  );
  return answered(
    [
      {
        text: `${units.join("、")}${units.length === 0 ? "" : "负责、"}写到${what}的条款共${found.length}条：\n${lines.join("\n")}`,
        provisionIds: idsOf(clauses),
      },
    ],
    found.map(({ clause, first }) => ({ document, provision: clause, quote: first.text })),
    distinctUnits(clauses),
    furtherQuestions(clauses, 3),
  );
}

/** Support that is named so; where no kind is asked for, whatever an applicant can claim. */
function gives(clause: Provision, { text, span }: Sentence, printed: readonly string[]): boolean {
  if (printed.length > 0) return printed.some((word) => text.includes(word));
  return clause.measures.some(
    (measure) => measure.kind === "support" && measure.span.start < span.end && measure.span.end > span.start,
  );
}
