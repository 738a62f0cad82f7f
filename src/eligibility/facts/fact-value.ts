import * as z from "zod";
import { maskOf, periodOf, rangeOf } from "./bind-test.ts";
import { isoDayOf } from "./calendar.ts";
import { type Fact, no, optionsIn, type Possible, yes } from "./fact.ts";
import { dateSchema } from "./fact-schema.ts";
import type { FactVocabulary } from "./fact-vocabulary.ts";
import { exactly, type Interval } from "./interval.ts";
import type { FactProblem, ToldFact } from "./profile.ts";

const rangeSchema = z.strictObject({
  atLeast: z.number().optional().describe("含本数"),
  above: z.number().optional().describe("不含本数"),
  atMost: z.number().optional().describe("含本数"),
  below: z.number().optional().describe("不含本数"),
});

const periodSchema = z.strictObject({ from: dateSchema.optional(), until: dateSchema.optional() });

/** A fact's value as callers write it. */
export type FactValue =
  | boolean
  | number
  | string
  | readonly string[]
  | z.infer<typeof rangeSchema>
  | z.infer<typeof periodSchema>;

/** What a caller may send for a fact; null stands for: do not ask me this. */
export function factValueSchema(fact: Fact): z.ZodType {
  const described = (schema: z.ZodType): z.ZodType =>
    schema.nullable().describe(fact.unit === null ? fact.label : `${fact.label}(${fact.unit})`);
  switch (fact.type) {
    case "boolean":
      return described(z.boolean());
    case "choice": {
      const option = z.enum(fact.options.map(({ name }) => name));
      const labels = fact.options.map(({ name, label }) => `${name} ${label}`).join(";");
      return described(z.union([option, z.array(option).min(1)])).describe(`${fact.label}:${labels}`);
    }
    case "number":
      return described(z.union([z.number(), rangeSchema]));
    case "date":
      return described(z.union([dateSchema, periodSchema]));
  }
}

/** The profile that callers may send, every fact by its name. For `GET /v1/eligibility/schema`. */
export function profileSchema(vocabulary: FactVocabulary): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(vocabulary.facts.map((fact) => [fact.name, factValueSchema(fact).optional()])),
  );
}

/** Facts that a form or another program states. */
export interface ProfileInput {
  readonly told: readonly ToldFact[];
  /** Facts sent as null. */
  readonly skipped: readonly Fact[];
  readonly problems: readonly FactProblem[];
}

/** Reads what a caller sends; what cannot be read is named, and the rest counts. */
export function readProfileInput(
  vocabulary: FactVocabulary,
  input: Readonly<Record<string, unknown>>,
): ProfileInput {
  const told: ToldFact[] = [];
  const skipped: Fact[] = [];
  const problems: FactProblem[] = [];
  for (const [name, value] of Object.entries(input)) {
    const fact = vocabulary.fact(name);
    if (fact === null) {
      problems.push({ code: "unknown_fact", facts: [name], message: `没有名为“${name}”的情况` });
      continue;
    }
    if (value === null) {
      skipped.push(fact);
      continue;
    }
    const possible = possibleOf(fact, value);
    if (possible === null) {
      problems.push({ code: "malformed", facts: [name], message: `“${fact.label}”(${name})的值无法识别` });
    } else told.push({ fact, possible, words: null, span: null });
  }
  return { told, skipped, problems };
}

function possibleOf(fact: Fact, value: unknown): Possible | null {
  switch (fact.type) {
    case "boolean":
      return typeof value === "boolean" ? (value ? yes : no) : null;
    case "choice": {
      const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]).safeParse(value);
      const mask = names.success ? maskOf(fact, names.data) : null;
      return typeof mask === "number" ? mask : null;
    }
    case "number": {
      if (typeof value === "number") return Number.isFinite(value) ? exactly(value) : null;
      const range = rangeSchema.safeParse(value);
      return range.success ? rangeOf(range.data) : null;
    }
    case "date": {
      if (typeof value === "string") return periodOf(value, value);
      const period = periodSchema.safeParse(value);
      return period.success ? periodOf(period.data.from, period.data.until) : null;
    }
  }
}

/** What is known of a fact as callers would write it. */
export function factValueOf(fact: Fact, possible: Possible): FactValue {
  if (typeof possible === "number") {
    if (fact.type === "boolean") return possible === yes;
    const names = optionsIn(fact, possible).map(({ name }) => name);
    return names.length === 1 ? (names[0] ?? names) : names;
  }
  return fact.type === "date" ? periodValueOf(possible) : rangeValueOf(possible);
}

function rangeValueOf({ low, lowOpen, high, highOpen }: Interval): FactValue {
  if (low === high) return low;
  return {
    ...(Number.isFinite(low) ? { [lowOpen ? "above" : "atLeast"]: low } : {}),
    ...(Number.isFinite(high) ? { [highOpen ? "below" : "atMost"]: high } : {}),
  };
}

function periodValueOf({ low, high }: Interval): FactValue {
  if (low === high) return isoDayOf(low);
  return {
    ...(Number.isFinite(low) ? { from: isoDayOf(low) } : {}),
    ...(Number.isFinite(high) ? { until: isoDayOf(high) } : {}),
  };
}
