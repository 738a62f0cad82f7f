/** A process of its own for the tests of stopping: the real server over the small corpus, streaming slowly. */
import { createPinoLogger } from "../../src/adapters/node/pino-logger.ts";
import { serve } from "../../src/adapters/node/serve.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import { stopOnSignals } from "../../src/adapters/node/stop-on-signals.ts";
import { smallService } from "./small-service.ts";

const settings = readSettings(process.env);
const log = createPinoLogger({ level: settings.logLevel });
const { app, readiness } = smallService({ log, pieceMilliseconds: 60 });
const server = await serve({ fetch: app.fetch, host: settings.host, port: settings.port, log });
stopOnSignals(server, { readiness, graceSeconds: settings.shutdownGraceSeconds, log });
log.info("listening", { url: server.url });
