import type { Readiness } from "../../http/readiness.ts";

/** The part of workerd's execution context that is used. */
export interface ExecutionContext {
  /** Lets work go on after the response. */
  waitUntil(work: Promise<unknown>): void;
}

export interface WorkerHandler {
  fetch(request: Request, environment: unknown, context: ExecutionContext): Promise<Response>;
}

export interface WorkerHandlerOptions {
  readonly answer: (request: Request) => Response | Promise<Response>;
  readonly readiness: Readiness;
  /** Loads what answers, says in `readiness` how it went, and never throws. */
  readonly becomeReady: () => Promise<void>;
  readonly now: () => Date;
}

/** They say how far loading is, so they do not wait for it. */
const probes: readonly string[] = ["/healthz", "/readyz"];

/** As long as callers are told to wait: what failed may have been an asset that could not be fetched for a moment. */
const retryMilliseconds = 60_000;

/**
 * A Worker has no start of its own: the first request begins the loading and, unless it is a probe, waits for it like
 * all that come meanwhile. Nobody restarts a Worker either: a loading that failed is tried again by a later request.
 */
export function createWorkerHandler(options: WorkerHandlerOptions): WorkerHandler {
  const { answer, readiness, becomeReady, now } = options;
  let loading: Promise<void> | null = null;
  let failedAt: number | null = null;
  const load = async () => {
    await becomeReady();
    failedAt = readiness.state.name === "failed" ? now().getTime() : null;
  };
  return {
    async fetch(request, _environment, context) {
      if (failedAt !== null && now().getTime() - failedAt >= retryMilliseconds) {
        loading = null;
        failedAt = null;
      }
      loading ??= load();
      // The caller who began the loading may leave; what others wait for must not end with that request.
      context.waitUntil(loading);
      if (!probes.includes(new URL(request.url).pathname)) await loading;
      return answer(request);
    },
  };
}
