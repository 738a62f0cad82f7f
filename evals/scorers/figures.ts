import { unitNames } from "../../src/domain/document.ts";
import type { Observation } from "../observation.ts";
import type { CitableProvision, ProvisionsById } from "../provisions.ts";
import { type Mentions, mentionsIn, mergeMentions } from "./mentions.ts";
import { isRefusal } from "./refusal.ts";

/** Words of a sentence that says a figure is not in the document. */
const denial = /没有|没写|没提|未[写载列提规明]|不是|并非|不存在|查不到|查无|不含/;

/** Whether every figure that the question calls for stands in the answer as printed; null without such. */
export function expectedFigures({ question, answer }: Observation): number | null {
  if (question.figures.length === 0) return null;
  const text = withoutSpaces(answer.answer);
  return question.figures.every((figure) => text.includes(withoutSpaces(figure))) ? 1 : 0;
}

/** Whether every number in the answer is supported; null for an answer that mentions none. */
export function figureFidelity(observation: Observation, provisions: ProvisionsById): number | null {
  const { quantities, references } = mentionsIn(observation.answer.answer);
  if (quantities.size + references.size === 0) return null;
  return unsupportedFigures(observation, provisions).length === 0 ? 1 : 0;
}

/**
 * Numbers in the answer that nothing it rests on prints. It may rest on what it cites, on what is known about
 * the document (title, numbers, dates of validity, hotline), and on counts of clauses. A number of the question
 * may be repeated by a refusal and in a sentence that denies it.
 */
export function unsupportedFigures({ question, answer }: Observation, provisions: ProvisionsById): string[] {
  // A clarifying question cites nothing yet but lists clauses to choose from.
  const isRestingOnAll = answer.status === "needs_clarification";
  const cited = answer.citations.flatMap(({ clauseId }) => provisions.get(clauseId) ?? []);
  const known = mentionsIn(knownText(isRestingOnAll ? [...provisions.values()] : cited, provisions));
  const counts = mentionsIn(clauseCounts(answer, provisions));
  const validity = mentionsIn([answer.validity.from, answer.validity.until].map(spelledDate).join("。"));
  const support = mergeMentions([known, counts, validity]);
  const asked = mentionsIn(question.question);
  return answer.answer
    .split(/(?<=[。!?;!?;\n])/)
    .flatMap((sentence) =>
      unsupported(
        mentionsIn(sentence),
        isRefusal(answer.status) || denial.test(sentence) ? mergeMentions([support, asked]) : support,
      ),
    );
}

function unsupported(said: Mentions, support: Mentions): string[] {
  const quantities = [...said.quantities].filter(
    (quantity) =>
      !support.quantities.has(quantity) && !(said.numbers.has(quantity) && support.numbers.has(quantity)),
  );
  const references = [...said.references].filter((reference) => !support.references.has(reference));
  return [...quantities, ...references];
}

function knownText(restsOn: readonly CitableProvision[], provisions: ProvisionsById): string {
  const documents = new Set([...provisions.values()].map(({ document }) => document));
  const metadata = [...documents].flatMap(
    ({ metadata: { title, documentNumber, date, contact, references } }) => [
      title,
      documentNumber,
      date,
      contact?.name,
      contact?.phone,
      ...references.flatMap((reference) => [reference.title, reference.documentNumber]),
    ],
  );
  const printed = restsOn.flatMap((entry) => [entry.printed, entry.provision.chapter]);
  return [...metadata, ...printed].join("\n");
}

/** `74条`, `8章`, `38个`: how many clauses there are, in each chapter, of each unit that is named, and cited; units. */
function clauseCounts(answer: Observation["answer"], provisions: ProvisionsById): string {
  const clauses = [...provisions.values()].flatMap(({ provision }) =>
    provision.kind === "clause" ? [provision] : [],
  );
  const byChapter = Map.groupBy(clauses, ({ documentId, chapterNumber }) => `${documentId} ${chapterNumber}`);
  const ofUnits = answer.responsibleUnits.map(
    (unit) => clauses.filter((clause) => unitNames(clause).includes(unit)).length,
  );
  const sizes = [...byChapter.values()].map(({ length }) => length);
  const counts = [clauses.length, answer.citations.length, ...sizes, ...ofUnits];
  const units = new Set([...provisions.values()].flatMap(({ provision }) => unitNames(provision)));
  return [...counts.map((count) => `${count}条`), `${byChapter.size}章`, `${units.size}个`].join("。");
}

function spelledDate(isoDate: string | null): string {
  const [year, month, day] = (isoDate ?? "").split("-").map(Number);
  return year === undefined || month === undefined || day === undefined ? "" : `${year}年${month}月${day}日`;
}

function withoutSpaces(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}
