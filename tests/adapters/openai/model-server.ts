import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface ModelRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model?: string;
    readonly input?: readonly string[];
    readonly dimensions?: number;
    readonly encoding_format?: string;
    readonly query?: string;
    readonly documents?: readonly string[];
    readonly top_n?: number;
    readonly messages?: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string };
  };
}

export interface ModelReply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, all else as JSON. */
  readonly body?: unknown;
  /** Keeps the caller waiting for ever. */
  readonly hangs?: boolean;
}

export type Behaviour = (request: ModelRequest, attempt: number) => ModelReply;

export interface ModelServer {
  /** `http://127.0.0.1:34567` */
  readonly url: string;
  /** Every request so far. */
  readonly requests: readonly ModelRequest[];
  /** From now on; requests are counted anew. */
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

/** A server on this machine that speaks `/embeddings` and `/rerank`, honestly unless told otherwise. */
export async function startModelServer(behaviour: Behaviour = honestly): Promise<ModelServer> {
  let current = behaviour;
  let requests: ModelRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { url = "", headers } = incoming;
    const request = { path: url, headers, body: JSON.parse(Buffer.concat(chunks).toString() || "{}") };
    requests.push(request);
    const reply = current(request, requests.length);
    if (reply.hangs) return;
    const { status = 200, body = "" } = reply;
    outgoing.writeHead(status, { "content-type": "application/json", ...reply.headers });
    outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    behave(behaviour) {
      current = behaviour;
      requests = [];
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function honestly({ path, body }: ModelRequest): ModelReply {
  if (path.endsWith("/embeddings")) return { body: { object: "list", data: embeddings(body) } };
  const documents = body.documents ?? [];
  const asked = new Set(body.query);
  const results = documents.map((document, index) => ({
    index,
    relevance_score: new Set([...document].filter((character) => asked.has(character))).size / asked.size,
  }));
  return { body: { results: results.sort((one, other) => other.relevance_score - one.relevance_score) } };
}

/** What `/chat/completions` answers when a model says this. */
export function chatReply(content: string | null, finishReason = "stop"): ModelReply {
  const choice = { index: 0, message: { role: "assistant", content }, finish_reason: finishReason };
  const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
  return { body: { object: "chat.completion", model: "tiny", choices: [choice], usage } };
}

/** Of a text, the characters counted in so many places; not of unit length, as many endpoints give them. */
export function embeddings({ input = [], dimensions = 16 }: ModelRequest["body"]) {
  return input.map((text, index) => {
    const embedding: number[] = new Array(dimensions).fill(0.01);
    for (const character of text) {
      const place = (character.codePointAt(0) ?? 0) % dimensions;
      embedding[place] = (embedding[place] ?? 0) + 1;
    }
    return { object: "embedding", index, embedding };
  });
}
