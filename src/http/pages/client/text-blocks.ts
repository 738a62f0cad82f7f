export type TextBlock =
  | { readonly kind: "paragraph"; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly items: readonly string[] };

/**
 * The blocks of an answer's text: paragraphs apart by blank lines, their line breaks kept, and lists of lines that
 * begin with `- `. Nothing else is markup. Works on text that is still arriving.
 */
export function textBlocks(text: string): TextBlock[] {
  return text.split(/\n[^\S\n]*\n/).flatMap(blocksOf);
}

function blocksOf(part: string): TextBlock[] {
  const blocks: ({ kind: "paragraph"; lines: string[] } | { kind: "list"; items: string[] })[] = [];
  for (const line of part.split("\n").map((raw) => raw.trim())) {
    if (line === "") continue;
    const last = blocks.at(-1);
    if (line.startsWith("- ")) {
      const item = line.slice(2).trim();
      if (last?.kind === "list") last.items.push(item);
      else blocks.push({ kind: "list", items: [item] });
    } else if (last?.kind === "paragraph") last.lines.push(line);
    else blocks.push({ kind: "paragraph", lines: [line] });
  }
  return blocks;
}
