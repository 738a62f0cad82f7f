import type { AskedQuestionArrays } from "./asked-questions.ts";
import type { BuiltIndexes } from "./build-indexes.ts";
import type { BuiltMeaning } from "./configured-meaning.ts";
import type { Embedder } from "./embedder.ts";
import { LexicalIndex } from "./lexical-index.ts";
import { SimilarityScale } from "./similarity-scale.ts";
import { type SectionArray, type Sections, sectionOf } from "./snapshot.ts";
import type { VectorIndexFactory } from "./vector-index.ts";

const lexicalPrefix = "lexical/";
/** Then a document's id and the name of an array. */
const askedPrefix = "asked ";
const vectorsName = "vectors";
/** Then a fingerprint: an embedder beside the built-in one finds its own vectors alone. */
const embedderPrefix = "embedder ";

/** Each vector index finds its own graph alone: one snapshot serves whichever index opens it. */
function graphName(factory: VectorIndexFactory, vectors = vectorsName): string {
  return `${vectors}/${factory.name}`;
}

export async function toSections(indexes: BuiltIndexes, factory: VectorIndexFactory): Promise<Sections> {
  const sections = new Map<string, SectionArray>([[vectorsName, indexes.vectors]]);
  for (const [name, array] of Object.entries(indexes.lexicalIndex.arrays)) {
    sections.set(lexicalPrefix + name, array);
  }
  for (const { documentId, arrays } of indexes.askedQuestions) {
    for (const [name, array] of Object.entries(arrays)) sections.set(askedName(documentId, name), array);
  }
  const graph = await indexes.vectorIndex.save();
  if (graph !== null) sections.set(graphName(factory), graph);
  return sections;
}

function askedName(documentId: string, arrayName: string): string {
  return `${askedPrefix}${documentId}/${arrayName}`;
}

/**
 * @param askedOf ids of the documents with asked questions
 * @throws TiaowenError `snapshot_unusable` when a section is missing.
 */
export async function fromSections(
  sections: Sections,
  factory: VectorIndexFactory,
  dimensions: number,
  askedOf: readonly string[],
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
  const askedQuestions = askedOf.map((documentId) => ({
    documentId,
    arrays: askedArraysFrom(sections, documentId),
  }));
  return {
    askedQuestions,
    lexicalIndex,
    vectors,
    vectorIndex: await factory.build(vectors, dimensions, graph),
  };
}

function askedArraysFrom(sections: Sections, documentId: string): AskedQuestionArrays {
  const nameOf = (array: keyof AskedQuestionArrays): string => askedName(documentId, array);
  return {
    terms: sectionOf(sections, nameOf("terms"), "Uint32Array"),
    rowOffsets: sectionOf(sections, nameOf("rowOffsets"), "Uint32Array"),
    rows: sectionOf(sections, nameOf("rows"), "Uint32Array"),
    lengths: sectionOf(sections, nameOf("lengths"), "Float32Array"),
    numberOffsets: sectionOf(sections, nameOf("numberOffsets"), "Uint32Array"),
    numbers: sectionOf(sections, nameOf("numbers"), "Uint16Array"),
    shares: sectionOf(sections, nameOf("shares"), "Float32Array"),
    vectors: sectionOf(sections, nameOf("vectors"), "Uint8Array"),
    scales: sectionOf(sections, nameOf("scales"), "Float32Array"),
    directions: sectionOf(sections, nameOf("directions"), "Float32Array"),
    pieces: sectionOf(sections, nameOf("pieces"), "Uint32Array"),
    answeredWeights: sectionOf(sections, nameOf("answeredWeights"), "Float32Array"),
    outsideWeights: sectionOf(sections, nameOf("outsideWeights"), "Float32Array"),
    intercepts: sectionOf(sections, nameOf("intercepts"), "Float64Array"),
  };
}

/** What an embedder beside the built-in one adds to the sections of the built-in index. */
export async function toMeaningSections(
  fingerprint: string,
  { vectors, vectorIndex, scale, weight }: BuiltMeaning,
  factory: VectorIndexFactory,
): Promise<Sections> {
  const name = `${embedderPrefix}${fingerprint}/${vectorsName}`;
  const sections = new Map<string, SectionArray>([
    [name, vectors],
    [`${name}/scale`, scale.points],
    [`${name}/weight`, Float64Array.of(weight)],
  ]);
  const graph = await vectorIndex.save();
  if (graph !== null) sections.set(graphName(factory, name), graph);
  return sections;
}

/** @returns null where the sections hold no vectors of that embedder */
export async function fromMeaningSections(
  sections: Sections,
  { fingerprint, dimensions }: Pick<Embedder, "fingerprint" | "dimensions">,
  factory: VectorIndexFactory,
): Promise<BuiltMeaning | null> {
  const name = `${embedderPrefix}${fingerprint}/${vectorsName}`;
  if (!sections.has(name)) return null;
  const vectors = sectionOf(sections, name, "Float32Array");
  const graph = sections.has(graphName(factory, name))
    ? sectionOf(sections, graphName(factory, name), "Uint8Array")
    : undefined;
  return {
    vectors,
    vectorIndex: await factory.build(vectors, dimensions, graph),
    scale: new SimilarityScale(sectionOf(sections, `${name}/scale`, "Float32Array")),
    weight: sectionOf(sections, `${name}/weight`, "Float64Array")[0] ?? 0,
  };
}

/** Fingerprints of the embedders beside the built-in one whose vectors the sections hold. */
export function embeddersIn(sections: Sections): string[] {
  const ending = `/${vectorsName}`;
  return [...sections.keys()]
    .filter((name) => name.startsWith(embedderPrefix) && name.endsWith(ending))
    .map((name) => name.slice(embedderPrefix.length, -ending.length));
}
