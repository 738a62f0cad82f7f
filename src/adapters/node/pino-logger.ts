import { destination, pino } from "pino";
import type { Logger } from "../../http/logger.ts";
import type { LogLevel } from "./settings.ts";

const standardOutput = 1;
const standardError = 2;

export interface PinoLoggerOptions {
  readonly level: LogLevel;
  /** Default the standard output; commands whose output is their result log to the standard error. */
  readonly to?: "stdout" | "stderr";
}

/** JSON lines, written at once: a process that is told to die loses none. */
export function createPinoLogger({ level, to = "stdout" }: PinoLoggerOptions): Logger {
  const stream = destination({ dest: to === "stdout" ? standardOutput : standardError, sync: true });
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: levelName } },
    stream,
  );
  return {
    debug: (message, fields = {}) => log.debug(fields, message),
    info: (message, fields = {}) => log.info(fields, message),
    warn: (message, fields = {}) => log.warn(fields, message),
    error: (message, fields = {}) => log.error(fields, message),
  };
}

function levelName(label: string): { level: string } {
  return { level: label };
}
