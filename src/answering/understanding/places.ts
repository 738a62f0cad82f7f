import * as z from "zod";
import regionData from "./regions.json" with { type: "json" };

const regionsSchema = z.strictObject({
  places: z.array(
    z.strictObject({
      name: z.string().min(2),
      aliases: z.array(z.string().min(2)),
      within: z.string().nullable(),
      /** Words in which the name is none: 新乡 in 创新乡村. */
      unless: z.array(z.string().min(3)).default([]),
    }),
  ),
});

const { places } = regionsSchema.parse(regionData);
const placesWithin = new Map(places.map(({ name, within }) => [name, within]));

interface PlaceName {
  readonly spelling: string;
  readonly name: string;
  readonly unless: readonly string[];
}

export interface PlaceMention {
  /** As the text spells it. */
  readonly spelling: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Longest first, so that 余杭区 is not read as 余杭. */
const placeNames: readonly PlaceName[] = places
  .flatMap(({ name, aliases, unless }) => [name, ...aliases].map((spelling) => ({ spelling, name, unless })))
  .sort((left, right) => right.spelling.length - left.spelling.length);

/** Every place that a text names, the longest spellings first. */
export function placesIn(text: string): PlaceMention[] {
  const found: PlaceMention[] = [];
  const isTaken = new Uint8Array(text.length);
  for (const { spelling, name, unless } of placeNames) {
    for (let start = text.indexOf(spelling); start >= 0; start = text.indexOf(spelling, start + 1)) {
      const end = start + spelling.length;
      if (isTaken[start] === 1 || unless.some((word) => isWithin(text, word, start, end))) continue;
      isTaken.fill(1, start, end);
      found.push({ spelling, name, start, end });
    }
  }
  return found;
}

/** Whether a place lies in the last place of a region's full name: 昌化镇 in 浙江省杭州市临安区. */
export function liesIn(name: string, regionName: string): boolean {
  for (let place: string | null = name; place !== null; place = placesWithin.get(place) ?? null) {
    if (regionName.endsWith(place)) return true;
  }
  return false;
}

function isWithin(text: string, word: string, start: number, end: number): boolean {
  for (let at = text.indexOf(word); at >= 0 && at <= start; at = text.indexOf(word, at + 1)) {
    if (at + word.length >= end) return true;
  }
  return false;
}

/** The place that a text ends with, in its spelling; 余杭 for 请问余杭, null where it ends with none. */
export function placeAtEnd(text: string): string | null {
  return placeNames.find(({ spelling }) => text.endsWith(spelling))?.spelling ?? null;
}

/** The place that a text begins with, in its spelling. */
export function placeAtStart(text: string): string | null {
  return placeNames.find(({ spelling }) => text.startsWith(spelling))?.spelling ?? null;
}
