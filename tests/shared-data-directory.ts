import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where tests that only ask find the index of the corpus: the first of them builds it, from one run to the next. */
export const sharedDataDirectory = join(tmpdir(), "tiaowen-tests");
