import type { Provision } from "../domain/document.ts";
import type { AnsweringContext } from "./answering-context.ts";
import type { ConversationTurn } from "./conversation.ts";
import type { Aspect, QuestionPart } from "./understanding/question.ts";
import { contentOf } from "./understanding/reference.ts";

const sumAspects: readonly Aspect[] = ["figure", "amount", "total"];

/** 总共多少钱, where nothing was spoken of. */
export function asksForSum({ intent, aspects }: QuestionPart): boolean {
  return intent.kind === "unspecific" && aspects.has("total") && aspects.has("amount");
}

/** The chapters of whose money is asked: 民生呢 after the sum of all, 这些总共备了多少钱 after their clauses. */
export function chaptersOfSum(
  part: QuestionPart,
  latest: ConversationTurn,
  { documents }: AnsweringContext,
): number[] {
  const { aspects, text, topic, intent } = part;
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
  return named.length === 1 ? named : [];
}

function isNamedBy(topic: string, title: string): boolean {
  const pieces = contentOf(topic).split(" ");
  return pieces.every((piece) => piece.length >= 2 && title.includes(piece));
}
