import {
  isClause,
  type PolicyDocument,
  type Provision,
  type Sentence,
  unitNames,
} from "../../domain/document.ts";
import { overlaps, type TextSpan } from "../../domain/text-span.ts";
import type { DraftAnswer } from "../answering-context.ts";
import { supportKinds, type WordClass } from "../understanding/document-words.ts";
import type { Intent } from "../understanding/question.ts";
import { answered, citeText, furtherQuestions, labelsOf, ofKind } from "./structure-answer.ts";
import { citeTitle, distinctUnits, idsOf, nameOf, quoted } from "./wording.ts";

interface Found {
  readonly clause: Provision;
  readonly sentences: readonly Sentence[];
}

/** Every clause that gives support of the kinds asked for, with the sentences that do. */
export function composeClauseList(
  { supportKinds: names, units, chapters }: Extract<Intent, { kind: "clause_list" }>,
  document: PolicyDocument,
  asked: ReadonlySet<WordClass>,
): DraftAnswer | null {
  const isAskedFor = (clause: Provision): boolean =>
    (units.length === 0 || unitNames(clause).some((unit) => units.includes(unit))) &&
    (chapters.length === 0 || chapters.includes(clause.chapterNumber ?? 0));
  const printed = supportKinds.filter(({ name }) => names.includes(name)).flatMap((kind) => kind.printed);
  const found = clausesWith(document, (clause, sentence) => gives(clause, sentence, printed)).filter(
    ({ clause }) => isAskedFor(clause),
  );
  const what = names.length === 0 ? "可以申领的支持" : names.join("、");
  const whose = units.length === 0 ? "" : `${units.join("、")}负责、`;
  return listAnswer(document, `${whose}写到${what}`, found, asked);
}

/** Every clause that prints one of the words, with the sentences that do. */
export function composeMentions(
  words: readonly string[],
  document: PolicyDocument,
  asked: ReadonlySet<WordClass>,
): DraftAnswer | null {
  const found = clausesWith(document, (_, { text }) => words.some((word) => text.includes(word)));
  const titled = document.provisions
    .filter(isClause)
    .filter(({ title }) => words.some((word) => title.includes(word)))
    .filter((clause) => !found.some((one) => one.clause === clause))
    .map((clause) => ({ clause, sentences: [] }));
  const inOrder = [...found, ...titled].sort(
    (left, right) => left.clause.span.start - right.clause.span.start,
  );
  return listAnswer(document, `写到${words.map((word) => `“${word}”`).join("、")}`, inOrder, asked);
}

/** Every clause that sets its government a task in figures, and what the introductions of chapters aim at in figures. */
export function composeTargets(document: PolicyDocument, asked: ReadonlySet<WordClass>): DraftAnswer | null {
  const list = listAnswer(
    document,
    "写有目标任务、带数字",
    clausesWith(
      document,
      (clause, sentence) =>
        holdsAny(sentence, clause.figures) &&
        holdsAny(
          sentence,
          clause.measures.filter(({ kind }) => kind === "government_target"),
        ),
    ),
    asked,
  );
  const heads = ofKind(document, "chapter").flatMap((chapter) => {
    const text = chapter.sentences.filter((sentence) => holdsAny(sentence, chapter.figures));
    return text.length === 0
      ? []
      : [{ chapter, quotes: text.map((sentence) => quoted(sentence.text)).join("") }];
  });
  if (list === null || heads.length === 0 || asked.has("numbersOnly")) return list;
  const chapters = heads.map(({ chapter }) => chapter);
  const lines = heads.map(({ chapter, quotes }) => `- ${nameOf(chapter)}：${quotes}`);
  return {
    ...list,
    blocks: [
      ...list.blocks,
      { text: `各章开头带数字的内容：\n${lines.join("\n")}`, provisionIds: idsOf(chapters) },
    ],
    citations: [...list.citations, ...chapters.map((chapter) => citeText(document, chapter))],
  };
}

function holdsAny({ span }: Sentence, parts: readonly { readonly span: TextSpan }[]): boolean {
  return parts.some((part) => overlaps(part.span, span));
}

function clausesWith(
  document: PolicyDocument,
  isWanted: (clause: Provision, sentence: Sentence) => boolean,
): Found[] {
  return document.provisions.filter(isClause).flatMap((clause) => {
    const sentences = clause.sentences.filter((sentence) => isWanted(clause, sentence));
    return sentences.length === 0 ? [] : [{ clause, sentences }];
  });
}

function listAnswer(
  document: PolicyDocument,
  what: string,
  found: readonly Found[],
  asked: ReadonlySet<WordClass>,
): DraftAnswer | null {
  if (found.length === 0) return null;
  const clauses = found.map(({ clause }) => clause);
  const lines = found.map(({ clause, sentences }) => {
    const quotes = sentences.map(({ text }) => quoted(text)).join("");
    return `- ${nameOf(clause)}${quotes === "" ? "" : `：${quotes}`}`;
  });
  const list = asked.has("numbersOnly") ? labelsOf(clauses) : `\n${lines.join("\n")}`;
  return answered(
    [{ text: `${what}的条款共${found.length}条：${list}`, provisionIds: idsOf(clauses) }],
    found.map(({ clause, sentences: [first] }) =>
      first === undefined ? citeTitle(document, clause) : { document, provision: clause, quote: first.text },
    ),
    distinctUnits(clauses),
    furtherQuestions(clauses, 3),
  );
}

/** Support that is named so; where no kind is asked for, whatever an applicant can claim. */
function gives(clause: Provision, sentence: Sentence, printed: readonly string[]): boolean {
  if (printed.length > 0) return printed.some((word) => sentence.text.includes(word));
  return holdsAny(
    sentence,
    clause.measures.filter(({ kind }) => kind === "support"),
  );
}
