// Half of a start goes into taking the types out of modules and compiling them; later starts find that done. Loaded before
// the program and without types of its own: once anything has types to be taken out, what does so, some 15 MB, stays in
// memory. So the first start of all has it done by a process that ends.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants, enableCompileCache } from "node:module";
import { join } from "node:path";

const directory = join(import.meta.dirname, "../../node_modules/.cache/tiaowen");
const isFirst = !existsSync(directory);
const { status } = enableCompileCache(directory);
if (isFirst && status === constants.compileCacheStatus.ENABLED) {
  spawnSync(process.execPath, ["--import", import.meta.url, join(import.meta.dirname, "compile.ts")]);
}
