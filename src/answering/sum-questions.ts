import { type Provision, unitNames } from "../domain/document.ts";
import type { AnsweringContext } from "./answering-context.ts";
import { budgetClauses } from "./budgets.ts";
import type { ConversationTurn } from "./conversation.ts";
import { topicCoverage } from "./relevance/provision-wording.ts";
import { readDocumentWords } from "./understanding/document-words.ts";
import type { Aspect, QuestionPart } from "./understanding/question.ts";
import { contentOf, isLight } from "./understanding/reference.ts";

const sumAspects: readonly Aspect[] = ["figure", "amount", "total"];

/** 总共多少钱, where nothing was spoken of. */
export function asksForSum({ intent, aspects }: QuestionPart): boolean {
  return intent.kind === "unspecific" && aspects.has("total") && aspects.has("amount");
}

/** The chapters of whose money is asked: 民生呢 after the sum of all, 这些总共备了多少钱 after their clauses. */
export function chaptersOfSum(
  part: QuestionPart,
  latest: ConversationTurn,
  { documents, services }: AnsweringContext,
): number[] {
  const { aspects, text, intent, reference } = part;
  const topic = "topic" in reference ? reference.topic : part.topic;
  const all = documents.flatMap(({ provisions }) => provisions);
  const numbersOf = (provisions: readonly Provision[]): number[] => [
    ...new Set(provisions.flatMap(({ chapterNumber }) => chapterNumber ?? [])),
  ];
  const isPlural = /这(?:些|个|块|方面)|它们/u.test(text);
  if (isPlural && aspects.has("total") && aspects.has("amount")) {
    return numbersOf(all.filter(({ id }) => latest.citedIds.includes(id)));
  }
  if (!latest.asksForBudgets || [...aspects].some((aspect) => !sumAspects.includes(aspect))) return [];
  if (intent.kind === "chapter") return [...intent.numbers];
  const named = numbersOf(all.filter(({ kind, title }) => kind === "chapter" && isNamedBy(topic, title)));
  if (named.length === 1) return named;
  if (contentOf(topic).length > fieldLength) return [];
  const sought = { topic: contentOf(topic), expansions: services.lexicon.expand(topic) };
  const idf = (term: string): number => services.search.idf(term);
  const wholly = (words: string): boolean => topicCoverage(sought, words, idf) >= 1;
  const namedIn = (wordsOf: (clause: Provision) => string): number[] =>
    numbersOf(documents.flatMap(budgetClauses).filter((clause) => wholly(wordsOf(clause))));
  const spentOn = namedIn(({ text: words }) => words);
  if (spentOn.length > 0) return spentOn;
  return namedIn(({ chapterNumber }) =>
    all
      .flatMap((other) =>
        other.kind === "chapter" && other.chapterNumber === chapterNumber ? unitNames(other) : [],
      )
      .join(" "),
  );
}

/** 养老, 外贸那边: a field, of whose share more words would say something else. */
const fieldLength = 4;

/** 哪块最多, 各是多少, after a sum was asked for. */
export function asksForPartsOfSum(
  { text, topic, reference }: QuestionPart,
  latest: ConversationTurn,
): boolean {
  if (!latest.asksForBudgets || reference.kind === "several") return false;
  const { words, remainder } = readDocumentWords(text, []);
  return (words.has("extreme") || words.has("each")) && (isLight(topic) || isLight(remainder));
}

function isNamedBy(topic: string, title: string): boolean {
  const pieces = contentOf(topic).split(" ");
  return pieces.every((piece) => piece.length >= 2 && title.includes(piece));
}
