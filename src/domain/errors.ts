/**
 * Stable codes; `src/http/problems.ts` alone maps them to HTTP.
 * - `corpus_invalid`: a document folder cannot be read as a document
 * - `snapshot_unusable`: truncated, corrupt or made from something else
 * - `configuration_invalid`: a setting is missing or malformed
 * - `model_unavailable`: a model beside the built-in one cannot be reached or loaded, or answers wrongly
 */
export type ErrorCode =
  | "corpus_invalid"
  | "snapshot_unusable"
  | "configuration_invalid"
  | "model_unavailable";

/** An error with a stable code and the place it speaks of (a file, a line, a setting). */
export class TiaowenError extends Error {
  readonly code: ErrorCode;
  readonly at: string | null;

  constructor(code: ErrorCode, message: string, options: { at?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "TiaowenError";
    this.code = code;
    this.at = options.at ?? null;
  }
}

/** Where and what, for people: `corpus/badmeta/metadata.json:不是有效的 JSON`. */
export function placedMessage({ at, message }: Pick<TiaowenError, "at" | "message">): string {
  return at === null ? message : `${at}:${message}`;
}
