import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, test } from "vitest";
import { answerSchema } from "../../src/domain/answer.ts";
import { collect, readEvents } from "./server-sent-events.ts";
import { postJson } from "./small-service.ts";

const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

async function start(graceSeconds: number) {
  const child = spawn(process.execPath, [new URL("slow-server.ts", import.meta.url).pathname], {
    env: { PATH: process.env["PATH"], PORT: "0", SHUTDOWN_GRACE_SECONDS: String(graceSeconds) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  const logged: { msg: string; url?: string }[] = [];
  const listening = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const entry = JSON.parse(line);
    logged.push(entry);
    if (entry.msg === "listening") listening.resolve(entry.url);
  });
  const exited = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  return { child, exited, logged, url: await listening.promise };
}

const question = postJson({ question: "加装电梯找谁" }, { accept: "text/event-stream" });

describe("SIGTERM", () => {
  test("lets open answers, streams too, come to their end, takes no more, and exits with 0", async () => {
    const { child, exited, logged, url } = await start(30);
    const stream = readEvents(await fetch(`${url}/v1/ask`, question));
    expect((await stream.next()).value?.event).toBe("search-results");
    const whole = fetch(`${url}/v1/ask`, postJson({ question: "加装电梯找谁" }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGTERM");
    await expect.poll(() => logged.map(({ msg }) => msg)).toContain("stopping");
    await expect(fetch(`${url}/healthz`, { headers: { connection: "close" } })).rejects.toThrow();

    const rest = await collect(stream);
    expect(rest.at(-1)?.event).toBe("answer");
    const text = rest.slice(0, -1).map(({ data }) => (data as { text: string }).text);
    expect(text.join("")).toBe(answerSchema.parse(rest.at(-1)?.data).answer);
    expect(answerSchema.parse(await (await whole).json()).status).toBe("answered");
    expect(await exited).toEqual({ code: 0, signal: null });
    expect(logged.map(({ msg }) => msg)).not.toContain("open answers were cut off");
  });

  test("with nothing open ends at once, idle kept-alive connections or not", async () => {
    const { child, exited, url } = await start(30);
    await (await fetch(`${url}/healthz`)).text();
    const started = performance.now();
    child.kill("SIGTERM");
    expect(await exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("cuts off what the grace does not suffice for, says so, and exits with 0", async () => {
    const { child, exited, logged, url } = await start(0);
    const stream = readEvents(await fetch(`${url}/v1/ask`, question));
    await stream.next();
    child.kill("SIGTERM");
    await expect(collect(stream)).rejects.toThrow();
    expect(await exited).toEqual({ code: 0, signal: null });
    expect(logged.map(({ msg }) => msg)).toContain("open answers were cut off");
  });
});

describe("a second signal", () => {
  test("ends the process at once", async () => {
    const { child, exited, logged, url } = await start(30);
    const stream = readEvents(await fetch(`${url}/v1/ask`, question));
    await stream.next();
    child.kill("SIGTERM");
    await expect.poll(() => logged.map(({ msg }) => msg)).toContain("stopping");
    await new Promise((resolve) => setTimeout(resolve, 600));
    child.kill("SIGINT");
    expect(await exited).toEqual({ code: 130, signal: null });
    await expect(collect(stream)).rejects.toThrow();
  });

  test("is the same one when it follows within milliseconds, as Ctrl-C under npm does", async () => {
    const { child, exited, url } = await start(30);
    const stream = readEvents(await fetch(`${url}/v1/ask`, question));
    await stream.next();
    child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 30));
    child.kill("SIGINT");
    expect((await collect(stream)).at(-1)?.event).toBe("answer");
    expect(await exited).toEqual({ code: 0, signal: null });
  });
});
