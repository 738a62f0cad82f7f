import { escapeHtml } from "../html.ts";

export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];
export type Wording = Readonly<Record<Language, string>>;

/** On a card of its own colour, so that it can be read on any page; the card follows the reader's light or dark. */
const style = `
text{font:13px system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;fill:#1b2733}
.title{font-weight:600;font-size:15px}.faint{fill:#5c6b7a;font-size:12px}.value{font-size:12px}
.card{fill:#fff;stroke:#d9e0e7}.grid{stroke:#e3e8ed}.whole{stroke:#b3402a;stroke-dasharray:3 3}
.whisker{stroke:#1b2733;fill:none;stroke-width:1.3}.a{fill:#a39c8d}.b{fill:#8db4e0}.c{fill:#3576bd}
@media (prefers-color-scheme:dark){text{fill:#e3e9ef}.faint{fill:#98a6b4}.card{fill:#12181f;stroke:#323e4a}
.grid{stroke:#2a343e}.whole{stroke:#e2775f}.whisker{stroke:#e3e9ef}.a{fill:#8a8478}.b{fill:#4a6f9a}.c{fill:#5b9ae0}}
`;

export function plotCard(
  { width, height }: { readonly width: number; readonly height: number },
  title: string,
  body: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(title)}">
<style>${style}</style>
<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${text(20, 30, title, "title")}
${body.join("\n")}
</svg>
`;
}

export function text(
  x: number,
  y: number,
  words: string,
  className = "",
  anchor: "start" | "middle" | "end" = "start",
): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" class="${className}" text-anchor="${anchor}">${escapeHtml(words)}</text>`;
}

export function line(
  className: string,
  from: readonly [number, number],
  to: readonly [number, number],
): string {
  return `<line class="${className}" x1="${fixed(from[0])}" y1="${fixed(from[1])}" x2="${fixed(to[0])}" y2="${fixed(to[1])}"/>`;
}

export function fixed(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10);
}
