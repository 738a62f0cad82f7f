import { parseArgs } from "node:util";
import * as z from "zod";
import { TiaowenError } from "../../src/domain/errors.ts";

/**
 * Runs a command with its checked arguments, each `--name value`. What the caller did wrong is said in one line
 * and ends the process with 2; other errors keep their stack.
 */
export async function runCommand<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (settings: z.output<z.ZodObject<Shape>>) => Promise<void>,
): Promise<void> {
  try {
    const parsed = z.object(shape).safeParse(readArguments(Object.keys(shape)));
    if (!parsed.success) {
      const lines = parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`);
      throw new TiaowenError("configuration_invalid", lines.join("\n"));
    }
    await run(parsed.data);
  } catch (error) {
    if (!(error instanceof TiaowenError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

function readArguments(names: readonly string[]): object {
  try {
    return parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
    }).values;
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `参数不合法:${process.argv.slice(2).join(" ")}`, {
      cause,
    });
  }
}
