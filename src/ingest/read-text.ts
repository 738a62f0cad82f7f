import { TiaowenError } from "../domain/errors.ts";

export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
}

/**
 * Decodes a text file strictly: UTF-8, UTF-16 with a byte order mark, or GB18030 (which GBK and GB2312 are parts of)
 * where the bytes are that and not UTF-8 with a fault.
 * @param name for the message, as people know the file
 * @throws TiaowenError `corpus_invalid` naming the file and the offset of the first byte that is no UTF-8
 */
export function readText(bytes: Uint8Array, name: string): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le", name);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be", name);
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return { text: utf8, encoding: "utf-8" };
  const scan = scanUtf8(bytes);
  // Chinese UTF-8 with a fault is UTF-8 nearly everywhere; GB18030 is nowhere.
  if (scan.sequences <= scan.faults) {
    const text = decodeGb18030(bytes);
    if (text !== null) return { text, encoding: "gb18030" };
  }
  throw new TiaowenError("corpus_invalid", `不是有效的 UTF-8 文本:第 ${scan.firstFault + 1} 个字节无法解码`, {
    at: `${name}, byte ${scan.firstFault}`,
  });
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decoded(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", name: string): DecodedText {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch (cause) {
    throw new TiaowenError("corpus_invalid", `不是有效的 ${encoding.toUpperCase()} 文本`, {
      at: name,
      cause,
    });
  }
}

function decodeGb18030(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("gb18030", { fatal: true }).decode(bytes);
    const beyondAscii = [...text].filter((character) => character > "\u007f");
    const chinese = beyondAscii.filter((character) =>
      /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…·]/u.test(character),
    );
    return chinese.length * 10 >= beyondAscii.length * 9 ? text : null;
  } catch {
    return null;
  }
}

interface Utf8Scan {
  /** Offset of the first byte that belongs to no character. */
  readonly firstFault: number;
  readonly faults: number;
  /** Well-formed characters of more than one byte. */
  readonly sequences: number;
}

function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let firstFault = bytes.length;
  let faults = 0;
  let sequences = 0;
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) {
      firstFault = Math.min(firstFault, index);
      faults += 1;
      index += 1;
      continue;
    }
    if (length > 1) sequences += 1;
    index += length;
  }
  return { firstFault, faults, sequences };
}

/** Bytes of the well-formed character at `index`, 0 where there is none (RFC 3629: no overlong forms, no surrogates). */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  const second = bytes[index + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < low || second > high) return 0;
  for (let step = 2; step < length; step += 1) {
    const byte = bytes[index + step] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}
