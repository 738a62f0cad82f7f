import { TiaowenError } from "./errors.ts";

/** What a model is told: a file of `prompts/`, in sections that are put into messages. */
export interface Prompt<Section extends string> {
  /** The file's name without ending. */
  readonly name: string;
  /** Goes up with every change, so that a record of it tells what a model was told. */
  readonly version: number;
  readonly sections: Readonly<Record<Section, string>>;
}

const frontMatter = /^---\nversion: ([1-9]\d{0,5})\n---\n/;
const heading = /^# ([a-z][a-z-]*)$/;
const placeholder = /\{\{([A-Za-z]+)\}\}/g;

/**
 * @param text `version` between lines of `---`, then sections under headings of level one
 * @param expected each section with the placeholders that it fills: `{{name}}`
 * @throws TiaowenError `configuration_invalid` naming what is missing, unknown or there twice
 */
export function parsePrompt<Section extends string>(
  name: string,
  text: string,
  expected: Readonly<Record<Section, readonly string[]>>,
): Prompt<Section> {
  const invalid = (reason: string) =>
    new TiaowenError("configuration_invalid", reason, { at: `prompts/${name}.md` });
  const lines = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const version = frontMatter.exec(lines);
  if (version === null) throw invalid("开头应为三行:---、version: 数字、---");
  const found = sectionsOf(lines.slice(version[0].length), invalid);
  const sections = {} as Record<Section, string>;
  for (const section of Object.keys(expected) as Section[]) {
    const content = found.get(section);
    if (content === undefined || content === "") throw invalid(`缺少“# ${section}”一节`);
    const filled = new Set([...content.matchAll(placeholder)].map(([, mark = ""]) => mark));
    const missing = expected[section].filter((mark) => !filled.has(mark));
    const unknown = [...filled].filter((mark) => !expected[section].includes(mark));
    if (missing.length > 0) throw invalid(`“# ${section}”中缺少 ${marked(missing)}`);
    if (unknown.length > 0) throw invalid(`“# ${section}”中的 ${marked(unknown)} 不知是什么`);
    sections[section] = content;
    found.delete(section);
  }
  if (found.size > 0) throw invalid(`“# ${[...found.keys()].join("”、“# ")}”没有用处`);
  return { name, version: Number(version[1]), sections };
}

function sectionsOf(text: string, invalid: (reason: string) => TiaowenError): Map<string, string> {
  const sections = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of text.split("\n")) {
    const [, section] = heading.exec(line) ?? [];
    if (section !== undefined) {
      if (sections.has(section)) throw invalid(`“# ${section}”出现了两次`);
      current = [];
      sections.set(section, current);
    } else if (current !== null) current.push(line);
    else if (line.trim() !== "") throw invalid("第一节之前有文字");
  }
  return new Map([...sections].map(([section, content]) => [section, content.join("\n").trim()]));
}

function marked(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join("、");
}

/** A section with its placeholders filled, all at once: a value that holds one stays as it is. */
export function fillPrompt(section: string, values: Readonly<Record<string, string>>): string {
  return section.replace(placeholder, (mark, name: string) => values[name] ?? mark);
}
