import type { DocumentMatter, ParsedDocument } from "../domain/document.ts";
import type { DocumentExtent } from "./document-extent.ts";
import {
  documentNumberOfLine,
  findDocumentNumber,
  isIssuerLine,
  isRepealBanner,
  issuerBeforeDate,
  type Line,
} from "./document-lines.ts";
import { findDates, hasDay } from "./official-dates.ts";
import { anyOf, officialWords, type PageField } from "./official-words.ts";
import { bareFieldName, readPageFields } from "./page-fields.ts";

export interface DocumentFacts
  extends Pick<ParsedDocument, "title" | "issuer" | "documentNumber" | "date" | "status"> {
  /** ISO days that the page states beside the document. */
  readonly pageValidFrom: string | null;
  readonly pageValidUntil: string | null;
}

/** What the document's frame and the page around it state. Whatever stands outside the document is not asked. */
export function readDocumentFacts(
  source: string,
  lines: readonly Line[],
  extent: DocumentExtent,
): DocumentFacts {
  const framed = lines.flatMap((line) => {
    const matter = extent.matter.find(({ span }) => line.start >= span.start && line.end <= span.end);
    return line.text === "" ||
      matter === undefined ||
      matter.kind === "outside" ||
      matter.kind === "attachments"
      ? []
      : [{ text: line.text, kind: matter.kind }];
  });
  const page = readPage(framed);
  const { outer, inner, issued } = extent.titles;
  const title = inner?.text ?? titleIssuedWithoutOwn(extent) ?? outer?.text ?? page.get("title") ?? null;
  return {
    title,
    issuer: readIssuer(framed, outer?.text ?? inner?.text ?? page.get("title") ?? "", page),
    documentNumber: readNumber(framed, page, outer?.text ?? ""),
    date: readDateOfIssue(framed, page),
    status: readStatus(source, extent, framed, page, [outer?.text, inner?.text, issued].join(" ")),
    pageValidFrom: dayOf(page.get("validFrom")),
    pageValidUntil: dayOf(page.get("validUntil")),
  };
}

interface FramedLine {
  readonly text: string;
  readonly kind: DocumentMatter["kind"];
}

type Page = ReadonlyMap<PageField, string>;

function readPage(framed: readonly FramedLine[]): Page {
  const page = new Map<PageField, string>();
  for (const [index, line] of framed.entries()) {
    if (line.kind !== "page") continue;
    const bare = bareFieldName(line.text);
    const values =
      bare === null ? readPageFields(line.text) : [{ field: bare, value: framed[index + 1]?.text ?? "" }];
    for (const { field, value } of values) {
      if (value !== "" && !page.has(field)) page.set(field, value);
    }
  }
  return page;
}

/** A notice whose text follows without a title of its own: the title is the one that the notice names. */
function titleIssuedWithoutOwn(extent: DocumentExtent): string | null {
  const { outer, inner, issued } = extent.titles;
  const hasNotice = extent.matter.some(
    (matter) => matter.kind === "notice" && matter.span.start > (outer?.last ?? 0),
  );
  const isCoveringNotice = /(?:印发|转发|公布|发布|下发)/u.test(outer?.text ?? "");
  return inner === null &&
    issued !== null &&
    hasNotice &&
    isCoveringNotice &&
    extent.body.end > extent.body.start
    ? issued
    : null;
}

const issuerInTitle = new RegExp(
  `^((?:[\\p{Script=Han}]+?(?:${anyOf(officialWords.issuerSuffixes)})(?:[(（][\\p{Script=Han}]+[)）])?[\\s、,，和]*)+)(?=关于|印发|转发|批转|公告|通告|令)`,
  "u",
);

function readIssuer(framed: readonly FramedLine[], title: string, page: Page): string | null {
  const inTitle = issuerInTitle.exec(title)?.[1];
  const signature = signatureOf(framed);
  const fromTitle = inTitle === undefined ? null : joinNames(inTitle);
  // The longest form is the full name: 杭州市临安区人民政府 in the title, 临安区人民政府 below.
  if (fromTitle !== null && signature !== null) return signature.endsWith(fromTitle) ? signature : fromTitle;
  return fromTitle ?? signature ?? page.get("issuer") ?? mastheadIssuer(framed);
}

