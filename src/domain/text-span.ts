/** A half-open range `[start, end)` of UTF-16 code units in a document's source text. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Whether `inner` lies in `outer`, ends included. */
export function holds(outer: TextSpan, inner: TextSpan): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two spans share a character. */
export function overlaps(left: TextSpan, right: TextSpan): boolean {
  return left.start < right.end && right.start < left.end;
}

export function sliceSpan(text: string, span: TextSpan): string {
  return text.slice(span.start, span.end);
}
