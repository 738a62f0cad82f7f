import { createTestHarness } from "wrangler";

export interface RunningWorker {
  /** @param path begins with `/` */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Every line the Worker has logged so far. */
  logs(): readonly LoggedLine[];
  stop(): Promise<void>;
}

export interface LoggedLine {
  readonly level: string;
  readonly message: string;
}

/**
 * A built Worker in a workerd of its own, which has answered nothing yet.
 * @param workerDirectory with its `bundle`, its `assets` and its `wrangler.toml`
 * @param variables as in `[vars]` of wrangler.toml
 */
export async function startWorker(
  workerDirectory: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningWorker> {
  const harness = createTestHarness({
    root: workerDirectory,
    workers: [{ configPath: "wrangler.toml", prebuiltWorkerDir: "bundle", vars: { ...variables } }],
  });
  const { url } = await harness.listen();
  return {
    request: (path, init) => fetch(new URL(path, url), init),
    logs: () => harness.getLogs().map(({ level, message }) => ({ level, message })),
    stop: () => harness.close(),
  };
}
