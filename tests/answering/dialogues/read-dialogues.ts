import { createHash } from "node:crypto";
import * as z from "zod";
import citizensData from "./citizens.json" with { type: "json" };
import firmsData from "./firms.json" with { type: "json" };
import hotlineData from "./hotline.json" with { type: "json" };
import officersData from "./officers.json" with { type: "json" };

const provision = z.string().regex(/^(?:[1-9]\d*|preamble|closing|chapter-[1-9]\d*)$/);
const outcomes = ["answered", "partial", "refused", "asked_back", "courtesy"] as const;

const turnSchema = z.strictObject({
  ask: z.string().min(1),
  /** Must be cited. */
  cites: z.array(provision).default([]),
  /** One of these at least must be cited. */
  anyOf: z.array(provision).default([]),
  /** May be cited as well. */
  may: z.array(provision).default([]),
  /** Each that is right; `partial` where the text leaves open what is asked for. */
  outcome: z.array(z.enum(outcomes)).min(1),
});
const dialoguesSchema = z.array(z.strictObject({ id: z.string().min(1), turns: z.array(turnSchema).min(2) }));

export type DialogueTurn = z.infer<typeof turnSchema>;

export const dialogues = [firmsData, citizensData, hotlineData, officersData].flatMap((data) =>
  dialoguesSchema.parse(data),
);

/** Half of the dialogues was never looked at while the reading of conversations was made: its ids say which. */
export function isHeldOut(id: string): boolean {
  return (createHash("sha256").update(id).digest()[0] ?? 0) % 2 === 1;
}
