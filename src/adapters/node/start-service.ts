import { TiaowenError } from "../../domain/errors.ts";
import { createApp } from "../../http/app.ts";
import { becomeReady } from "../../http/become-ready.ts";
import { createReadiness } from "../../http/readiness.ts";
import { buildIndexApart } from "./build-index-apart.ts";
import { openAssistant } from "./open-assistant.ts";
import { lazyPageAssets } from "./page-assets.ts";
import { createPinoLogger } from "./pino-logger.ts";
import { serve } from "./serve.ts";
import { readSettings } from "./settings.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

/**
 * Serves until it is told to stop: listens first, so that probes are answered while the index loads. A setting that
 * is wrong ends it with one line and exit code 2.
 */
export async function startService(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const settings = readSettings(environment);
    const log = createPinoLogger({ level: settings.logLevel });
    const readiness = createReadiness();
    const now = () => new Date();
    const pages = lazyPageAssets();
    const app = createApp({ readiness, log, now, pages, corsOrigins: settings.corsOrigins });
    const server = await serve({ fetch: app.fetch, host: settings.host, port: settings.port, log });
    log.info("listening", { url: server.url });
    stopOnSignals(server, { readiness, graceSeconds: settings.shutdownGraceSeconds, log });
    await becomeReady(readiness, log, () =>
      openAssistant(settings, {
        warn: (message) => log.warn(message),
        now,
        buildIndexElsewhere: () => buildIndexApart(environment, settings.dataDirectory),
      }),
    );
    await pages.get("/");
  } catch (error) {
    if (!(error instanceof TiaowenError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
