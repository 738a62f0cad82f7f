import type { Answer } from "../../../domain/answer.ts";
import { type AnswerActions, answerContent, answerText } from "./answer-view.ts";
import { button, element } from "./element.ts";
import { type Failure, failureNotice } from "./failure.ts";

/** One question with what became of it. */
export interface Exchange {
  readonly root: HTMLElement;
  readonly heading: HTMLElement;
  foundClauses(count: number): void;
  addText(text: string): void;
  showAnswer(answer: Answer): void;
  showFailure(failure: Failure): void;
  showStopped(): void;
  /** Takes the follow-up questions away: they fit the latest answer only. */
  retire(): void;
}

export function createExchange(question: string, actions: AnswerActions): Exchange {
  const progress = element("p", { class: "progress" }, "正在查找条款");
  const text = element("div", { class: "answer-text" });
  const answerBox = element("div", { class: "answer", attributes: { "aria-busy": "true" } }, progress, text);
  const heading = element(
    "h2",
    { class: "question", attributes: { tabindex: "-1" } },
    element("span", { class: "visually-hidden" }, "您问："),
    question,
  );
  const root = element("li", { class: "exchange" }, heading, answerBox);
  let received = "";
  let frame = 0;

  function settle(...content: readonly HTMLElement[]): void {
    cancelAnimationFrame(frame);
    answerBox.setAttribute("aria-busy", "false");
    answerBox.replaceChildren(...content);
  }

  /** What has come stays: nothing that is streamed is taken back. */
  function settleUnfinished(notice: HTMLElement): void {
    text.replaceChildren(...answerText(received, [], actions));
    settle(...(received === "" ? [] : [text]), notice);
  }

  return {
    root,
    heading,
    foundClauses(count) {
      progress.textContent = `找到 ${count} 处相关内容，正在作答`;
    },
    addText(piece) {
      received += piece;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        progress.textContent = "正在作答";
        text.replaceChildren(...answerText(received, [], actions));
      });
    },
    showAnswer(answer) {
      settle(...answerContent(answer, actions));
    },
    showFailure(failure) {
      settleUnfinished(failureBox(failure, () => actions.ask(question)));
    },
    showStopped() {
      const retry = button({ class: "quiet", onClick: () => actions.ask(question) }, "重新提问");
      settleUnfinished(element("div", { class: "stopped" }, element("p", {}, "已停止。"), retry));
    },
    retire() {
      root.querySelector(".follow-ups")?.remove();
    },
  };
}

function failureBox(failure: Failure, retry: () => void): HTMLElement {
  const { title, advice, mayRetry, retryAfterSeconds } = failureNotice(failure);
  return element(
    "div",
    { class: "failure" },
    element("p", { class: "failure-title" }, title),
    element("p", {}, advice),
    mayRetry ? retryButton(retry, retryAfterSeconds) : null,
  );
}

/** Cannot be pressed before the service said it may be asked again. */
function retryButton(retry: () => void, waitSeconds: number): HTMLButtonElement {
  const made = button({ class: "retry", onClick: retry }, "重试");
  const readyAt = performance.now() + waitSeconds * 1000;
  const show = () => {
    const remaining = Math.ceil((readyAt - performance.now()) / 1000);
    made.disabled = remaining > 0;
    made.textContent = remaining > 0 ? `${remaining} 秒后可重试` : "重试";
    if (remaining > 0) setTimeout(show, 1000);
  };
  show();
  return made;
}
