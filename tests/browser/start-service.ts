import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startArguments } from "../start-command.ts";

export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, "../..");

/**
 * The service as people start it, in a process of its own, ready to answer.
 * @param port 0 for any free one
 */
export async function startService(port = 0): Promise<RunningService> {
  const data = await mkdtemp(join(tmpdir(), "tiaowen-browser-"));
  const child = spawn(process.execPath, startArguments, {
    cwd: root,
    env: { PATH: process.env["PATH"], PORT: String(port), DATA_DIR: data },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const listening = Promise.withResolvers<string>();
  const ready = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { msg, url } = JSON.parse(line);
    if (msg === "listening") listening.resolve(url);
    if (msg === "ready") ready.resolve();
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    await rm(data, { recursive: true, force: true });
  };
  const outcome = await Promise.race([Promise.all([listening.promise, ready.promise]), exited]);
  const [url] = outcome;
  if (typeof url !== "string") throw new Error(`the service ended before it was ready: ${String(outcome)}`);
  return { url, stop };
}
