import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TiaowenError } from "../../src/domain/errors.ts";
import {
  decodeSnapshot,
  encodeSnapshot,
  type SectionArray,
  sectionOf,
  snapshotKey,
} from "../../src/search/snapshot.ts";

const sections = new Map<string, SectionArray>([
  ["bytes", Uint8Array.of(1, 2, 3)],
  ["codes", Uint16Array.of(65_535, 1)],
  ["rows", Uint32Array.of(4_294_967_295)],
  ["vectors", Float32Array.of(0.5, -1, 2)],
  ["steps", Float64Array.of(Math.PI)],
  ["nothing", new Uint32Array(0)],
]);
const encoded = await encodeSnapshot("钥匙", sections);

async function failureOf(bytes: Uint8Array, key = "钥匙"): Promise<TiaowenError> {
  try {
    await decodeSnapshot(bytes, key);
  } catch (error) {
    if (error instanceof TiaowenError) return error;
    throw error;
  }
  throw new Error("the snapshot was taken for whole");
}

describe("snapshot", () => {
  it("gives back what went in", async () => {
    expect(await decodeSnapshot(encoded, "钥匙")).toEqual(sections);
  });

  it("reads bytes that lie at any place of a larger buffer", async () => {
    for (let shift = 0; shift < 8; shift++) {
      const pool = new Uint8Array(encoded.length + 8);
      pool.set(encoded, shift);
      expect(await decodeSnapshot(pool.subarray(shift, shift + encoded.length), "钥匙")).toEqual(sections);
    }
  });

  it("refuses any truncation", async () => {
    for (let length = 0; length < encoded.length; length++) {
      expect((await failureOf(encoded.subarray(0, length))).code).toBe("snapshot_unusable");
    }
  });

  it("refuses any changed byte", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(encoded.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (position, change) => {
          const altered = encoded.slice();
          altered[position] = (altered[position] ?? 0) ^ change;
          expect((await failureOf(altered)).code).toBe("snapshot_unusable");
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("refuses anything appended, and anything that is no snapshot", async () => {
    const longer = new Uint8Array(encoded.length + 1);
    longer.set(encoded);
    expect((await failureOf(longer)).message).toContain(`${encoded.length + 1} of ${encoded.length} bytes`);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await failureOf(bytes)).code).toBe("snapshot_unusable");
      }),
    );
  });

  it("refuses what was made from something else", async () => {
    expect((await failureOf(encoded, "other")).message).toContain("made from another corpus");
  });

  it("names a section that is missing or of another type", () => {
    expect(sectionOf(sections, "codes", "Uint16Array")).toEqual(Uint16Array.of(65_535, 1));
    expect(() => sectionOf(sections, "codes", "Uint32Array")).toThrow("no codes of Uint32Array");
    expect(() => sectionOf(sections, "postings", "Uint32Array")).toThrow("no postings of Uint32Array");
  });
});

describe("snapshotKey", () => {
  it("changes with every part", async () => {
    const parts = { corpus: "a", analyser: "b" };
    expect(await snapshotKey(parts)).toMatch(/^[0-9a-f]{64}$/);
    expect(await snapshotKey({ ...parts })).toBe(await snapshotKey(parts));
    expect(await snapshotKey({ ...parts, corpus: "b" })).not.toBe(await snapshotKey(parts));
  });
});
