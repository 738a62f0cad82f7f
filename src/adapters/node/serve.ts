import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { TiaowenError } from "../../domain/errors.ts";
import { defectFields, type Logger } from "../../http/logger.ts";
import { ProblemError, problemResponse, toProblemError } from "../../http/problems.ts";

export interface ServeOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly log: Logger;
}

export interface RunningServer {
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  /**
   * Stops accepting, waits for open answers, streams among them, then closes every connection.
   * @returns false when the grace ran out and open answers were cut off
   */
  stop(graceSeconds: number): Promise<boolean>;
}

/** A sender that needs longer for its 256 KiB is not one. */
const requestTimeoutMilliseconds = 60_000;

/** For kept-alive connections to end by themselves after the last answer, before they are cut. */
const farewellMilliseconds = 250;

/**
 * Listens with Node's own server.
 * @throws TiaowenError `configuration_invalid` naming PORT or HOST when it cannot listen there
 */
export function serve({ fetch, host, port, log }: ServeOptions): Promise<RunningServer> {
  const listener = getRequestListener(fetch, {
    hostname: host,
    errorHandler: (error) => {
      const requestId = crypto.randomUUID();
      if (error instanceof RequestError) return problemResponse(transportProblem(error), requestId);
      log.error("request failed outside the app", { requestId, ...defectFields(error) });
      return problemResponse(toProblemError(error), requestId);
    },
  });
  const server = createServer({ requestTimeout: requestTimeoutMilliseconds }, listener);
  const openAnswers = countOpenAnswers(server);
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(listenFailure(error, host, port));
    server.once("error", onError);
    server.listen(port, host, () => {
      server.off("error", onError);
      resolve({ url: urlOf(server.address()), stop: (seconds) => stop(server, openAnswers, seconds) });
    });
  });
}

interface OpenAnswers {
  readonly count: number;
  /** Resolves when none is open. */
  none(): Promise<void>;
}

function countOpenAnswers(server: Server): OpenAnswers {
  let count = 0;
  const waiting: (() => void)[] = [];
  server.on("request", (_request, response) => {
    count += 1;
    response.once("close", () => {
      count -= 1;
      if (count === 0) for (const resolve of waiting.splice(0)) resolve();
    });
  });
  return {
    get count() {
      return count;
    },
    none: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

async function stop(server: Server, openAnswers: OpenAnswers, graceSeconds: number): Promise<boolean> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await Promise.race([openAnswers.none(), after(graceSeconds * 1000)]);
  const allFinished = openAnswers.count === 0;
  if (allFinished) {
    server.closeIdleConnections();
    await Promise.race([closed, after(farewellMilliseconds)]);
  }
  server.closeAllConnections();
  await closed;
  return allFinished;
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

/** What reaches the server without ever reaching the app, e.g. a Host header that is no host. */
function transportProblem(cause: RequestError): ProblemError {
  return new ProblemError("malformed-request", "请求地址或 Host 头不合法。", { cause });
}

function listenFailure(cause: Error, host: string, port: number): TiaowenError {
  switch ("code" in cause ? cause.code : "") {
    case "EADDRINUSE":
      return new TiaowenError("configuration_invalid", `设置 PORT:端口 ${port} 已被占用,请换一个`, {
        at: "PORT",
        cause,
      });
    case "EACCES":
      return new TiaowenError("configuration_invalid", `设置 PORT:没有权限使用端口 ${port}`, {
        at: "PORT",
        cause,
      });
    default:
      return new TiaowenError("configuration_invalid", `设置 HOST:无法在 ${host} 上监听`, {
        at: "HOST",
        cause,
      });
  }
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
