import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";
import { postJson } from "../http/small-service.ts";
import { startArguments } from "../start-command.ts";

const root = join(import.meta.dirname, "../..");

/** Makes the process say how many bytes it has in memory whenever it is sent anything. */
const tellMemory = `data:text/javascript,process.on("message", () => process.send(process.memoryUsage.rss()));`;

test("1,200 questions leave less than 200 MB resident", async () => {
  const { askedQuestions } = await loadCorpus(folderCorpusSource(join(root, "corpus")));
  const questions = askedQuestions.map(({ text }) => text);
  const data = await mkdtemp(join(tmpdir(), "tiaowen-memory-"));
  const child = spawn(process.execPath, ["--import", tellMemory, ...startArguments], {
    cwd: root,
    env: { PATH: process.env["PATH"], PORT: "0", DATA_DIR: data },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (child.stdout === null) throw new Error("its log was to be read");
  try {
    const ready = Promise.withResolvers<string>();
    let listeningAt = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { msg, url } = JSON.parse(line);
      if (msg === "listening") listeningAt = url;
      if (msg === "ready") ready.resolve(listeningAt);
    });
    const url = await ready.promise;
    for (let asked = 0; asked < 1200; asked++) {
      const question = questions[asked % questions.length];
      const response = await fetch(`${url}/v1/ask`, postJson({ question }));
      expect(response.status).toBe(200);
      await response.text();
    }
    child.send("how much?");
    const [bytes] = await once(child, "message");
    expect(bytes / 2 ** 20).toBeLessThan(200);
  } finally {
    child.kill("SIGKILL");
    await rm(data, { recursive: true, force: true });
  }
});
