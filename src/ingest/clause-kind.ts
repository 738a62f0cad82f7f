import type { ClauseKind, Measure, Sentence } from "../domain/document.ts";
import {
  decidingShare,
  kindOfPart,
  kindOfTitle,
  kindsByPrecedence,
  partsOfSentence,
  shareOfTitle,
} from "./kind-rules.ts";

/**
 * The kind that decides whether a clause can be claimed, and every kind that its measures have, that one first.
 *
 * What can be claimed, and what is done for a public, decides wherever it stands; what is only secured or carried
 * out decides where it fills a good share of the clause; else the clause is what government sets itself.
 */
export function classifyClause(input: {
  title: string;
  sentences: readonly Sentence[];
  measures: readonly Measure[];
}): { kind: ClauseKind; kinds: ClauseKind[] } {
  const present = new Set(input.measures.map((measure) => measure.kind));
  const shares = sharesOfKinds(input.title, input.sentences);
  const kind =
    kindsByPrecedence.find((candidate) => {
      if (candidate === "support" || candidate === "service") return present.has(candidate);
      return (shares.get(candidate) ?? 0) >= decidingShare && candidate !== "government_target";
    }) ?? "government_target";
  return {
    kind,
    kinds: [kind, ...kindsByPrecedence.filter((other) => other !== kind && present.has(other))],
  };
}

function sharesOfKinds(title: string, sentences: readonly Sentence[]): Map<ClauseKind, number> {
  const parts = sentences.flatMap((sentence) => partsOfSentence(sentence.text));
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  const shares = new Map<ClauseKind, number>();
  const add = (kind: ClauseKind | null, share: number) => {
    if (kind !== null) shares.set(kind, (shares.get(kind) ?? 0) + share);
  };
  add(kindOfTitle(title), shareOfTitle);
  for (const part of parts) add(kindOfPart(part.text), part.text.length / length);
  return shares;
}
