import {
  endsLikeTitle,
  headingNumberOf,
  isAdoptionNote,
  isAttachmentHeading,
  isIssuerLine,
  isNoticeSentence,
  isPublicNote,
  isTitleFragment,
  type Line,
} from "./document-lines.ts";

/** A title as printed over one or more lines; `first` and `last` are line indexes, both inclusive. */
export interface TitleBlock {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

export interface DocumentTitles {
  /** The title at the head: of the document, or of the notice that issues it. */
  readonly outer: TitleBlock | null;
  /** The title of the text that a notice issues, where it follows under its own title. */
  readonly inner: TitleBlock | null;
  /** What the notice names as issued by it, without book-title marks. */
  readonly issued: string | null;
}

const longestTitleInLines = 7;

export function findTitles(lines: readonly Line[], isOutside: (index: number) => boolean): DocumentTitles {
  const outer = findOuterTitle(lines, isOutside);
  const from = outer === null ? 0 : outer.last + 1;
  const issuedTitles = titlesIssued(lines, outer, isOutside);
  for (const issued of issuedTitles) {
    const inner = findTitleNamed(lines, issued, from, isOutside);
    if (inner !== null) return { outer, inner, issued };
  }
  const inner = outer === null ? null : titleAfterNotice(lines, from, isOutside);
  return { outer, inner, issued: issuedTitles[0] ?? null };
}

function findOuterTitle(lines: readonly Line[], isOutside: (index: number) => boolean): TitleBlock | null {
  let fallback: TitleBlock | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === "" || isOutside(index)) continue;
    if (headingNumberOf(line.text)?.value === 1 && !isContentsEntry(lines, index)) break;
    const block = titleBlockAt(lines, index, isOutside);
    if (block === null) continue;
    if (/关于|印发|转发|《/u.test(block.text)) return lastRepetition(lines, block, isOutside);
    if (fallback === null) fallback = block;
    index = block.last;
  }
  return fallback === null ? firstShortLine(lines, isOutside) : lastRepetition(lines, fallback, isOutside);
}

/** A page often prints the title twice, above and below its fields; the document begins with the second. */
function lastRepetition(
  lines: readonly Line[],
  block: TitleBlock,
  isOutside: (index: number) => boolean,
): TitleBlock {
  for (let index = block.last + 1; index < Math.min(lines.length, block.last + 40); index += 1) {
    const text = lines[index]?.text ?? "";
    if (isSentenceLine(text) || headingNumberOf(text)?.value === 1) break;
    const again = titleBlockAt(lines, index, isOutside);
    if (again !== null && comparable(again.text) === comparable(block.text)) return again;
  }
  return block;
}

function isSentenceLine(text: string): boolean {
  return /[。；;]/u.test(text);
}

function isContentsEntry(lines: readonly Line[], index: number): boolean {
  const before = lines.slice(Math.max(0, index - 3), index).some((line) => /^目\s*录$/u.test(line.text));
  return before || /(?:…|\.{3,}|·{3,})\s*\d+$/u.test(lines[index]?.text ?? "");
}

/** Without any title of the usual form, a short line at the very top is one. */
function firstShortLine(lines: readonly Line[], isOutside: (index: number) => boolean): TitleBlock | null {
  for (const [index, line] of lines.entries()) {
    if (line.text === "" || isOutside(index)) continue;
    const text = tidyTitle([line.text]);
    if (!isTitleFragment(line.text)) {
      if (isSentenceLine(line.text) || headingNumberOf(line.text) !== null) return null;
      continue;
    }
    return isIssuerLine(line.text) || text.length < 4 || text.length > 50
      ? null
      : { text, first: index, last: index };
  }
  return null;
}

/** The title that begins with the line, over as many lines as it takes to end like one. */
export function titleBlockAt(
  lines: readonly Line[],
  first: number,
  isOutside: (index: number) => boolean,
): TitleBlock | null {
  const parts: string[] = [];
  let last = first;
  let blanks = 0;
  let found: TitleBlock | null = null;
  for (let index = first; index < lines.length && parts.length < longestTitleInLines; index += 1) {
    const text = plainTitleText(lines[index]?.text ?? "");
    if (text === "") {
      blanks += 1;
      if (blanks > 2 || parts.length === 0) break;
      continue;
    }
    if (isOutside(index)) break;
    const isSuffix = found !== null && isTitleSuffix(text);
    if (
      !isSuffix &&
      (!isTitleFragment(text) || (found !== null && !continuesTitle(found.text, text, blanks)))
    )
      break;
    // The issuer above 关于… belongs to the title, elsewhere it is a signature or the name of a site.
    if (parts.length === 0 && isIssuerLine(text) && !/^(?:关于|印发|转发|批转)/u.test(nextText(lines, index)))
      break;
    if (parts.length > 0 && !isSuffix && isIssuerLine(text) && !isIssuerLine(parts.at(-1) ?? "")) break;
    parts.push(text);
    last = index;
    blanks = 0;
    const joined = tidyTitle(parts);
    if (joined.length >= 6 && endsLikeTitle(joined)) found = { text: joined, first, last };
    else if (isSuffix && found !== null) found = { text: joined, first, last };
  }
  return found;
}

