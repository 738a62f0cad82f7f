import { placedMessage, TiaowenError } from "../domain/errors.ts";
import { defectFields, type Logger, logProblem } from "./logger.ts";
import type { PolicyService, Readiness } from "./readiness.ts";

/**
 * Loads what answers and says in the log and in `/readyz` how it went. Documents that could not be loaded are named
 * and the others served; with none at all the process goes on serving its reasons. Never throws.
 */
export async function becomeReady(
  readiness: Readiness,
  log: Logger,
  open: () => Promise<PolicyService>,
): Promise<void> {
  const started = performance.now();
  try {
    const service = await open();
    const { documents, problems } = service.corpus;
    for (const problem of problems) logProblem(log, problem);
    if (documents.length === 0) {
      readiness.failed(problems);
      log.error("no document to answer from");
      return;
    }
    readiness.ready(service);
    const { embedder, reranker, problems: modelProblems } = service.rankingState();
    log.info("ready", {
      documents: documents.length,
      embedder,
      reranker,
      degraded: modelProblems.map(placedMessage),
      vectorIndex: service.vectorIndex,
      durationMs: Math.round(performance.now() - started),
    });
  } catch (error) {
    if (error instanceof TiaowenError) {
      readiness.failed([error]);
      logProblem(log, error);
    } else {
      readiness.failed([]);
      // Nobody has asked anything yet: the message holds no caller's words.
      log.error("loading failed", { ...defectFields(error), reason: String(error) });
    }
  }
}
