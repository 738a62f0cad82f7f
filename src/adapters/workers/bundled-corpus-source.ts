import type { CorpusSource } from "../../ingest/corpus-source.ts";
import type { CorpusBundle } from "./corpus-bundle.ts";

/** The documents that were in the corpus folder when the Worker was built; the build refuses folders with problems. */
export function bundledCorpusSource({ entries }: CorpusBundle): CorpusSource {
  return { list: async () => entries.map((entry) => ({ ...entry, problems: [] })) };
}
