import { constants } from "node:os";
import type { Logger } from "../../http/logger.ts";
import type { Readiness } from "../../http/readiness.ts";
import type { RunningServer } from "./serve.ts";

export interface StopOptions {
  readonly readiness: Readiness;
  readonly graceSeconds: number;
  readonly log: Logger;
}

/** Ctrl-C under `npm start` arrives twice within milliseconds: from the terminal, and passed on by npm. */
const sameSignalMilliseconds = 500;

/** SIGTERM or SIGINT finishes open answers and exits with 0; a second one exits at once, as the signal would. */
export function stopOnSignals(server: RunningServer, { readiness, graceSeconds, log }: StopOptions): void {
  let stoppedAt: number | null = null;
  const onSignal = async (signal: "SIGTERM" | "SIGINT") => {
    if (stoppedAt !== null) {
      if (performance.now() - stoppedAt < sameSignalMilliseconds) return;
      log.warn("stopped at once", { signal });
      process.exit(128 + constants.signals[signal]);
    }
    stoppedAt = performance.now();
    readiness.stopping();
    log.info("stopping", { signal, graceSeconds });
    const allFinished = await server.stop(graceSeconds);
    if (!allFinished) log.warn("open answers were cut off", { graceSeconds });
    log.info("stopped");
    process.exit(0);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
