import { isClause, type PolicyDocument, type Provision, type Sentence } from "../../domain/document.ts";
import type { DraftAnswer, DraftBlock, DraftCitation } from "../answering-context.ts";
import { budgetClauses, budgetSentence } from "../budgets.ts";
import type { Intent } from "../understanding/question.ts";
import { composeValidity } from "./compose-validity.ts";
import { citeTitle, distinctUnits, idsOf, nameOf, quoted, unitsSentence } from "./wording.ts";

/** Answers that follow from the document's structure: its parts, lists, totals, basis and validity. */
export function composeStructure(intent: Intent, document: PolicyDocument, text: string): DraftAnswer | null {
  switch (intent.kind) {
    case "chapter":
      return composeChapters(intent.numbers, document);
    case "unit_duties":
      return composeDuties(intent.units, document);
    case "overview":
      return composeOverview(document);
    case "clause_count":
      return composeClauseCount(document);
    case "unit_list":
      return composeUnitList(document);
    case "budget_total":
      return composeBudgets(document, /各|分别|每/u.test(text));
    case "basis":
      return composeBasis(document);
    case "issuer":
      return composeIssuer(document);
    case "issue_date":
      return composeIssueDate(document);
    case "validity":
      return composeValidity(document);
    default:
      return null;
  }
}

function answered(
  blocks: readonly DraftBlock[],
  citations: readonly DraftCitation[],
  responsibleUnits: readonly string[] = [],
  suggestions: readonly string[] = [],
): DraftAnswer {
  return { status: "answered", reason: null, blocks, citations, responsibleUnits, suggestions };
}

function ofKind(document: PolicyDocument, kind: Provision["kind"]): Provision[] {
  return document.provisions.filter((provision) => provision.kind === kind);
}

function citeText(document: PolicyDocument, provision: Provision): DraftCitation {
  return { document, provision, quote: provision.text !== "" ? provision.text : provision.title };
}

function composeChapters(numbers: readonly number[], document: PolicyDocument): DraftAnswer | null {
  const chapters = ofKind(document, "chapter").filter(({ chapterNumber }) =>
    numbers.includes(chapterNumber ?? 0),
  );
  if (chapters.length === 0) return null;
  const contents = chapters.map((chapter) => ({
    chapter,
    clauses: document.provisions.filter(
      (provision) => isClause(provision) && provision.chapterNumber === chapter.chapterNumber,
    ),
  }));
  const blocks = contents.flatMap(({ chapter, clauses }): DraftBlock[] => [
    {
      text: [
        nameOf(chapter),
        chapter.units.length === 0 ? "" : `（${unitsSentence(chapter.units)}）`,
        chapter.text === "" ? "" : `：${quoted(chapter.text)}`,
      ].join(""),
      provisionIds: [chapter.id],
    },
    {
      text: `包括以下条款：\n${clauses.map((clause) => `- ${nameOf(clause)}`).join("\n")}`,
      provisionIds: idsOf(clauses),
    },
  ]);
  return answered(
    blocks,
    contents.flatMap(({ chapter, clauses }) => [
      citeText(document, chapter),
      ...clauses.map((clause) => citeTitle(document, clause)),
    ]),
    distinctUnits(chapters),
    contents.flatMap(({ clauses }) =>
      clauses.slice(0, 2).map((clause) => `第${clause.label}条的全文是什么？`),
    ),
  );
}

function composeDuties(units: readonly string[], document: PolicyDocument): DraftAnswer | null {
  const provisions = document.provisions.filter((provision) =>
    provision.units.some(({ name }) => units.includes(name)),
  );
  if (provisions.length === 0) return null;
  const chapters = provisions.filter(({ kind }) => kind === "chapter");
  const clauses = provisions.filter(({ kind }) => kind === "clause");
  const name = units.join("、");
  const blocks: DraftBlock[] = [];
  if (chapters.length > 0) {
    blocks.push({ text: `${name}牵头：\n${listOf(chapters)}`, provisionIds: idsOf(chapters) });
  }
  if (clauses.length > 0) {
    blocks.push({
      text: `文件把${name}列为责任单位的条款：\n${listOf(clauses)}`,
      provisionIds: idsOf(clauses),
    });
  }
  return answered(
    blocks,
    [...clauses, ...chapters].map((provision) => citeTitle(document, provision)),
    units,
    clauses.slice(0, 3).map((clause) => `第${clause.label}条的全文是什么？`),
  );
}

function listOf(provisions: readonly Provision[]): string {
  return provisions.map((provision) => `- ${nameOf(provision)}`).join("\n");
}

function composeOverview(document: PolicyDocument): DraftAnswer {
  const preamble = ofKind(document, "preamble");
  const chapters = ofKind(document, "chapter");
  const parts = chapters.length > 0 ? chapters : ofKind(document, "clause");
  const blocks = [
    ...preamble.map(({ id, text }) => ({
      text: `《${document.metadata.title}》的由来：${quoted(text)}`,
      provisionIds: [id],
    })),
    { text: `各部分：\n${listOf(parts)}`, provisionIds: idsOf(parts) },
  ];
  return answered(
    blocks,
    [
      ...preamble.map((provision) => citeText(document, provision)),
      ...parts.map((provision) => citeTitle(document, provision)),
    ],
    [],
    chapters.slice(0, 3).map(({ title }) => `${title}有哪些内容？`),
  );
}

