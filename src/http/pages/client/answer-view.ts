import type { Answer, Citation } from "../../../domain/answer.ts";
import { copyToClipboard } from "./clipboard.ts";
import { button, element } from "./element.ts";
import { findQuotes, markedPieces } from "./quote-marks.ts";
import { textBlocks } from "./text-blocks.ts";
import { citationName, copyText, provenance, statusLabels } from "./wording.ts";

export interface AnswerActions {
  readonly ask: (question: string) => void;
  /** @param all every citation of the answer, so that all its quotes of a clause can be shown */
  readonly openCitation: (citation: Citation, all: readonly Citation[]) => void;
  readonly announce: (message: string) => void;
}

/** The text of an answer; with `citations`, what is verbatim is set apart and followed by the number of its source. */
export function answerText(
  text: string,
  citations: readonly Citation[],
  actions: AnswerActions,
): HTMLElement[] {
  return textBlocks(text).map((block) => {
    if (block.kind === "list") {
      const items = block.items.map((item) => element("li", {}, ...lineNodes(item, citations, actions)));
      return element("ul", {}, ...items);
    }
    const lines = block.lines.map((line) => lineNodes(line, citations, actions));
    return element(
      "p",
      {},
      ...lines.flatMap((nodes, index) => (index === 0 ? nodes : [element("br"), ...nodes])),
    );
  });
}

function lineNodes(line: string, citations: readonly Citation[], actions: AnswerActions): Node[] {
  const quotes = citations.map(({ quote }) => quote);
  const pieces = markedPieces(line, findQuotes(line, quotes)).map(({ text, marked }) =>
    marked ? element("span", { class: "verbatim" }, text) : document.createTextNode(text),
  );
  return [...pieces, ...references(line, citations, actions)];
}

/** Numbers behind a line, each opening the clause that the line quotes or names; a title alone may be common words. */
function references(line: string, citations: readonly Citation[], actions: AnswerActions): HTMLElement[] {
  return citations.flatMap((citation, index) => {
    const name = citationName(citation);
    const isQuoted = citation.quote !== citation.title && line.includes(citation.quote);
    if (!isQuoted && !line.includes(name)) return [];
    const attributes = { "aria-label": `依据 ${index + 1}：${name}` };
    const onClick = () => actions.openCitation(citation, citations);
    return [button({ class: "reference", attributes, onClick }, String(index + 1))];
  });
}

/** All of a whole answer: how it was made, its text, its sources, whom to ask, what to ask next. */
export function answerContent(answer: Answer, actions: AnswerActions): HTMLElement[] {
  return [
    answerHead(answer),
    element("div", { class: "answer-text" }, ...answerText(answer.answer, answer.citations, actions)),
    ...(answer.citations.length === 0 ? [] : [citationList(answer.citations, actions)]),
    ...(answer.responsibleUnits.length === 0 ? [] : [unitList(answer.responsibleUnits, actions)]),
    element("div", { class: "answer-actions" }, copyButton(answer, actions)),
    ...(answer.suggestions.length === 0 ? [] : [suggestionList(answer.suggestions, actions)]),
  ];
}

function answerHead(answer: Answer): HTMLElement {
  const made = provenance(answer);
  return element(
    "div",
    { class: "answer-head" },
    element(
      "span",
      { class: "status", attributes: { "data-status": answer.status } },
      statusLabels[answer.status],
    ),
    made === null
      ? null
      : element(
          "span",
          { class: "provenance" },
          element("strong", {}, made.label),
          element("span", {}, made.note),
        ),
  );
}

/** More would bury what follows; the answer's own lines carry their numbers all the same. */
const citationsShownAtOnce = 5;

function citationList(citations: readonly Citation[], actions: AnswerActions): HTMLElement {
  const severalDocuments = new Set(citations.map(({ documentId }) => documentId)).size > 1;
  const items = citations.map((citation, index) => {
    const place = severalDocuments ? `《${citation.documentTitle}》` : (citation.chapter ?? "");
    return element(
      "li",
      {},
      button(
        { class: "citation", onClick: () => actions.openCitation(citation, citations) },
        element("span", { class: "citation-number" }, String(index + 1)),
        element("span", { class: "citation-name" }, citationName(citation)),
        place === "" || place === citationName(citation)
          ? null
          : element("span", { class: "citation-place" }, place),
      ),
    );
  });
  const list = element("ol", {}, ...items);
  const heading = element("h3", {}, `依据 ${citations.length} 处（点开看条款原文）`);
  if (citations.length <= citationsShownAtOnce) {
    return element("section", { class: "citations" }, heading, list);
  }
  return element("details", { class: "citations" }, element("summary", {}, heading), list);
}

function unitList(units: readonly string[], actions: Pick<AnswerActions, "ask">): HTMLElement {
  return element("section", { class: "units" }, element("h3", {}, "责任单位"), unitChips(units, actions));
}

export function unitChips(units: readonly string[], { ask }: Pick<AnswerActions, "ask">): HTMLElement {
  const items = units.map((unit) => {
    const question = `${unit}负责哪些条款？`;
    const attributes = { title: `问：${question}`, "aria-label": `${unit}，问它负责哪些条款` };
    return element("li", {}, button({ class: "unit", attributes, onClick: () => ask(question) }, unit));
  });
  return element("ul", { class: "chips" }, ...items);
}

function copyButton(answer: Answer, actions: AnswerActions): HTMLButtonElement {
  const made = button({ class: "quiet" }, "复制回答");
  made.addEventListener("click", async () => {
    const copied = await copyToClipboard(copyText(answer));
    const message = copied ? "已复制" : "浏览器不让复制，请手动选中";
    made.textContent = message;
    actions.announce(message);
    setTimeout(() => {
      made.textContent = "复制回答";
    }, 2500);
  });
  return made;
}

function suggestionList(suggestions: readonly string[], { ask }: AnswerActions): HTMLElement {
  return element(
    "section",
    { class: "follow-ups" },
    element("h3", {}, "还可以问"),
    element(
      "ul",
      { class: "chips" },
      ...suggestions.map((question) =>
        element("li", {}, button({ class: "suggestion", onClick: () => ask(question) }, question)),
      ),
    ),
  );
}
