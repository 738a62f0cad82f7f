import { buildWorker } from "../adapters/node/build-worker.ts";
import { readSettings } from "../adapters/node/settings.ts";
import { TiaowenError } from "../domain/errors.ts";

try {
  const built = await buildWorker({
    settings: readSettings(process.env),
    outputDirectory: "dist/worker",
    warn: (message) => process.stderr.write(`${message}\n`),
  });
  for (const [name, bytes] of built) {
    process.stdout.write(`dist/worker/${name}  ${Math.ceil(bytes / 1024)} KiB\n`);
  }
} catch (error) {
  if (!(error instanceof TiaowenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
