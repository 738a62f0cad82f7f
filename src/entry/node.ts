import { openAssistant } from "../adapters/node/open-assistant.ts";
import { readPageAssets } from "../adapters/node/page-assets.ts";
import { createPinoLogger } from "../adapters/node/pino-logger.ts";
import { serve } from "../adapters/node/serve.ts";
import { readSettings } from "../adapters/node/settings.ts";
import { stopOnSignals } from "../adapters/node/stop-on-signals.ts";
import { TiaowenError } from "../domain/errors.ts";
import { createApp } from "../http/app.ts";
import { becomeReady } from "../http/become-ready.ts";
import { createReadiness } from "../http/readiness.ts";

try {
  const settings = readSettings(process.env);
  const log = createPinoLogger({ level: settings.logLevel });
  const readiness = createReadiness();
  const now = () => new Date();
  const assets = await readPageAssets();
  const pages = { get: async (path: string) => assets.get(path) ?? null };
  const app = createApp({ readiness, log, now, pages, corsOrigins: settings.corsOrigins });
  const server = await serve({ fetch: app.fetch, host: settings.host, port: settings.port, log });
  log.info("listening", { url: server.url });
  stopOnSignals(server, { readiness, graceSeconds: settings.shutdownGraceSeconds, log });
  await becomeReady(readiness, log, () =>
    openAssistant(settings, { warn: (message) => log.warn(message), now }),
  );
} catch (error) {
  if (!(error instanceof TiaowenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
