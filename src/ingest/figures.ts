import * as z from "zod";
import type { Sentence } from "../domain/document.ts";
import type { Figure, FigureBound } from "../domain/figure.ts";
import { findQuantities, type Quantity } from "../domain/quantity.ts";
import { unitOfSpelling } from "../domain/units.ts";
import data from "./figure-words.json" with { type: "json" };

const words = z.array(z.string().min(1));
const boundWords = z.strictObject({ at_least: words, at_most: words, about: words });

const {
  before: boundsBefore,
  after: boundsAfter,
  leadIns,
  notLeadIns,
  leadOuts,
  notLeadOuts,
  notSubjectAfter,
  subjectEnds,
} = z
  .strictObject({
    before: boundWords.describe("What stands right before a number and bounds it"),
    after: boundWords.describe("What stands right after a unit and bounds the number"),
    leadIns: words.describe("Words at the start of a phrase that do not name what is counted"),
    notLeadIns: words.describe("Words that only begin like a lead-in"),
    leadOuts: words.describe("Words between what is counted and the number"),
    notLeadOuts: words.describe("Words that only end like one of them"),
    notSubjectAfter: words.describe("A word after the unit that does not begin what is counted"),
    subjectEnds: words.describe("What may follow the thing counted and does not belong to it"),
  })
  .parse(data);

const phraseEnds = /[,，;；。:：!！?？\n]/;
const sentenceEnds = /[;；。:：!！?？\n]/;
const nameMarks = [
  { open: "“", close: "”", longest: 16 },
  { open: "「", close: "」", longest: 16 },
  { open: "《", close: "》", longest: 100 },
] as const;

/** Characters on either side of a number in which its subject is looked for; keeps a sentence of thousands fast. */
const reach = 300;

/**
 * The numbers with units that sentences of one provision state, in order. Years, document numbers, codes and names
 * in quotation marks are no figures.
 */
export function extractFigures(sentences: readonly Sentence[]): Figure[] {
  const figures: Figure[] = [];
  let year: number | null = null;
  for (const { text, span } of sentences) {
    let previousEnd = 0;
    for (const quantity of findQuantities(text)) {
      if (quantity.kind === "date") year = yearOf(quantity) ?? year;
      if (!isFigure(quantity, text)) continue;
      const { printed, value, upperValue, unit, baseUnit } = quantity;
      const { start, end } = quantity.span;
      const figure: Figure = {
        subject: subjectOf(quantity, text, previousEnd),
        printed,
        value,
        upperValue,
        unit,
        baseUnit,
        bound: boundOf(quantity, text),
        year,
        span: { start: span.start + start, end: span.start + end },
      };
      const isListItem = previousEnd > 0 && /^[ 、和及或]+$/.test(text.slice(previousEnd, start));
      figures.push(isListItem ? continued(figures.at(-1), figure) : figure);
      previousEnd = end;
    }
  }
  return figures;
}

/** 突破1亿元、5亿元: what stands before the first item of a list stands before all of them. */
function continued(previous: Figure | undefined, figure: Figure): Figure {
  if (previous === undefined) return figure;
  const bound = figure.bound === "exact" ? previous.bound : figure.bound;
  return { ...figure, subject: previous.subject, bound };
}

function yearOf(date: Quantity): number | null {
  if (date.upperValue !== null) return null;
  const digits = String(date.value);
  return /^(?:年|年月|年月日)$/.test(date.baseUnit) ? Number(digits.slice(0, 4)) : null;
}

function isFigure(quantity: Quantity, text: string): boolean {
  const isCount = quantity.kind === "amount" || quantity.kind === "percentage";
  const isBareMultiple = quantity.kind === "plain" && quantity.baseUnit === "" && quantity.unit !== "";
  // 1类 names a class of cars or of devices: nobody counts one kind.
  if (quantity.baseUnit === "类" && quantity.value === 1) return false;
  return (isCount || isBareMultiple) && !isInName(quantity, text);
}

/** Inside “…” of a name's length, or inside 《…》. */
function isInName(quantity: Quantity, text: string): boolean {
  const { start, end } = quantity.span;
  return nameMarks.some(({ open, close, longest }) => {
    const before = text.slice(Math.max(0, start - longest), start);
    const opened = before.lastIndexOf(open);
    const closed = text.slice(end, end + longest).indexOf(close);
    if (opened < 0 || closed < 0 || before.includes(close, opened)) return false;
    return before.length - opened - 1 + (end - start) + closed <= longest;
  });
}

function boundOf(quantity: Quantity, text: string): FigureBound {
  const { start, end } = quantity.span;
  const before = text.slice(Math.max(0, start - reach), start).trimEnd();
  const after = comparableBrackets(text.slice(end, end + reach)).trimStart();
  if (/[多余]/.test(quantity.printed)) return "at_least";
  const bounds = ["at_least", "at_most", "about"] as const;
  return (
    bounds.find((bound) => boundsAfter[bound].some((word) => after.startsWith(word))) ??
    boundByWordBefore(before) ??
    "exact"
  );
}