function nextText(lines: readonly Line[], index: number): string {
  for (let next = index + 1; next < Math.min(lines.length, index + 4); next += 1) {
    const text = lines[next]?.text ?? "";
    if (text !== "") return isIssuerLine(text) ? nextText(lines, next) : text;
  }
  return "";
}

function isTitleSuffix(text: string): boolean {
  return /^[(（〔【[][^()（）]{1,30}[)）〕】\]]$/u.test(text) && !isPublicNote(text) && !isAdoptionNote(text);
}

/** Whether a further line goes on with a title that could already end: …政策措施 / 实施方案, …若干政策 / 的通知. */
function continuesTitle(title: string, text: string, blanks: number): boolean {
  if (/^(?:的|》|〉)/u.test(text)) return true;
  if (/^关于|^《/u.test(text) || blanks > 0) return false;
  return text.length <= 14 && endsLikeTitle(text) && !/(?:通知|决定|公告|通告|函|批复)$/u.test(title);
}

function plainTitleText(text: string): string {
  return text.replace(/^#{1,6}\s+/u, "").replace(/^\*\*(.*)\*\*$/u, "$1");
}

function tidyTitle(parts: readonly string[]): string {
  const joined = parts
    .map((part, index) => {
      const text = plainTitleText(part).replace(/[\s\u3000]+/gu, " ");
      // Issuers one below the other stay apart.
      return isIssuerLine(part) && isIssuerLine(parts[index + 1] ?? "") ? `${text} ` : text;
    })
    .join("");
  const isSpacedOut = /^(?:\S ){3,}\S$/u.test(joined);
  const title = isSpacedOut ? joined.replaceAll(" ", "") : joined.replace(/ ?([《》〈〉]) ?/gu, "$1");
  const unmarked = title.replace(
    /^[【[(（](?:已)?(?:废止|失效)[】\])）]|[【[(（](?:已)?(?:废止|失效)[】\])）]$/gu,
    "",
  );
  return /^《[^《》]*》$/u.test(unmarked) ? unmarked.slice(1, -1) : unmarked;
}

/** One spelling for titles that are printed with other brackets, marks or spaces. */
function comparable(title: string): string {
  return title.normalize("NFKC").replace(/[\s《》〈〉<>“”"'()〔〕【】[\]]/gu, "");
}

function titlesIssued(
  lines: readonly Line[],
  outer: TitleBlock | null,
  isOutside: (index: number) => boolean,
): string[] {
  const titles: string[] = [];
  const fromTitle =
    /(?:印发|转发|批转|公布|发布|颁布|颁发|下发)(.+?)的(?:通知|通告|公告|决定|函|意见|命令)(?:[(（].*[)）])?$/u.exec(
      outer?.text ?? "",
    )?.[1];
  if (fromTitle !== undefined) titles.push(fromTitle);
  const from = outer === null ? 0 : outer.last + 1;
  for (let index = from; index < Math.min(lines.length, from + 40); index += 1) {
    const text = lines[index]?.text ?? "";
    if (isOutside(index) || !isNoticeSentence(text)) continue;
    for (const match of text.matchAll(/《((?:[^《》]|《[^》]*》)+)》/gu)) {
      if (match[1] !== undefined) titles.push(match[1]);
    }
    break;
  }
  return titles.map((title) => title.replace(/^《|》$/gu, ""));
}

function findTitleNamed(
  lines: readonly Line[],
  title: string,
  from: number,
  isOutside: (index: number) => boolean,
): TitleBlock | null {
  const wanted = comparable(title);
  if (wanted.length < 4) return null;
  for (let first = from; first < lines.length; first += 1) {
    if (isOutside(first) || !isTitleFragment(plainTitleText(lines[first]?.text ?? ""))) continue;
    const parts: string[] = [];
    for (let index = first; index < lines.length && parts.length < longestTitleInLines; index += 1) {
      const text = lines[index]?.text ?? "";
      if (text === "") continue;
      parts.push(text);
      const printed = comparable(tidyTitle(parts));
      if (!wanted.startsWith(printed) && !printed.startsWith(wanted)) break;
      const suffix = /[(（〔【[][^()（）]{1,30}[)）〕】\]]$/u.exec(tidyTitle(parts))?.[0] ?? "";
      if (printed === wanted || printed === wanted + comparable(suffix)) {
        return withSuffix(lines, { text: tidyTitle(parts), first, last: index });
      }
    }
  }
  return null;
}

function withSuffix(lines: readonly Line[], block: TitleBlock): TitleBlock {
  for (let index = block.last + 1; index < Math.min(lines.length, block.last + 3); index += 1) {
    const text = lines[index]?.text ?? "";
    if (text === "") continue;
    if (!isTitleSuffix(text)) break;
    return { text: block.text + text, first: block.first, last: index };
  }
  return block;
}

/** A title that follows the sentence of issue, or the word 附件, before anything is numbered. */
function titleAfterNotice(
  lines: readonly Line[],
  from: number,
  isOutside: (index: number) => boolean,
): TitleBlock | null {
  let issued = false;
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? "";
    if (text === "" || isOutside(index)) continue;
    if (isNoticeSentence(text)) issued = true;
    else if (headingNumberOf(text) !== null) return null;
    else if (issued) {
      const block = isAttachmentHeading(text) ? null : titleBlockAt(lines, index, isOutside);
      if (block !== null) return block;
    }
  }
  return null;
}
