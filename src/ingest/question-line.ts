import type { AskedQuestion } from "../domain/asked-question.ts";

/** A line of `questions.jsonl`, as `loadCorpus` reads it; without its end. */
export function questionLine(asked: AskedQuestion): string {
  const { text, provisionIds, alsoFits, reason, source } = asked;
  const nameOf = (id: string): string => id.slice(id.indexOf("/") + 1);
  return JSON.stringify({
    question: text,
    provisions: provisionIds.map(nameOf),
    ...(alsoFits.length > 0 && { alsoFits: alsoFits.map(nameOf) }),
    ...(reason !== null && { reason }),
    source,
  });
}
