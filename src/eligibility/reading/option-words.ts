import { sliceSpan, type TextSpan } from "../../domain/text-span.ts";
import { maskOf } from "../facts/bind-test.ts";
import type { Fact } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import type { ToldFact } from "../facts/profile.ts";
import type { Meaning } from "./mentions.ts";
import type { SpottedMention } from "./spotted-mentions.ts";
import { readTimes, type StatedTime } from "./times.ts";

/** A fact whose options are told by words and times beside its name: 首次认定, 去年到期, 2021年认定. */
export interface TimedFact {
  readonly fact: Fact;
  readonly optionSet: object;
  /** What is possible when it happened this year or last year; 0 where a time says nothing. */
  readonly recent: number;
  /** What is possible when it happened before that. */
  readonly earlier: number;
}

type Telling = Extract<Meaning, { kind: "tells" }>;

/** A word or a time, with the facts it is said of. */
interface Clue extends TextSpan {
  readonly clause: number;
  readonly telling: Telling | null;
  readonly isDenied: boolean;
  readonly time: StatedTime | null;
}

/** How many clauses back a name may stand: 我们是高企,在青山湖,去年到期. */
const furthest = 2;

export function timedFacts(vocabulary: FactVocabulary): Map<Fact, TimedFact> {
  const timed = new Map<Fact, TimedFact>();
  for (const { fact, data, optionSet } of vocabulary.wordings) {
    if (optionSet === null || typeof data.options !== "string") continue;
    const mask = (names: readonly string[]): number => {
      const bits = maskOf(fact, names);
      return typeof bits === "number" ? bits : 0;
    };
    timed.set(fact, { fact, optionSet, recent: mask(optionSet.recent), earlier: mask(optionSet.earlier) });
  }
  return timed;
}

export interface ToldOptions {
  readonly told: readonly ToldFact[];
  /** Facts that their names alone would state too narrowly: 高企去年到期 does not say that one is held. */
  readonly overruled: ReadonlySet<Fact>;
}

/** What words and times beside the names of facts tell of their options. */
export function readOptions(
  text: string,
  folded: string,
  mentions: readonly SpottedMention[],
  timed: ReadonlyMap<Fact, TimedFact>,
  today: string,
): ToldOptions {
  const thisYear = Number(today.slice(0, 4));
  const names = mentions
    .map((mention): Name => ({ mention, facts: timedOf(mention, timed), clues: [] }))
    .filter(({ facts }) => facts.length > 0);
  for (const clue of cluesIn(folded, mentions, today)) {
    for (const name of saidOf(clue, names)) name.clues.push(clue);
  }
  const told: ToldFact[] = [];
  const overruled = new Set<Fact>();
  for (const { mention, facts, clues } of names) {
    if (mention.stance === "planned" || mention.stance === "other") continue;
    // 没有首次认定高企 denies the title; only what has a time of its own says more.
    const counted =
      mention.stance === "denied" ? clues.filter(({ telling }) => telling?.ownTime === true) : clues;
    for (const fact of facts) {
      const own = counted.filter((clue) => canTell(clue, fact));
      for (const group of latest(groupsOf(own))) {
        const mask = maskOfGroup(group, fact, thisYear);
        if (mask === null) continue;
        const span = spanning([mention.saying, ...group]);
        told.push({ fact: fact.fact, possible: mask, words: sliceSpan(text, span), span });
        if (typeof fact.fact.positive === "number" && (mask & ~fact.fact.positive) !== 0) {
          overruled.add(fact.fact);
        }
      }
    }
  }
  return { told, overruled };
}

/** Words that name facts with options, and what else is said of these. */
interface Name {
  readonly mention: SpottedMention;
  readonly facts: readonly TimedFact[];
  readonly clues: Clue[];
}

function timedOf(mention: SpottedMention, timed: ReadonlyMap<Fact, TimedFact>): TimedFact[] {
  return mention.meanings.flatMap((meaning) =>
    meaning.kind === "states" && (meaning.only !== "own" || mention.isOwn)
      ? (timed.get(meaning.fact) ?? [])
      : [],
  );
}

