import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Prompt, parsePrompt } from "../../domain/prompt.ts";

/**
 * A file of `prompts/`.
 * @throws TiaowenError `configuration_invalid` for one that is not as expected
 */
export async function readPrompt<Section extends string>(
  name: string,
  expected: Readonly<Record<Section, readonly string[]>>,
): Promise<Prompt<Section>> {
  const path = join(import.meta.dirname, "../../../prompts", `${name}.md`);
  return parsePrompt(name, await readFile(path, "utf8"), expected);
}
