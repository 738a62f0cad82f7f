import { element, required } from "./element.ts";
import type { DocumentSummary } from "./policy-api.ts";
import { dateText, periodText, validityLabels, validityNotice } from "./wording.ts";

/** Says at the top which documents answer here, and whether they are still in force. */
export function showDocuments(documents: readonly DocumentSummary[]): void {
  const [first] = documents;
  if (first === undefined) return;
  const title = required("document-title", HTMLElement);
  const summary = required("documents-summary", HTMLElement);
  const details = required("documents", HTMLDetailsElement);
  title.textContent = documents.length === 1 ? first.title : `${documents.length} 份政策文件`;
  title.title = title.textContent;
  summary.replaceChildren(...(documents.length === 1 ? stateOf(first) : statesOf(documents)));
  required("documents-list", HTMLElement).replaceChildren(...documents.map(documentCard));
  details.dataset["state"] = worstState(documents);
  details.hidden = false;
}

function stateOf({ validity }: DocumentSummary): Node[] {
  const period = periodText(validity);
  return [element("strong", {}, validityLabels[validity.state]), element("span", {}, period)];
}

function statesOf(documents: readonly DocumentSummary[]): Node[] {
  const states = [...new Set(documents.map(({ validity }) => validity.state))];
  const counts = states.map((state) => {
    const count = documents.filter(({ validity }) => validity.state === state).length;
    return `${count} 份${validityLabels[state]}`;
  });
  return [element("strong", {}, `依据 ${documents.length} 份文件`), element("span", {}, counts.join("，"))];
}

/** The colour of the banner: a warning as soon as one document needs it. */
function worstState(documents: readonly DocumentSummary[]): string {
  const order = ["expired", "not_yet", "unknown"] as const;
  const states = new Set(documents.map(({ validity }) => validity.state));
  return order.find((state) => states.has(state)) ?? "in_force";
}

function documentCard(document: DocumentSummary): HTMLElement {
  const { title, issuer, documentNumber, date, validity, counts } = document;
  const facts = [
    issuer,
    documentNumber,
    date === null ? null : dateText(date),
    `${counts.chapters} 章 ${counts.clauses} 条`,
    `涉及 ${counts.units} 个责任单位`,
  ];
  const notice = validityNotice(validity);
  return element(
    "div",
    { class: "document-card" },
    element("p", { class: "document-name" }, `《${title}》`),
    element("p", {}, facts.filter((fact) => fact !== null).join(" · ")),
    notice === null ? null : element("p", {}, notice),
    element("p", {}, sourceLink(document.id)),
  );
}

export function sourceLink(documentId: string): HTMLAnchorElement {
  return element(
    "a",
    {
      attributes: {
        href: `/v1/documents/${encodeURIComponent(documentId)}/source`,
        target: "_blank",
        rel: "noopener",
      },
    },
    "查看原文全文",
  );
}
