import * as z from "zod";
import { conditionSchema } from "../conditions/condition-schema.ts";

/** What an applicant is given. */
export const supportKinds = [
  "奖励",
  "补助",
  "补贴",
  "贴息",
  "税收优惠",
  "减免",
  "担保与风险补偿",
  "融资支持",
  "用地用能保障",
  "优先采购",
  "救助",
  "服务",
  "其他支持",
] as const;
export type SupportKind = (typeof supportKinds)[number];

/**
 * How binding it is:
 * - `support`: this document gives it to who asks and meets the conditions
 * - `service`: done for a public
 * - `guarantee`: land, energy or another input secured for projects
 * - `pass_through`: a rule of a higher level that is carried out here; the higher rule decides
 */
export const offerNatures = ["support", "service", "guarantee", "pass_through"] as const;
export type OfferNature = (typeof offerNatures)[number];

const verbatim = z.string().min(1);
const day = z.iso.date();

export const periodSchema = z.strictObject({
  from: day.nullable(),
  until: day.nullable().describe("The last day"),
  quote: verbatim,
});

/** One thing that a clause offers, as people write it down. Every quote is verbatim in the clause. */
export const offerDataSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, "应为小写英文、数字和连字符"),
  support: z.enum(supportKinds),
  nature: z.enum(offerNatures),
  quote: verbatim.describe("The words that offer it"),
  gives: verbatim.describe("What is given, in the clause's words: 给予奖励"),
  amount: verbatim.nullable().default(null).describe("As printed; null where the text states none"),
  audience: z.array(z.string().min(1)).describe("Audiences of the vocabulary; empty for anybody"),
  conditions: conditionSchema.nullable().default(null).describe("Beside the audience; null for none"),
  anywhere: z.boolean().default(false).describe("Whether it goes beyond the document's territory"),
  period: periodSchema.optional().describe("Where it has a term of its own"),
});
export type OfferData = z.infer<typeof offerDataSchema>;

const clauseName = z.string().min(1).describe("The part of its id after the slash: 18, 2-3");
const digest = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .describe("Of the clause's title and text when it was decided");

/** What a reader decided of one clause: what it offers, or that it offers nothing, and why. */
export const decisionSchema = z.union([
  z.strictObject({
    clause: clauseName,
    digest,
    reason: z.string().min(1).max(300),
    offers: z.array(offerDataSchema).min(1),
  }),
  z.strictObject({
    clause: clauseName,
    digest,
    none: z.string().min(1).max(300).describe("Why it offers nothing"),
    soundsLike: conditionSchema.optional().describe("Who might take it for an offer all the same"),
  }),
]);
export type DecisionData = z.infer<typeof decisionSchema>;

/** Rules of a text on having several of its offers at once: 从优从高不重复. */
export const stackingSchema = z.strictObject({
  rule: z.enum(["best_of", "once"]).describe("best_of: only the best of them; once: none of them twice"),
  provision: z.string().min(1).describe("The provision that states it: closing, 31"),
  quote: verbatim,
  offers: z.array(z.string().min(1)).min(1).optional().describe("18/first-recognition; all where left out"),
});

/** `corpus/<document>/offers.json` */
export const offerFileSchema = z.strictObject({
  territory: z
    .strictObject({ condition: conditionSchema, provision: z.string().min(1), quote: verbatim })
    .nullable()
    .default(null)
    .describe("Whom the document as a whole can reach"),
  stacking: z.array(stackingSchema).default([]),
  clauses: z.array(z.unknown()).describe("Decisions, each checked by itself"),
});
export type OfferFile = z.infer<typeof offerFileSchema>;
