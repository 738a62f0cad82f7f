import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

function run(level: string, to: string) {
  const module = new URL("../../../src/adapters/node/pino-logger.ts", import.meta.url).href;
  const script = `
    const { createPinoLogger } = await import(${JSON.stringify(module)});
    const log = createPinoLogger({ level: ${JSON.stringify(level)}, to: ${JSON.stringify(to)} });
    log.debug("quiet");
    log.info("request", { requestId: "r1", status: 200, problems: ["a", "b"] });
    log.error("request failed");
    process.kill(process.pid, "SIGKILL");
  `;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
}

test("lines are JSON with a time and a level, written before the process can die", () => {
  const { stdout, stderr } = run("info", "stdout");
  expect(stderr).toBe("");
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: "r1",
      status: 200,
      problems: ["a", "b"],
      msg: "request",
    },
    { level: "error", time: expect.any(String), msg: "request failed" },
  ]);
});

test("commands whose output is their result log to the standard error", () => {
  const { stdout, stderr } = run("error", "stderr");
  expect(stdout).toBe("");
  expect(JSON.parse(stderr)).toMatchObject({ level: "error", msg: "request failed" });
});
