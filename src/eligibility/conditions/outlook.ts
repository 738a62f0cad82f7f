import type { Truth } from "../facts/fact.ts";

/** What a condition comes to once all facts are known: 0 not met, 1 left open by the text itself, 2 met. */
export type Level = 0 | 1 | 2;

/**
 * The least and the most that a condition can still come to, as one number. "And" takes the lesser of both ends, "or"
 * the greater, "not" swaps and mirrors them: Kleene's logic, in which a fact that is not known is [0, 2], with a
 * value of its own, [1, 1], for what the text leaves open and no fact settles.
 */
export type Outlook = number;

export function outlookOf(least: Level, most: Level): Outlook {
  return least * 3 + most;
}

export const unmet: Outlook = outlookOf(0, 0);
export const openByText: Outlook = outlookOf(1, 1);
export const met: Outlook = outlookOf(2, 2);
export const unknown: Outlook = outlookOf(0, 2);

const levels = [0, 1, 2] as const;

export function leastOf(outlook: Outlook): Level {
  return levels[Math.trunc(outlook / 3)] ?? 0;
}

export function mostOf(outlook: Outlook): Level {
  return levels[outlook % 3] ?? 0;
}

/** Whether no further fact can change it. */
export function isSettled(outlook: Outlook): boolean {
  return outlook === unmet || outlook === openByText || outlook === met;
}

export function ofTruth(truth: Truth): Outlook {
  if (truth === null) return unknown;
  return truth ? met : unmet;
}

export function truthOf(outlook: Outlook): Truth {
  if (outlook === met) return true;
  return outlook === unmet ? false : null;
}

function table(combine: (left: Outlook, right: Outlook) => Outlook): readonly Outlook[] {
  return Array.from({ length: 81 }, (_, cell) => combine(Math.trunc(cell / 9), cell % 9));
}

const lesser = table((left, right) => {
  const [least, other] = [leastOf(left), leastOf(right)];
  const [most, otherMost] = [mostOf(left), mostOf(right)];
  return outlookOf(least < other ? least : other, most < otherMost ? most : otherMost);
});

const greater = table((left, right) => {
  const [least, other] = [leastOf(left), leastOf(right)];
  const [most, otherMost] = [mostOf(left), mostOf(right)];
  return outlookOf(least > other ? least : other, most > otherMost ? most : otherMost);
});

export function both(left: Outlook, right: Outlook): Outlook {
  return lesser[left * 9 + right] ?? unknown;
}

export function either(left: Outlook, right: Outlook): Outlook {
  return greater[left * 9 + right] ?? unknown;
}

export function negated(outlook: Outlook): Outlook {
  const [least, most] = [leastOf(outlook), mostOf(outlook)];
  return outlookOf(most === 2 ? 0 : most === 0 ? 2 : 1, least === 2 ? 0 : least === 0 ? 2 : 1);
}
