import type { Citation } from "../../../domain/answer.ts";
import { unitChips } from "./answer-view.ts";
import { sourceLink } from "./documents.ts";
import { button, element } from "./element.ts";
import { CallError, failureNotice } from "./failure.ts";
import { type Clause, fetchClause } from "./policy-api.ts";
import { findQuotes, markedPieces } from "./quote-marks.ts";
import { citationName, clauseKindLabels, periodText, unitRoleLabels, validityLabels } from "./wording.ts";

export interface ClausePanel {
  /** @param all every citation of the answer: their quotes are marked in whichever clause is shown */
  open(citation: Citation, all: readonly Citation[]): void;
  close(): void;
}

export interface ClausePanelOptions {
  readonly dialog: HTMLDialogElement;
  readonly ask: (question: string) => void;
}

/** Beside the conversation where there is room for both; over it elsewhere. */
const besideConversation = matchMedia("(min-width: 64rem)");

/** A clause as the document prints it, the quotes of an answer marked in it, its neighbours a step away. */
export function createClausePanel({ dialog, ask }: ClausePanelOptions): ClausePanel {
  let opener: Element | null = null;
  let citations: readonly Citation[] = [];
  let loading = new AbortController();

  const title = element("h2", { attributes: { id: "clause-title", tabindex: "-1" } });
  const place = element("p", { class: "clause-place" });
  const body = element("div", { class: "clause-body" });
  const steps = element("nav", { class: "clause-steps", attributes: { "aria-label": "相邻条款" } });
  dialog.append(
    element(
      "div",
      { class: "clause-head" },
      place,
      button({ class: "tool close", onClick: () => dialog.close() }, "关闭"),
    ),
    element("div", { class: "clause-scroll" }, title, body),
    steps,
  );

  function show(): void {
    if (dialog.open) return;
    document.body.classList.toggle("with-clause", besideConversation.matches);
    if (besideConversation.matches) dialog.show();
    else dialog.showModal();
  }

  async function load(clauseId: string): Promise<void> {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    body.replaceChildren(element("p", { class: "progress" }, "正在取条款"));
    try {
      const clause = await fetchClause(clauseId, signal);
      if (!signal.aborted) fill(clause);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof CallError)) throw error;
      const notice = failureNotice(error.failure);
      const retry = button({ class: "retry", onClick: () => void load(clauseId) }, "重试");
      body.replaceChildren(
        element("div", { class: "failure" }, element("p", {}, `${notice.title}。${notice.advice}`), retry),
      );
    }
  }

  function fill(clause: Clause): void {
    const quotes = citations.filter(({ clauseId }) => clauseId === clause.id).map(({ quote }) => quote);
    const marks = findQuotes(clause.source.text, quotes);
    const inSource = ({ start, end }: Clause["span"]) => ({
      start: start - clause.source.start,
      end: end - clause.source.start,
    });
    const isTitleQuoted = marks.some((mark) => {
      const { start, end } = inSource(clause.titleSpan);
      return mark.start < end && mark.end > start;
    });
    place.textContent = [`《${clause.documentTitle}》`, clause.chapter]
      .filter((part) => part !== null)
      .join(" ");
    title.replaceChildren(isTitleQuoted ? element("mark", {}, nameOf(clause)) : nameOf(clause));
    body.replaceChildren(
      clauseBadges(clause),
      element(
        "div",
        { class: "clause-text verbatim" },
        ...paragraphs(markedPieces(clause.source.text, marks, inSource(clause.textSpan))),
      ),
      ...unitGroups(clause, (question) => {
        if (!besideConversation.matches) dialog.close();
        ask(question);
      }),
      element("p", { class: "clause-source" }, sourceLink(clause.documentId)),
    );
    steps.replaceChildren(step("上一条", clause.previous), step("下一条", clause.next));
    title.scrollIntoView({ block: "start" });
    body.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  }

  function step(name: string, neighbour: Clause["previous"]): HTMLElement {
    if (neighbour === null) return element("span");
    const made = button(
      { class: "step", attributes: { "data-step": name } },
      element("span", { class: "step-name" }, name),
      element("span", { class: "step-title" }, nameOf(neighbour)),
    );
    made.addEventListener("click", async () => {
      await load(neighbour.id);
      title.focus({ preventScroll: true });
    });
    return made;
  }

  dialog.addEventListener("close", () => {
    // Told later than it happens: by then it may stand open again, in its other form.
    if (dialog.open) return;
    loading.abort();
    document.body.classList.remove("with-clause");
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => {
    // The dialog's own box is filled by its children: what hits it itself is the backdrop.
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close();
  });
  besideConversation.addEventListener("change", () => {
    if (!dialog.open) return;
    dialog.close();
    show();
  });

  return {
    open(citation, all) {
      opener = document.activeElement;
      citations = all;
      place.textContent = `《${citation.documentTitle}》`;
      title.textContent = citationName(citation);
      steps.replaceChildren();
      show();
      title.focus({ preventScroll: true });
      void load(citation.clauseId);
    },
    close: () => dialog.close(),
  };
}

function nameOf({
  kind,
  label,
  chapter,
  title,
}: Pick<Clause, "kind" | "label" | "chapter" | "title">): string {
  if (kind === "clause") return `${label ?? ""}${title}`;
  if (kind === "preamble") return "文件开头";
  if (kind === "closing") return "文件结尾";
  return chapter ?? title;
}

function clauseBadges({ clauseKind, validity }: Clause): HTMLElement {
  const period = periodText(validity);
  return element(
    "p",
    { class: "badges" },
    clauseKind === null ? null : element("span", { class: "badge" }, clauseKindLabels[clauseKind]),
    element(
      "span",
      { class: "badge", attributes: { "data-state": validity.state } },
      period === "" ? validityLabels[validity.state] : `${validityLabels[validity.state]} · ${period}`,
    ),
  );
}

/** Marked pieces as the paragraphs that their line breaks make. */
function paragraphs(pieces: ReturnType<typeof markedPieces>): HTMLElement[] {
  const made = [element("p")];
  for (const { text, marked } of pieces) {
    for (const [index, line] of text.split("\n").entries()) {
      if (index > 0) made.push(element("p"));
      if (line !== "") made.at(-1)?.append(marked ? element("mark", {}, line) : line);
    }
  }
  return made.filter(({ childNodes }) => childNodes.length > 0);
}

function unitGroups({ units }: Clause, ask: (question: string) => void): HTMLElement[] {
  const roles = [...new Set(units.map(({ role }) => role))];
  return roles.map((role) => {
    const names = units.filter((unit) => unit.role === role).map(({ name }) => name);
    return element(
      "section",
      { class: "units" },
      element("h3", {}, unitRoleLabels[role]),
      unitChips(names, { ask }),
    );
  });
}
