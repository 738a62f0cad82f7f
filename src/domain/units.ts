import * as z from "zod";
import data from "./units.json" with { type: "json" };

const unitSchema = z.strictObject({
  unit: z.string().min(1).describe("The name that all spellings share"),
  spellings: z.array(z.string().min(1)).min(1),
  exponent: z.int().default(0).describe("Power of ten from the spelling to the unit: 兆瓦 is 10³ 千瓦"),
  notBefore: z.array(z.string().min(1)).default([]).describe("What makes it another word: 年 in 年级"),
});

const unitsSchema = z.strictObject({
  measures: z.array(unitSchema).describe("Money, time, size: 一年 is one year"),
  classifiers: z.array(unitSchema).describe("Measure words of things: 一家 is an article, not a count"),
  rates: z.array(unitSchema).describe("Shares and differences of shares"),
  labels: z.array(z.string().min(1)).describe("What makes a number a name: 2.0版, 3级"),
  ordinalClassifiers: z.array(z.string().min(1)).describe("第五届, 第26次"),
  indefiniteBefore: z.array(z.string().min(1)).describe("What makes a numeral no number: 几十, 统一"),
  namesWithNumerals: z.array(z.string().min(1)).describe("Words that only look like a number and a unit"),
  documentNumberLeadIns: z.array(z.string().min(1)).describe("Words before a document number"),
});

const units = unitsSchema.parse(data);

export const { indefiniteBefore, namesWithNumerals, ordinalClassifiers, documentNumberLeadIns } = units;

export interface UnitSpelling {
  readonly spelling: string;
  readonly unit: string;
  /** Power of ten from this spelling to the unit. */
  readonly exponent: number;
  readonly group: "measure" | "classifier" | "rate" | "label";
  readonly notBefore: readonly string[];
}

function spellingsOf(entries: typeof units.measures, group: UnitSpelling["group"]): UnitSpelling[] {
  return entries.flatMap(({ spellings, ...rest }) =>
    spellings.map((spelling) => ({ ...rest, spelling, group })),
  );
}

const spellings: readonly UnitSpelling[] = [
  ...spellingsOf(units.measures, "measure"),
  ...spellingsOf(units.classifiers, "classifier"),
  ...spellingsOf(units.rates, "rate"),
  ...units.labels.map((label) => ({
    spelling: label,
    unit: label,
    exponent: 0,
    group: "label" as const,
    notBefore: [],
  })),
];

const bySpelling = new Map(spellings.map((entry) => [entry.spelling, entry]));

export function unitOfSpelling(spelling: string): UnitSpelling | null {
  return bySpelling.get(spelling) ?? null;
}

/** Source of a regular expression for any unit, the longest spelling first. */
export const unitPattern: string = spellings
  .toSorted((left, right) => right.spelling.length - left.spelling.length)
  .map(({ spelling, notBefore }) => {
    const escaped = spelling.replace(/[()/]/g, "\\$&");
    const others = /[A-Za-z]$/.test(spelling) ? [...notBefore, "[A-Za-z]"] : notBefore;
    return others.length === 0 ? escaped : `${escaped}(?!${others.join("|")})`;
  })
  .join("|");

/** Units that begin with what is else a multiplier: 千瓦 in 15万千瓦. */
export const unitsThatBeginWithMultiplier: readonly string[] = spellings
  .map((entry) => entry.spelling)
  .filter((spelling) => /^[十百千万亿]/.test(spelling));

/** Latin spellings, which stand against digits like the letters of a code do: 20MW is no code. */
export const latinUnits: readonly string[] = spellings
  .map((entry) => entry.spelling)
  .filter((spelling) => /^[A-Za-z]/.test(spelling));
