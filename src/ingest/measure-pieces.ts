import type { ClauseKind } from "../domain/document.ts";
import { kindOfPart, kindsByPrecedence, partsOfSentence, type SentencePart } from "./kind-rules.ts";
import { beginsEncouraging, beginsForWhom, beginsScheme } from "./measure-words.ts";

/** A part of a sentence with what it does by its words. */
export interface PiecePart extends SentencePart {
  readonly kind: ClauseKind | null;
}

/** Parts of a sentence, side by side, that speak of one thing. */
export interface Piece {
  readonly parts: readonly PiecePart[];
  readonly kind: ClauseKind | null;
}

const openers = [beginsForWhom, beginsEncouraging, beginsScheme];

/** 2024年, begins what follows it. */
const date = /^\s*(?:到|至)?\d{4}年(?:度|底)?$/;

/** 对A给予奖励,对B给予补助;鼓励C… are three pieces; 对A的企业,根据投资额给予补助 is one. */
export function piecesOf(sentence: string): Piece[] {
  const groups: PiecePart[][] = [];
  for (const part of partsOfSentence(sentence)) {
    const kind = kindOfPart(part.text);
    const current = groups.at(-1);
    const mark = current?.at(-1)?.mark ?? "";
    const continues =
      /[,，:：]/.test(mark) &&
      !date.test(part.text) &&
      (current?.every(({ text }) => date.test(text)) ||
        (!openers.some((opener) => opener.test(part.text)) && (kind === null || kind === "support")));
    if (continues) current?.push({ ...part, kind });
    else groups.push([{ ...part, kind }]);
  }
  return groups.map((parts) => ({
    parts,
    kind: kindsByPrecedence.find((kind) => parts.some((part) => part.kind === kind)) ?? null,
  }));
}
