const mark = /[,，。!?;]/u;

/** The pieces of a message between commas and stops. */
export function piecesOf(text: string): string[] {
  return text.split(mark);
}

/** What stands around a place of a message between two marks, with the mark that ends it where that tells a question. */
export function pieceAround(text: string, start: number, end: number): string {
  return (
    (piecesOf(text.slice(0, start)).at(-1) ?? "") + text.slice(start, end) + restOfPiece(text.slice(end))
  );
}

/** Of a text, what comes before the first mark, with the mark where that tells a question. */
export function restOfPiece(text: string): string {
  return /^[^,，。!?;]*[。!?;]?/u.exec(text)?.[0] ?? "";
}
