import { createReadStream } from "node:fs";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import * as z from "zod";
import { TiaowenError } from "../../src/domain/errors.ts";

/**
 * Hands over the values of a file of JSON lines one by one, so that a large file (gunzipped where its name ends in
 * `.gz`) is never in memory as a whole. Empty lines are passed over.
 * @throws TiaowenError `corpus_invalid` that names the file, and the line where one is malformed.
 */
export async function readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  take: (value: z.output<Schema>, at: string) => void,
): Promise<void> {
  let line = 0;
  const takeLine = (text: string): void => {
    line++;
    if (text.trim() !== "") take(parseLine(text, schema, `${file}:${line}`), `${file}:${line}`);
  };
  try {
    await pipeline(
      createReadStream(file),
      file.endsWith(".gz") ? createGunzip() : new PassThrough(),
      async (chunks: AsyncIterable<Buffer>) => {
        const decoder = new TextDecoder();
        let rest = "";
        for await (const chunk of chunks) {
          const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
          rest = lines.pop() ?? "";
          lines.forEach(takeLine);
        }
        takeLine(rest + decoder.decode());
      },
    );
  } catch (cause) {
    if (cause instanceof TiaowenError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TiaowenError("corpus_invalid", `无法读取 ${file}:${reason}`, { at: file, cause });
  }
}

function parseLine<Schema extends z.ZodType>(text: string, schema: Schema, at: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TiaowenError("corpus_invalid", `${at} 不是 JSON`, { at, cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TiaowenError("corpus_invalid", `${at} 格式不对:${z.prettifyError(parsed.error)}`, {
    at,
    cause: parsed.error,
  });
}
