/** A half-open range `[start, end)` of UTF-16 code units in a document's source text. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export function sliceSpan(text: string, span: TextSpan): string {
  return text.slice(span.start, span.end);
}
