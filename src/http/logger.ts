import type { TiaowenError } from "../domain/errors.ts";

/** Values that stay one line of JSON. Never a question, a body, a query string or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Structured logs: one event with its fields a line. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/**
 * What a log may say of a defect: its kind and where in the code it happened. The message stays out, because the
 * runtime and libraries put pieces of the input into it ("Unexpected token '补' in JSON").
 */
export function defectFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? error.cause.name : null;
  return { error: error.name, cause, frames: frames.slice(0, 12).map((frame) => frame.trim()) };
}

/** What an operator has to mend. */
export function logProblem(log: Logger, { code, message, at }: TiaowenError): void {
  log.warn("problem", { code, reason: message, at });
}
