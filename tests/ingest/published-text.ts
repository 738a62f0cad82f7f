import { readFileSync } from "node:fs";

/** The first document of the corpus, as published. */
export function publishedText(): string {
  return readFileSync(new URL("../../corpus/lin-an-2024/document.txt", import.meta.url), "utf8");
}