/** The longest word decides: 不低于 is no 低于. */
function boundByWordBefore(before: string): FigureBound | null {
  let longest: { bound: FigureBound; length: number } | null = null;
  for (const bound of ["at_least", "at_most", "about"] as const) {
    for (const word of boundsBefore[bound]) {
      if (before.endsWith(word) && word.length > (longest?.length ?? 0))
        longest = { bound, length: word.length };
    }
  }
  return longest?.bound ?? null;
}

function comparableBrackets(text: string): string {
  return text.replaceAll("（", "(").replaceAll("）", ")");
}

/**
 * What is counted: the noun after a measure word (5个以上境外展会), else the words of the phrase before the number
 * (新增高新技术企业65家), else those of the phrases before it (对…企业,给予50万元奖励).
 * @param previousEnd where the figure before it ends, 0 where there is none
 */
function subjectOf(quantity: Quantity, text: string, previousEnd: number): string {
  const { start, end } = quantity.span;
  const nearStart = Math.max(0, start - reach);
  const sincePrevious = withoutBound(text.slice(Math.max(previousEnd, nearStart), start)).split(phraseEnds);
  const near = trimmed(sincePrevious.at(-1) ?? "");
  const before = near.length > 2 ? near : earlierPhrases(text.slice(nearStart, start));
  const after = subjectAfter(text.slice(end, end + reach));
  const isCount = unitOfSpelling(quantity.unit.replace(/^[十百千万亿]+/, ""))?.group === "classifier";
  if (after === "" || (near.length > 2 && !isCount)) return before;
  const followsFigure = previousEnd > 0 && sincePrevious.length === 1;
  return after.length > 2 || (isCount && followsFigure) ? after : before + after;
}

/** As many phrases as it takes to name something, back to the last full stop or semicolon. */
function earlierPhrases(before: string): string {
  const phrases = (before.split(sentenceEnds).at(-1) ?? "").split(/(?=[,，])/);
  for (let count = 1; count <= phrases.length; count += 1) {
    const named = trimmed(
      phrases
        .slice(-count)
        .join("")
        .replace(/^[,，]/, ""),
    );
    if (named.length > 2) return named;
  }
  return trimmed(phrases.join(""));
}

function subjectAfter(after: string): string {
  const phrase = withoutBound(after).split(/[,，;；。:：!！?？、()（）\n]/)[0] ?? "";
  if (!/^[\p{Script=Han}“]/u.test(phrase)) return "";
  if (notSubjectAfter.some((word) => phrase.startsWith(word))) return "";
  // 三个收费站往返的通行费 counts stations; what belongs to them is another thing. A figure inside belongs to the noun.
  const [owner = "", ...owned] = phrase.split("的");
  const noun = owned.length > 0 && !/\d/.test(owner) ? owner : phrase;
  const end = subjectEnds.find((word) => noun.endsWith(word));
  return end === undefined ? noun : noun.slice(0, -end.length);
}

const allBoundsAfter = Object.values(boundsAfter).flat();

/** What follows a number without the word that bounds it. */
function withoutBound(after: string): string {
  const comparable = comparableBrackets(after);
  const bound = longest(allBoundsAfter, (word) => comparable.startsWith(word));
  return after.slice(bound?.length ?? 0);
}

const leadOutsAndBounds = [...leadOuts, ...Object.values(boundsBefore).flat()];

/** A phrase without the words that only lead to or from the number. */
function trimmed(phrase: string): string {
  let rest = withoutOpenBracket(phrase).trim();
  for (;;) {
    const lead = notLeadIns.some((word) => rest.startsWith(word))
      ? undefined
      : (/^\d{4}年度?/.exec(rest)?.[0] ?? longest(leadIns, (word) => rest.startsWith(word)));
    const out = notLeadOuts.some((word) => rest.endsWith(word))
      ? undefined
      : longest(leadOutsAndBounds, (word) => rest.endsWith(word));
    const next = rest
      .slice(lead?.length ?? 0, rest.length - (out?.length ?? 0))
      .replace(/^[,，、\s]+|[,，、\s]+$/g, "");
    if (next === rest) return rest;
    rest = next;
  }
}

/** A figure in brackets is about what the brackets say, where they say something. */
function withoutOpenBracket(phrase: string): string {
  const opened = Math.max(phrase.lastIndexOf("("), phrase.lastIndexOf("（"));
  const closed = Math.max(phrase.lastIndexOf(")"), phrase.lastIndexOf("）"));
  return opened > closed ? phrase.slice(opened + 1) : phrase;
}

function longest(candidates: readonly string[], matches: (word: string) => boolean): string | undefined {
  return candidates
    .filter(matches)
    .toSorted((left, right) => right.length - left.length)
    .at(0);
}
