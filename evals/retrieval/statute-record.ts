import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const recordPath = join(import.meta.dirname, "statute-record.json");

const share = z.number().min(0).max(1);
const measuresSchema = z.strictObject({ recallAt10: share, recallAt100: share, reciprocalRankAt10: share });
const recordSchema = z.strictObject({
  measuredAt: z.iso.date(),
  questions: z.int().positive(),
  articles: z.int().positive(),
  lexical: measuresSchema,
  vector: measuresSchema,
  fused: measuresSchema,
});
/** What the last cross-validation over all folds measured; running it again takes minutes and data of its own. */
export type StatuteRecord = z.output<typeof recordSchema>;

export function readStatuteRecord(): StatuteRecord {
  return recordSchema.parse(JSON.parse(readFileSync(recordPath, "utf8")));
}

export function writeStatuteRecord(record: StatuteRecord): void {
  writeFileSync(recordPath, `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`);
}
