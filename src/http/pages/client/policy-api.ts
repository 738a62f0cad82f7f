import type * as z from "zod";
import type { clauseSchema, documentSummarySchema } from "../../document-resources.ts";
import { CallError, refusalOf } from "./failure.ts";

export type DocumentSummary = z.infer<typeof documentSummarySchema>;
export type Clause = z.infer<typeof clauseSchema>;

export async function fetchDocuments(): Promise<DocumentSummary[]> {
  const { documents }: { documents: DocumentSummary[] } = await getJson("/v1/documents");
  return documents;
}

/** @param clauseId as citations carry it: `lin-an-2024/18` */
export function fetchClause(clauseId: string, signal: AbortSignal): Promise<Clause> {
  const path = clauseId.split("/").map(encodeURIComponent).join("/");
  return getJson(`/v1/clauses/${path}`, signal);
}

/** The service makes what it sends from the very schemas the types here are read from. */
async function getJson<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  const response = await call(path, signal === undefined ? {} : { signal });
  return response.json();
}

/**
 * A request to the service.
 * @throws CallError when there is no answer or it is none of success; the platform's AbortError when `signal` aborts
 */
export async function call(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new CallError({ kind: navigator.onLine ? "unreachable" : "offline" }, error);
  }
  if (!response.ok) throw new CallError(await refusalOf(response));
  return response;
}
