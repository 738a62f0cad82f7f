import * as z from "zod";

const fileSchema = z.strictObject({ name: z.string(), text: z.string() });

/** What a build packs of a corpus for a runtime without files; the index beside the Worker is made from exactly this. */
export const corpusBundleSchema = z.strictObject({
  entries: z.array(
    z.strictObject({
      name: z.string(),
      files: z.array(fileSchema),
      warnings: z.array(z.strictObject({ message: z.string(), at: z.string() })),
    }),
  ),
  lexicon: fileSchema.nullable(),
  unitDirectory: fileSchema.nullable(),
  facts: fileSchema.nullable(),
});
export type CorpusBundle = z.infer<typeof corpusBundleSchema>;
