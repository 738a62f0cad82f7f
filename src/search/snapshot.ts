import * as z from "zod";
import { TiaowenError } from "../domain/errors.ts";
import { digestOfText } from "../domain/text-digest.ts";

/**
 * The container an index is kept in:
 *
 *     8 bytes   magic
 *     4 bytes   format version, in the machine's byte order, so that a machine with another one refuses it
 *     4 bytes   length of the header in bytes, little-endian
 *     8 bytes   length of everything in bytes, as a little-endian double
 *               header, JSON: key and sections
 *               sections, each at a multiple of 8
 *     32 bytes  SHA-256 of all that precedes
 */
const magic = "TIAOWEN\n";
/** Raised when the container changes, or what is put into it for the same key. */
const formatVersion = 7;
const preludeLength = 24;
const digestLength = 32;

const arrayTypes = { Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array } as const;
type ArrayTypeName = keyof typeof arrayTypes;
export type SectionArray = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;
export type Sections = ReadonlyMap<string, SectionArray>;

const headerSchema = z.strictObject({
  key: z.string(),
  sections: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(Object.keys(arrayTypes) as ArrayTypeName[]),
      /** In bytes from the first section. */
      offset: z.int().min(0),
      /** In elements. */
      length: z.int().min(0),
    }),
  ),
});
type Header = z.infer<typeof headerSchema>;

/** @param key names what the sections were made from; only a reader with the same key gets them back. */
export async function encodeSnapshot(key: string, sections: Sections): Promise<Uint8Array<ArrayBuffer>> {
  let sectionsLength = 0;
  const header: Header = { key, sections: [] };
  for (const [name, array] of sections) {
    header.sections.push({ name, type: typeNameOf(array), offset: sectionsLength, length: array.length });
    sectionsLength = aligned(sectionsLength + array.byteLength);
  }
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const sectionsStart = aligned(preludeLength + headerBytes.length);
  const digestStart = sectionsStart + sectionsLength;

  const bytes = new Uint8Array(digestStart + digestLength);
  bytes.set(new TextEncoder().encode(magic));
  new Uint32Array(bytes.buffer, 8, 1).fill(formatVersion);
  const view = new DataView(bytes.buffer);
  view.setUint32(12, headerBytes.length, true);
  view.setFloat64(16, bytes.length, true);
  bytes.set(headerBytes, preludeLength);
  header.sections.forEach(({ name, offset }) => {
    const array = sections.get(name);
    if (array !== undefined) bytes.set(bytesOf(array), sectionsStart + offset);
  });
  bytes.set(await sha256(bytes.subarray(0, digestStart)), digestStart);
  return bytes;
}

/**
 * The sections, as views into the bytes where alignment allows it.
 * @throws TiaowenError `snapshot_unusable` when the bytes are truncated, altered in any place, of another format,
 * or made from something else than `key` names.
 */
export async function decodeSnapshot(stored: Uint8Array, key: string): Promise<Sections> {
  // Views of wider numbers need an aligned start; slices of a pool, as file systems hand out, may have none.
  // No snapshot lies in shared memory, which the type allows and the digest does not.
  const bytes = (stored.byteOffset % 8 === 0 ? stored : stored.slice()) as Uint8Array<ArrayBuffer>;
  if (bytes.length < preludeLength + digestLength) throw unusable(`it is ${bytes.length} bytes long`);
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic)
    throw unusable("it is no snapshot");
  if (new Uint32Array(bytes.buffer, bytes.byteOffset + 8, 1)[0] !== formatVersion) {
    throw unusable("another version of this program wrote it");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const statedLength = view.getFloat64(16, true);
  if (statedLength !== bytes.length) throw unusable(`it has ${bytes.length} of ${statedLength} bytes`);
  const digestStart = bytes.length - digestLength;
  const digest = await sha256(bytes.subarray(0, digestStart));
  if (!digest.every((byte, position) => byte === bytes[digestStart + position])) {
    throw unusable("its digest does not fit its content");
  }

  const headerLength = view.getUint32(12, true);
  const headerText = new TextDecoder().decode(bytes.subarray(preludeLength, preludeLength + headerLength));
  const header = headerSchema.parse(JSON.parse(headerText));
  if (header.key !== key) throw unusable("it was made from another corpus, lexicon, embedder or setting");
  const sectionsStart = bytes.byteOffset + aligned(preludeLength + headerLength);
  return new Map(
    header.sections.map(({ name, type, offset, length }) => [
      name,
      new arrayTypes[type](bytes.buffer, sectionsStart + offset, length),
    ]),
  );
}

/** @throws TiaowenError `snapshot_unusable` when there is no such section of that type. */
export function sectionOf<Name extends ArrayTypeName>(
  sections: Sections,
  name: string,
  type: Name,
): InstanceType<(typeof arrayTypes)[Name]> {
  const section = sections.get(name);
  if (section instanceof arrayTypes[type]) return section as InstanceType<(typeof arrayTypes)[Name]>;
  throw unusable(`it has no ${name} of ${type}`);
}

/** Hexadecimal SHA-256 of everything that decides what an index contains. */
export async function snapshotKey(parts: Readonly<Record<string, unknown>>): Promise<string> {
  return await digestOfText(JSON.stringify(parts));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function bytesOf(array: SectionArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function typeNameOf(array: SectionArray): ArrayTypeName {
  for (const name of Object.keys(arrayTypes) as ArrayTypeName[]) {
    if (array instanceof arrayTypes[name]) return name;
  }
  throw new TypeError("a section is an array of unsigned or floating-point numbers");
}

function unusable(reason: string): TiaowenError {
  return new TiaowenError("snapshot_unusable", `the index snapshot cannot be used: ${reason}`);
}
