import type { LogFields, Logger } from "../../http/logger.ts";

/** One object of JSON a line, with the fields of the logs in Node; the platform keeps the console's levels. */
export function createConsoleLogger(): Logger {
  return {
    debug: (message, fields) => console.debug(lineOf("debug", message, fields)),
    info: (message, fields) => console.info(lineOf("info", message, fields)),
    warn: (message, fields) => console.warn(lineOf("warn", message, fields)),
    error: (message, fields) => console.error(lineOf("error", message, fields)),
  };
}

function lineOf(level: keyof Logger, message: string, fields: LogFields = {}): string {
  return JSON.stringify({ level, time: new Date().toISOString(), ...fields, msg: message });
}