function signatureOf(framed: readonly FramedLine[]): string | null {
  const signed = framed.filter((line) => line.kind === "signature");
  const names = signed.flatMap(
    ({ text }) => issuerBeforeDate(text) ?? (isIssuerLine(text) || signed.length === 1 ? text : []),
  );
  const distinct = [...new Set(names)];
  return distinct.length === 0 ? null : joinNames(distinct.join(" "));
}

function joinNames(names: string): string {
  return names
    .trim()
    .split(/[\s、,，]+/u)
    .join("、");
}

function mastheadIssuer(framed: readonly FramedLine[]): string | null {
  const masthead = framed.find(
    (line) => line.kind === "page" && /^[\p{Script=Han}\s]{4,40}文件$/u.test(line.text),
  );
  return masthead === undefined ? null : masthead.text.replace(/\s+/gu, "").replace(/文件$/u, "");
}

function readNumber(framed: readonly FramedLine[], page: Page, title: string): string | null {
  const line = framed.find(({ kind }) => kind === "document-number");
  if (line !== undefined) return documentNumberOfLine(line.text);
  const field = page.get("documentNumber");
  return (
    (field === undefined ? null : findDocumentNumber(field)) ??
    findDocumentNumber(/[(（][^()（）]*号[)）]$/u.exec(title)?.[0] ?? "")
  );
}

/** The date under the signature, else what the page gives as date of issue, of adoption, of publication. */
function readDateOfIssue(framed: readonly FramedLine[], page: Page): string | null {
  const signed = framed.filter(
    ({ kind, text }) => kind === "date" || (kind === "signature" && issuerBeforeDate(text) !== null),
  );
  const adopted = framed.filter(({ kind }) => kind === "adoption-note");
  const candidates = [
    ...signed.map(({ text }) => text),
    page.get("dateOfIssue") ?? "",
    ...adopted.map(({ text }) => text),
    ...framed.filter(({ kind }) => kind === "imprint").map(({ text }) => text),
    page.get("datePublished") ?? "",
  ].flatMap((text) => findDates(text).slice(0, 1));
  return (candidates.find(({ iso }) => hasDay(iso)) ?? candidates[0])?.iso ?? null;
}

function dayOf(text: string | undefined): string | null {
  const date = findDates(text ?? "")[0];
  return date !== undefined && hasDay(date.iso) ? date.iso : null;
}

const repealedField = /^(?:已)?(?:失效|废止|无效|停止执行|宣布失效|宣布废止|全文失效|全文废止)/u;
const repealedTitle = /[(（[【](?:已)?(?:废止|失效)[)）\]】]/u;

function readStatus(
  source: string,
  extent: DocumentExtent,
  framed: readonly FramedLine[],
  page: Page,
  title: string,
): string | null {
  if (repealedField.test(page.get("effectiveness") ?? "")) return "repealed";
  const isRepealed = framed.some(
    ({ kind, text }) =>
      (kind === "page" && isRepealBanner(text)) || (kind === "title" && repealedTitle.test(text)),
  );
  if (isRepealed) return "repealed";
  const amended = amendedNumber(source.slice(extent.body.start, extent.body.end), title);
  return amended === null ? null : `amends ${amended}`;
}

const amendingTitle = /关于(?:修改|修订|修正|调整|废止和修改|修改和废止|调整完善)(.*?)(?:的|$)/u;
const numberInBrackets = "[(（]((?:[^()（）]|[(（]\\d{4}[)）]){4,60}号)[^()（）]{0,40}[)）]";
const amendingSentence = new RegExp(
  `(?:对|将)?《[^《》]+》\\s*${numberInBrackets}[^。]{0,40}?(?:作如下修改|修改如下|修改为|作如下修订|作如下调整|作以下修改|进行(?:了)?(?:修改|修订|调整)|予以(?:修改|修订)|部分条款|有关条款|第[^。]{1,12}[条款])`,
  "u",
);
const namedWithNumber = new RegExp(`《[^《》]+》\\s*${numberInBrackets}`, "u");

/** The number of the document that this one changes; a document that merely replaces another amends none. */
function amendedNumber(body: string, title: string): string | null {
  const isAmending = amendingTitle.exec(title);
  const inTitle = isAmending === null ? null : findDocumentNumber(title.slice(isAmending.index));
  if (inTitle !== null) return inTitle;
  const sentence = amendingSentence.exec(body);
  if (sentence?.[1] !== undefined) return findDocumentNumber(sentence[1]);
  if (isAmending === null) return null;
  const named = namedWithNumber.exec(body);
  return named?.[1] === undefined ? null : findDocumentNumber(named[1]);
}
