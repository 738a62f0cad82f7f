import { readFileSync } from "node:fs";
import type { Sentence } from "../../src/domain/document.ts";

export const source = readFileSync(new URL("../../corpus/lin-an-2024/document.txt", import.meta.url), "utf8");

export interface PublishedProvision {
  /** `18` for a clause, `chapter-2` for an introduction, `closing`. */
  readonly name: string;
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

const clauseLine = /^\([一二三四五六七八九十]+\)([^。]+)。(.*)\(责任单位:.*\)$/;
const headingLine = /^[一二三四五六七八]、/;

/** The provisions of the published policy, read by nothing but its lines, so that extraction is tested alone. */
export const provisions: readonly PublishedProvision[] = readProvisions();

export function sentencesOf(text: string, offset = 0): Sentence[] {
  return [...text.matchAll(/[^。\n]+。?/g)].map((match) => {
    const start = offset + match.index;
    return { text: match[0], span: { start, end: start + match[0].length } };
  });
}

function readProvisions(): PublishedProvision[] {
  const found: PublishedProvision[] = [];
  let chapter = 0;
  let clause = 0;
  let offset = 0;
  for (const line of source.split("\n")) {
    const match = clauseLine.exec(line);
    if (headingLine.test(line)) {
      chapter += 1;
    } else if (match !== null) {
      const [, title = "", body = ""] = match;
      clause += 1;
      found.push({
        name: String(clause),
        title,
        sentences: sentencesOf(body, offset + line.indexOf(title) + title.length + 1),
      });
    } else if (chapter > 0) {
      const name = clause === 74 ? "closing" : `chapter-${chapter}`;
      found.push({ name, title: "", sentences: sentencesOf(line, offset) });
    }
    offset += line.length + 1;
  }
  return found;
}
