import { env } from "cloudflare:workers";
import corpus from "../../dist/worker/corpus.bundle";
import pages from "../../dist/worker/pages.bundle";
import { configuredEndpoints } from "../adapters/openai/configured-endpoints.ts";
import { bundledPageAssets } from "../adapters/workers/bundled-page-assets.ts";
import { createConsoleLogger } from "../adapters/workers/console-logger.ts";
import { openBundledAssistant } from "../adapters/workers/open-bundled-assistant.ts";
import { createWorkerHandler } from "../adapters/workers/worker-handler.ts";
import { readWorkerSettings } from "../adapters/workers/worker-settings.ts";
import { createApp } from "../http/app.ts";
import { becomeReady } from "../http/become-ready.ts";
import { createReadiness } from "../http/readiness.ts";

const log = createConsoleLogger();
const readiness = createReadiness();
const now = () => new Date();
const { corsOrigins, embedder, reranker } = readWorkerSettings(env);
const app = createApp({ readiness, log, now, pages: bundledPageAssets(pages), corsOrigins });

export default createWorkerHandler({
  answer: app.fetch,
  readiness,
  now,
  becomeReady: () =>
    becomeReady(readiness, log, () =>
      openBundledAssistant({
        corpus,
        environment: env,
        ...configuredEndpoints(embedder, reranker),
        warn: (message) => log.warn(message),
        now,
      }),
    ),
});
