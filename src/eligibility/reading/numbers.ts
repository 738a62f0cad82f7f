import { sliceSpan, type TextSpan } from "../../domain/text-span.ts";
import { daysOf } from "../facts/calendar.ts";
import type { Fact, Possible } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import type { Interval } from "../facts/interval.ts";
import type { ToldFact } from "../facts/profile.ts";
import { readAmounts, type StatedAmount } from "./amounts.ts";
import type { SpottedMention } from "./spotted-mentions.ts";
import { readTimes } from "./times.ts";

/** Furthest that a number may stand from the words that say what it is of, in characters. */
const reach = 14;

/** People are counted by several words that mean the same, and by 个 where a person follows. */
const peopleUnits: readonly string[] = ["人", "名", "位", "口"];
const personBehind = /^(?:多|来|几)?(?:人|员工|工人|职工|师傅|孩子|娃|小孩|宝宝|儿子|女儿|闺女)/;

/** Money is often said without its unit, and then in 万 or 亿: 研发投了300万. */
const leastBareMoney = 1_000;

interface Measure extends TextSpan {
  readonly fact: Fact;
  readonly mention: SpottedMention;
}

/** Numbers and dates with what they are of: 研发投入800万, 我妈68, 2019年成立. */
export function readNumbers(
  text: string,
  folded: string,
  mentions: readonly SpottedMention[],
  vocabulary: FactVocabulary,
  today: string,
): ToldFact[] {
  const measures = mentions.flatMap((mention): Measure[] =>
    mention.stance === "other" || mention.stance === "denied"
      ? []
      : mention.meanings.flatMap((meaning) =>
          meaning.kind === "measures"
            ? [{ fact: meaning.fact, mention, start: mention.start, end: mention.end }]
            : [],
        ),
  );
  const told: ToldFact[] = [];
  const tell = (fact: Fact, possible: Possible, spans: readonly TextSpan[]): void => {
    const span = {
      start: Math.min(...spans.map(({ start }) => start)),
      end: Math.max(...spans.map(({ end }) => end)),
    };
    told.push({ fact, possible, words: sliceSpan(text, span), span });
  };
  for (const amount of readAmounts(folded)) {
    const measure = nearest(
      measures.filter(({ fact }) => fact.type === "number" && fits(fact, amount, folded)),
      amount.span,
      folded,
    );
    if (measure !== null) tell(measure.fact, amount.range, [measure, amount.span]);
    else {
      const fact = unmistakable(vocabulary, amount, folded);
      if (fact !== null) tell(fact, amount.range, [amount.span]);
    }
  }
  const times = readTimes(folded, today);
  for (const measure of measures.filter(({ fact }) => fact.type === "date")) {
    const time = times.find(({ span }) => nearest([measure], span, folded) !== null);
    const isKnown = told.some(({ fact }) => fact === measure.fact);
    if (time !== undefined && !isKnown) tell(measure.fact, daysOfYears(time.years), [measure, time.span]);
  }
  return told;
}

function fits(fact: Fact, { unit, range, span }: StatedAmount, text: string): boolean {
  const isPeople =
    (fact.unit === "人" && peopleUnits.includes(unit)) ||
    ((fact.unit === "人" || fact.unit === "个") &&
      unit.length < 2 &&
      personBehind.test(text.slice(span.end)));
  const isBareMoney =
    fact.unit === "元" &&
    unit === "" &&
    Math.max(range.low, Number.isFinite(range.high) ? range.high : range.low) >= leastBareMoney;
  return (unit === fact.unit || isPeople || isBareMoney) && isConceivable(fact, range);
}

/** An age of 30 is not a child's, and 2024 are no employees' number; what nobody has is named elsewhere. */
function isConceivable({ spread }: Fact, { low, high }: Interval): boolean {
  return spread === null || (high >= spread[0] && low <= spread[4]) || low > spread[4] * 10 || high < 0;
}

/** The words that stand nearest, those before the number first. */
function nearest(measures: readonly Measure[], span: TextSpan, text: string): Measure | null {
  let best: Measure | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const measure of measures) {
    const isBefore = measure.end <= span.start;
    const gap = isBefore ? measure.start : span.end;
    const distance = isBefore ? span.start - measure.end : measure.start - span.end;
    const between = text.slice(isBefore ? measure.end : gap, isBefore ? span.start : measure.start);
    if (distance < 0 || distance > reach || /[。;；!！?？\n]/.test(between)) continue;
    if (!isBefore && /[,，、]/.test(between)) continue;
    const cost = isBefore ? distance : distance + 1;
    if (cost < least) {
      least = cost;
      best = measure;
    }
  }
  return best;
}

/** A number whose unit alone says what it is of, where the vocabulary has one such fact: 68岁. */
function unmistakable(vocabulary: FactVocabulary, amount: StatedAmount, text: string): Fact | null {
  const facts = vocabulary.wordings.filter(
    ({ fact, data }) =>
      fact.type === "number" &&
      fact.unit === amount.unit &&
      data.words.length === 0 &&
      fits(fact, amount, text),
  );
  return facts.length === 1 ? (facts[0]?.fact ?? null) : null;
}

function daysOfYears({ low, high }: Interval): Interval {
  const first = daysOf(String(low).padStart(4, "0"));
  const last = daysOf(String(high).padStart(4, "0"));
  return { low: first?.low ?? 0, lowOpen: false, high: last?.high ?? 0, highOpen: false };
}
