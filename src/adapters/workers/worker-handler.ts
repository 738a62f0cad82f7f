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
  /** Loads what answers, and never throws. Called once. */
  readonly becomeReady: () => Promise<void>;
}

/** They say how far loading is, so they do not wait for it. */
const probes: readonly string[] = ["/healthz", "/readyz"];

/**
 * A Worker has no start of its own: the first request begins the loading and, unless it is a probe, waits for it like
 * all that come meanwhile.
 */
export function createWorkerHandler({ answer, becomeReady }: WorkerHandlerOptions): WorkerHandler {
  let ready: Promise<void> | null = null;
  return {
    async fetch(request, _environment, context) {
      ready ??= becomeReady();
      // The caller who began the loading may leave; what others wait for must not end with that request.
      context.waitUntil(ready);
      if (!probes.includes(new URL(request.url).pathname)) await ready;
      return answer(request);
    },
  };
}
