import type { BuiltIndexes } from "./build-indexes.ts";
import { LexicalIndex } from "./lexical-index.ts";
import { type SectionArray, type Sections, sectionOf } from "./snapshot.ts";
import type { VectorIndexFactory } from "./vector-index.ts";

const lexicalPrefix = "lexical/";
const vectorsName = "vectors";

/** Each vector index finds its own graph alone: one snapshot serves whichever index opens it. */
function graphName(factory: VectorIndexFactory): string {
  return `vectors/${factory.name}`;
}

export async function toSections(indexes: BuiltIndexes, factory: VectorIndexFactory): Promise<Sections> {
  const sections = new Map<string, SectionArray>([[vectorsName, indexes.vectors]]);
  for (const [name, array] of Object.entries(indexes.lexicalIndex.arrays)) {
    sections.set(lexicalPrefix + name, array);
  }
  const graph = await indexes.vectorIndex.save();
  if (graph !== null) sections.set(graphName(factory), graph);
  return sections;
}

/** @throws TiaowenError `snapshot_unusable` when a section is missing. */
export async function fromSections(
  sections: Sections,
  factory: VectorIndexFactory,
  dimensions: number,
): Promise<BuiltIndexes> {
  const lexicalIndex = new LexicalIndex({
    units: sectionOf(sections, `${lexicalPrefix}units`, "Uint16Array"),
    offsets: sectionOf(sections, `${lexicalPrefix}offsets`, "Uint32Array"),
    slots: sectionOf(sections, `${lexicalPrefix}slots`, "Uint32Array"),
    groupOfRow: sectionOf(sections, `${lexicalPrefix}groupOfRow`, "Uint32Array"),
    postingOffsets: sectionOf(sections, `${lexicalPrefix}postingOffsets`, "Uint32Array"),
    postingRows: sectionOf(sections, `${lexicalPrefix}postingRows`, "Uint32Array"),
    postingImpacts: sectionOf(sections, `${lexicalPrefix}postingImpacts`, "Uint16Array"),
    inverseDocumentFrequencies: sectionOf(
      sections,
      `${lexicalPrefix}inverseDocumentFrequencies`,
      "Float32Array",
    ),
    impactStep: sectionOf(sections, `${lexicalPrefix}impactStep`, "Float64Array"),
  });
  const vectors = sectionOf(sections, vectorsName, "Float32Array");
  const graph = sections.has(graphName(factory))
    ? sectionOf(sections, graphName(factory), "Uint8Array")
    : undefined;
  return { lexicalIndex, vectors, vectorIndex: await factory.build(vectors, dimensions, graph) };
}