function composeClauseCount(document: PolicyDocument): DraftAnswer {
  const clauses = ofKind(document, "clause");
  const chapters = ofKind(document, "chapter");
  const ends = [clauses[0], clauses.at(-1)].filter((clause) => clause !== undefined);
  const range = ends.map(({ label }) => label).join("至");
  const cited = [...ends, ...chapters];
  const inChapters = chapters.length === 0 ? "" : `，分为以下部分：\n${listOf(chapters)}`;
  return answered(
    [{ text: `条款从${range}连续编号${inChapters}`, provisionIds: idsOf(cited) }],
    [
      ...ofKind(document, "closing").map((closing) => citeText(document, closing)),
      ...cited.map((provision) => citeTitle(document, provision)),
    ],
  );
}

function composeUnitList(document: PolicyDocument): DraftAnswer {
  const withUnits = ofKind(document, "clause").filter(({ units }) => units.length > 0);
  const units = distinctUnits([...ofKind(document, "chapter"), ...withUnits]);
  const cited = provisionsNaming(units, document);
  return answered(
    [
      {
        text: `文件写到的责任单位：\n${units.map((unit) => `- ${unit}`).join("\n")}`,
        provisionIds: idsOf(cited),
      },
    ],
    cited.map((provision) => citeTitle(document, provision)),
    units,
  );
}

/** The fewest provisions, greedily, that together name all units. */
function provisionsNaming(units: readonly string[], document: PolicyDocument): Provision[] {
  const missing = new Set(units);
  const cited: Provision[] = [];
  while (missing.size > 0) {
    const gain = (provision: Provision): number =>
      provision.units.filter(({ name }) => missing.has(name)).length;
    const best = document.provisions.reduce((top, provision) =>
      gain(provision) > gain(top) ? provision : top,
    );
    if (gain(best) === 0) break;
    for (const { name } of best.units) missing.delete(name);
    cited.push(best);
  }
  return cited;
}

/** @param withParts whether each chapter's own budget is asked for too. */
function composeBudgets(document: PolicyDocument, withParts: boolean): DraftAnswer | null {
  const total = composeBudgetTotal(document);
  const parts = withParts ? budgetsOf(document) : [];
  if (total === null || parts.length === 0) return total;
  const blocks = parts.map(({ clause, sentence }) => ({
    text: `${clause.chapter ?? ""}，${nameOf(clause)}：${quoted(sentence.text)}`,
    provisionIds: [clause.id],
  }));
  const citations = parts.map(({ clause, sentence }) => ({
    document,
    provision: clause,
    quote: sentence.text,
  }));
  return { ...total, blocks: [...total.blocks, ...blocks], citations: [...total.citations, ...citations] };
}

function budgetsOf(document: PolicyDocument): { clause: Provision; sentence: Sentence }[] {
  return budgetClauses(document).flatMap((clause) => {
    const sentence = budgetSentence(clause);
    return sentence === null ? [] : [{ clause, sentence }];
  });
}

/** A total is quoted where the text states one; it is never added up here, since budgets overlap. */
function composeBudgetTotal(document: PolicyDocument): DraftAnswer | null {
  for (const provision of [...ofKind(document, "closing"), ...ofKind(document, "preamble")]) {
    const figure = provision.figures.find(({ baseUnit }) => baseUnit === "元");
    const sentence = provision.sentences.find(
      ({ span }) => figure !== undefined && figure.span.start >= span.start && figure.span.end <= span.end,
    );
    if (figure === undefined || sentence === undefined) continue;
    return answered(
      [
        {
          text: `${figure.printed}。${nameOf(provision)}写明：${quoted(sentence.text)}`,
          provisionIds: [provision.id],
        },
      ],
      [{ document, provision, quote: sentence.text }],
    );
  }
  return null;
}

function composeBasis(document: PolicyDocument): DraftAnswer | null {
  const preamble = ofKind(document, "preamble")[0];
  if (preamble === undefined) return null;
  return answered(
    [{ text: `文件开头写明了制定依据：${quoted(preamble.text)}`, provisionIds: [preamble.id] }],
    [citeText(document, preamble)],
  );
}

function composeIssuer(document: PolicyDocument): DraftAnswer | null {
  const preamble = ofKind(document, "preamble")[0] ?? document.provisions[0];
  if (preamble === undefined || document.metadata.issuer === null) return null;
  const { issuer, documentNumber, title } = document.metadata;
  const number = documentNumber === null ? "公布的文本没有载明文号。" : `文号：${documentNumber}。`;
  return answered(
    [{ text: `《${title}》由${issuer}发布。${number}`, provisionIds: [preamble.id] }],
    [citeText(document, preamble)],
  );
}

function composeIssueDate(document: PolicyDocument): DraftAnswer | null {
  const preamble = ofKind(document, "preamble")[0] ?? document.provisions[0];
  if (preamble === undefined) return null;
  const { date, issuer } = document.metadata;
  const text = date === null ? "公布的文本没有载明发布日期。" : `发布日期：${date}。`;
  const draft = answered(
    [{ text: `${text}${issuer === null ? "" : `发布机关是${issuer}。`}`, provisionIds: [preamble.id] }],
    [citeText(document, preamble)],
  );
  return date === null ? { ...draft, status: "answered_partially" } : draft;
}
