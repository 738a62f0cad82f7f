import * as z from "zod";
import settingsInUse from "./search-settings.json" with { type: "json" };

export const unitKinds = ["provision", "sentence", "measure", "asking"] as const;
export type UnitKind = (typeof unitKinds)[number];

const share = z.number().min(0).max(1);
const unitKindsSchema = z.array(z.enum(unitKinds)).min(1);

/**
 * Chosen by `evals/retrieval/measure-retrieval-units.ts`, `vectorWeight` and `vectorUnits` on the development half
 * of `npm run eval`; part of the snapshot's key.
 */
export const searchSettingsSchema = z.strictObject({
  fieldWeights: z
    .strictObject({
      document: z.number().min(0).describe("The document's title"),
      chapter: z.number().min(0),
      title: z.number().min(0),
      text: z.number().min(0),
      units: z.number().min(0).describe("Names of the responsible units"),
      askings: z.number().min(0).describe("All ways of asking for the provision, put together"),
    })
    .describe("How much a word counts in each part of a provision; 0 leaves the part out"),
  k1: z.number().positive().describe("BM25: how soon repetition stops counting"),
  b: share.describe("BM25: how much long texts are discounted"),
  lexicalUnits: unitKindsSchema.describe("What is matched word by word"),
  vectorUnits: unitKindsSchema.describe("What is matched by meaning"),
  fusion: z.strictObject({
    method: z.enum(["weighted_scores", "reciprocal_rank"]),
    vectorWeight: share.describe("The vector ranking's part; the lexical ranking has the rest"),
  }),
  candidates: z.int().positive().describe("Provisions taken from each ranking, at least"),
  documentShare: share.describe("The part of the results one document may fill while others have good hits"),
});
export type SearchSettings = z.infer<typeof searchSettingsSchema>;

export const searchSettings: SearchSettings = searchSettingsSchema.parse(settingsInUse);
