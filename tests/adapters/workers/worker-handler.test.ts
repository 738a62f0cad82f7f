import { expect, test } from "vitest";
import { createWorkerHandler } from "../../../src/adapters/workers/worker-handler.ts";
import { TiaowenError } from "../../../src/domain/errors.ts";
import { createReadiness } from "../../../src/http/readiness.ts";
import { smallService } from "../../http/small-service.ts";

const { readiness: readyElsewhere } = smallService();

/** A Worker whose loadings end as `outcomes` say, one after the other, when `finish` is called. */
function workerThatLoads(outcomes: ("ready" | "failed")[]) {
  const readiness = createReadiness();
  let time = 0;
  let loadings = 0;
  let finish = () => {};
  const handler = createWorkerHandler({
    answer: () => new Response(readiness.state.name),
    readiness,
    now: () => new Date(time),
    becomeReady: async () => {
      const outcome = outcomes[loadings];
      loadings += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      if (outcome === "failed") readiness.failed([new TiaowenError("corpus_invalid", "坏了")]);
      else if (readyElsewhere.state.name === "ready") readiness.ready(readyElsewhere.state.service);
    },
  });
  const kept: Promise<unknown>[] = [];
  return {
    get: async (path: string) => {
      const context = { waitUntil: (work: Promise<unknown>) => void kept.push(work) };
      const response = await handler.fetch(new Request(`https://worker.example${path}`), {}, context);
      return response.text();
    },
    finish: async () => {
      finish();
      await Promise.all(kept);
    },
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    get loadings() {
      return loadings;
    },
  };
}

test("probes are answered while it loads; everyone else waits for the one loading", async () => {
  const worker = workerThatLoads(["ready"]);
  const asked = [worker.get("/v1/ask"), worker.get("/")];
  expect(await worker.get("/readyz")).toBe("loading");
  expect(await worker.get("/healthz")).toBe("loading");
  await worker.finish();
  expect(await Promise.all(asked)).toEqual(["ready", "ready"]);
  expect(await worker.get("/v1/search")).toBe("ready");
  expect(worker.loadings).toBe(1);
});

test("a loading that failed is tried again after the time callers are told to wait, not before", async () => {
  const worker = workerThatLoads(["failed", "ready"]);
  const refused = worker.get("/v1/ask");
  await worker.finish();
  expect(await refused).toBe("failed");
  worker.pass(59_999);
  expect(await worker.get("/v1/ask")).toBe("failed");
  expect(worker.loadings).toBe(1);
  worker.pass(1);
  const answered = worker.get("/v1/ask");
  expect(await worker.get("/readyz")).toBe("failed");
  await worker.finish();
  expect(await answered).toBe("ready");
  expect(worker.loadings).toBe(2);
});
