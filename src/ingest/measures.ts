import type { Measure, Sentence } from "../domain/document.ts";
import { kindOfTitle } from "./kind-rules.ts";
import { audienceIn, beneficiaryOf, trimmedPhrase } from "./measure-audience.ts";
import { type Piece, piecesOf } from "./measure-pieces.ts";
import { beginsEncouraging, beginsForWhom, words } from "./measure-words.ts";
import { type Offer, offerOf } from "./offers.ts";

const workVerbs = /^(?:\s|积极|持续|全面|推进|开展|组织|提供|做好|落实|保障|加强|提升|免费|为)*/;

/**
 * What the sentences of a provision offer or set, one measure for each thing: for whom, what, on which condition.
 * A sentence that only describes work (深化改革) gives none.
 * @param context the provision's title: under 强化财政资金保障 a sentence says what budget money pays for, and nobody
 *   can claim it unless the sentence says 对…
 */
export function extractMeasures(sentences: readonly Sentence[], context: { title: string }): Measure[] {
  const titleKind = kindOfTitle(context.title);
  return sentences.flatMap(({ text, span }) => {
    const measures: Measure[] = [];
    for (const piece of piecesOf(text)) {
      const kind = piece.kind === "support" && !namesAudience(piece) ? (titleKind ?? "support") : piece.kind;
      const inherited = measures.findLast((earlier) => earlier.audience !== null)?.audience ?? null;
      const offer = kind === "support" ? offerOf(text, piece, inherited) : taskOf(text, piece);
      // 鼓励A做B promises nothing, but says whom government wants to do what.
      if (kind === null && offer.audience === null) continue;
      measures.push({ kind: kind ?? "government_target", ...offer, sentence: text, span });
    }
    return measures;
  });
}

function namesAudience(piece: Piece): boolean {
  return beginsForWhom.test(piece.parts[0]?.text ?? "");
}

/** 鼓励创建园区 names no one. */
function beginsWithVerb(audience: string): boolean {
  return words.undertakings.some((verb) => audience.startsWith(verb));
}

/** What is secured, served, carried out or aimed at, and for whom where that is said. */
function taskOf(sentence: string, piece: Piece): Offer {
  const first = piece.parts[0];
  const last = piece.parts.at(-1);
  if (first === undefined || last === undefined) return { audience: null, action: "", condition: null };
  const end = last.start + last.text.length;
  const whole = trimmedPhrase(sentence.slice(first.start, end));
  const encouragement = beginsEncouraging.exec(first.text)?.[0];
  if (encouragement !== undefined) {
    const audience = audienceIn(first.text.slice(encouragement.length));
    if (audience === null || beginsWithVerb(audience))
      return { audience: null, action: whole, condition: null };
    const actionStart = sentence.indexOf(audience, first.start + encouragement.length) + audience.length;
    const action = trimmedPhrase(sentence.slice(actionStart, end));
    return { audience, action: action === "" ? whole : action, condition: null };
  }
  if (namesAudience(piece)) {
    return { ...beneficiaryOf(first.text.replace(beginsForWhom, "")), action: whole };
  }
  if (piece.kind !== "service") return { audience: null, action: whole, condition: null };
  const served = piece.parts.find((part) => part.kind === "service") ?? first;
  const { audience, condition } = beneficiaryOf(audienceIn(served.text.replace(workVerbs, "")) ?? "");
  return { audience, action: whole, condition };
}
