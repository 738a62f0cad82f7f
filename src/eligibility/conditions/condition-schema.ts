import * as z from "zod";
import { type FactTestData, factTestSchema } from "../facts/fact-schema.ts";

/** How a condition is told to people: in a few words, and where the text states it. */
interface Told {
  /** For people: `首次认定`. */
  readonly label?: string | undefined;
  /** Verbatim words of the clause; those of the offer where left out. */
  readonly quote?: string | undefined;
}

/**
 * Whom an offer takes, as a tree. `unstated` is what the text asks for without saying what it is (符合条件的): no fact
 * settles it. A label on a branch tells the whole branch as one reason.
 */
export type Condition =
  | ({ readonly all: readonly Condition[] } & Told)
  | ({ readonly any: readonly Condition[] } & Told)
  | ({ readonly not: Condition } & Told)
  | ({ readonly unstated: string } & Pick<Told, "quote">)
  | (FactTestData & Told);

const told = {
  label: z.string().min(1).max(60).optional(),
  quote: z.string().min(1).optional(),
};

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1), ...told }),
    z.strictObject({ any: z.array(conditionSchema).min(1), ...told }),
    z
      .strictObject({ not: conditionSchema, ...told })
      .refine(({ not }) => !hasUnstated(not), "not 之下不能有 unstated:原文没写明的条件无从否定"),
    z.strictObject({
      unstated: z.string().min(1).max(60).describe("For people: 符合实施办法规定的条件"),
      quote: z.string().min(1).optional(),
    }),
    factTestSchema.extend(told),
  ]),
);

/** The branches directly below a condition. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  return "not" in condition ? [condition.not] : [];
}

function hasUnstated(condition: Condition): boolean {
  return "unstated" in condition || partsOf(condition).some(hasUnstated);
}

/** Every quote that a condition states. */
export function quotesOf(condition: Condition): string[] {
  const own = condition.quote === undefined ? [] : [condition.quote];
  return [...own, ...partsOf(condition).flatMap(quotesOf)];
}

/** The names of the facts that a condition asks about, each once. */
export function factNamesOf(condition: Condition): string[] {
  const own = "fact" in condition ? [condition.fact] : [];
  return [...new Set([...own, ...partsOf(condition).flatMap(factNamesOf)])];
}