function cluesIn(text: string, mentions: readonly SpottedMention[], today: string): Clue[] {
  const clauseAt = (position: number): number =>
    mentions.find(({ clause }) => clause.start <= position && position < clause.end)?.clause.number ?? -1;
  const words = mentions.flatMap((mention): Clue[] => {
    if (mention.stance === "planned" || mention.stance === "other") return [];
    const { start, end } = mention.saying;
    const isDenied = mention.stance === "denied";
    const clause = mention.clause.number;
    return mention.meanings.flatMap((meaning) =>
      meaning.kind === "tells" ? [{ start, end, clause, telling: meaning, isDenied, time: null }] : [],
    );
  });
  const times = readTimes(text, today).flatMap((time): Clue[] => {
    const clause = clauseAt(time.span.start);
    return clause < 0 ? [] : [{ ...time.span, clause, telling: null, isDenied: false, time }];
  });
  return [...words, ...times];
}

/**
 * The names that a clue is said of, of those it can tell anything of: the ones in its segment, else in its clause,
 * else in the last clause before it within reach, else in the next.
 */
function saidOf(clue: Clue, names: readonly Name[]): readonly Name[] {
  const able = names.filter(({ facts }) => facts.some((fact) => canTell(clue, fact)));
  const together = able.filter(({ mention }) => mention.clause.number === clue.clause);
  if (together.length > 0) {
    const beside = together.filter(
      ({ mention: { segment } }) => segment.start <= clue.start && clue.start < segment.end,
    );
    return beside.length > 0 ? beside : together;
  }
  const before = able.findLast(({ mention }) => mention.clause.number < clue.clause)?.mention.clause.number;
  const nearest =
    before !== undefined && clue.clause - before <= furthest
      ? before
      : able.find(({ mention }) => mention.clause.number === clue.clause + 1)?.mention.clause.number;
  return able.filter(({ mention }) => mention.clause.number === nearest);
}

function canTell({ telling }: Clue, { optionSet, recent, earlier }: TimedFact): boolean {
  return telling === null ? recent !== 0 && earlier !== 0 : telling.optionSet === optionSet;
}

/** Clues of one clause belong together. */
function groupsOf(clues: readonly Clue[]): Clue[][] {
  return [...Map.groupBy(clues, ({ clause }) => clause).values()];
}

/** 2021年首次认定,今年重新认定: of things that happened one after the other, the last one holds. */
function latest(groups: readonly (readonly Clue[])[]): (readonly Clue[])[] {
  const yearOf = (group: readonly Clue[]): number | null =>
    group.find(({ time }) => time !== null)?.time?.years.high ?? null;
  const dated = groups.flatMap((group) => yearOf(group) ?? []);
  const last = Math.max(...dated);
  return groups.filter((group) => (yearOf(group) ?? last) === last || dated.length === 0);
}

/** What the clues of one clause leave possible; null where they say nothing of it. */
function maskOfGroup(group: readonly Clue[], fact: TimedFact, thisYear: number): number | null {
  const everything = typeof fact.fact.everything === "number" ? fact.fact.everything : 0;
  const tellings = group.filter(({ telling }) => telling !== null);
  const hasOwnTime = tellings.some(({ telling }) => telling?.ownTime === true);
  const years = hasOwnTime ? null : (group.find(({ time }) => time !== null)?.time?.years ?? null);
  if (years !== null && years.high < thisYear - 1) return fact.earlier;
  let mask = everything;
  for (const { telling, isDenied } of tellings) {
    if (telling === null) continue;
    mask &= isDenied ? everything & ~telling.leaves : telling.leaves;
  }
  const isRecent = years !== null && years.low >= thisYear - 1;
  if (isRecent && (mask & fact.recent) !== 0) mask &= fact.recent;
  return mask === everything ? null : mask;
}

function spanning(spans: readonly TextSpan[]): TextSpan {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}
