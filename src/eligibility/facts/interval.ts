/** A range of numbers; infinite ends, which are never open, where nothing bounds it. Never empty. */
export interface Interval {
  readonly low: number;
  /** Whether `low` itself is left out. */
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

export const anyNumber: Interval = {
  low: Number.NEGATIVE_INFINITY,
  lowOpen: false,
  high: Number.POSITIVE_INFINITY,
  highOpen: false,
};

export function exactly(value: number): Interval {
  return { low: value, lowOpen: false, high: value, highOpen: false };
}

/** What both allow; null when that is nothing. */
export function intersection(left: Interval, right: Interval): Interval | null {
  const low = Math.max(left.low, right.low);
  const high = Math.min(left.high, right.high);
  const lowOpen = (left.low === low && left.lowOpen) || (right.low === low && right.lowOpen);
  const highOpen = (left.high === high && left.highOpen) || (right.high === high && right.highOpen);
  return low > high || (low === high && (lowOpen || highOpen)) ? null : { low, lowOpen, high, highOpen };
}

export function containsInterval(outer: Interval, inner: Interval): boolean {
  const reachesDown = inner.low > outer.low || (inner.low === outer.low && (inner.lowOpen || !outer.lowOpen));
  const reachesUp =
    inner.high < outer.high || (inner.high === outer.high && (inner.highOpen || !outer.highOpen));
  return reachesDown && reachesUp;
}

export function sameInterval(left: Interval, right: Interval): boolean {
  return containsInterval(left, right) && containsInterval(right, left);
}

/** All that is not in it; null where that is nothing or lies on both sides. */
export function complementOfInterval({ low, lowOpen, high, highOpen }: Interval): Interval | null {
  const isBoundedBelow = low !== Number.NEGATIVE_INFINITY;
  const isBoundedAbove = high !== Number.POSITIVE_INFINITY;
  if (isBoundedBelow === isBoundedAbove) return null;
  return isBoundedBelow
    ? { ...anyNumber, high: low, highOpen: !lowOpen }
    : { ...anyNumber, low: high, lowOpen: !highOpen };
}
