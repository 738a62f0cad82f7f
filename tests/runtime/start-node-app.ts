import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readPageAssets } from "../../src/adapters/node/page-assets.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import { createApp } from "../../src/http/app.ts";
import { createReadiness, type PolicyService } from "../../src/http/readiness.ts";
import { recordingLogger } from "../http/small-service.ts";

export interface NodeApp {
  /** @param path begins with `/` */
  request(path: string, init?: RequestInit): Promise<Response>;
  readonly service: PolicyService;
}

/** The service as `npm start` composes it, with its default settings, without a socket. */
export async function startNodeApp(): Promise<NodeApp> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "tiaowen-node-"));
  const warn = (message: string) => {
    throw new Error(message);
  };
  try {
    const service = await openAssistant(readSettings({ DATA_DIR: dataDirectory }), { warn });
    const readiness = createReadiness();
    readiness.ready(service);
    const assets = await readPageAssets();
    const app = createApp({
      readiness,
      log: recordingLogger(),
      now: () => new Date(),
      pages: { get: async (path) => assets.get(path) ?? null },
    });
    return { request: async (path, init) => app.request(path, init), service };
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
