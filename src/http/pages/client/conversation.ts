import type { AnswerActions } from "./answer-view.ts";
import { ask } from "./ask-client.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { CallError, failureNotice } from "./failure.ts";
import { statusLabels } from "./wording.ts";

export interface Conversation {
  send(question: string): void;
  /** Ends the answer on its way, if one is. */
  stop(): void;
  /** Forgets everything and begins anew. */
  restart(): void;
}

export interface ConversationOptions {
  readonly list: HTMLElement;
  readonly actions: AnswerActions;
  readonly onBusy: (isBusy: boolean) => void;
  /** A question that the service will not take as it stands. */
  readonly onRefused: (question: string) => void;
}

interface OpenQuestion {
  readonly question: string;
  readonly exchange: Exchange;
  readonly controller: AbortController;
}

/** The questions of this visit; at most one is being answered. */
export function createConversation({ list, actions, onBusy, onRefused }: ConversationOptions): Conversation {
  let conversationId: string | null = null;
  let latest: Exchange | null = null;
  let open: OpenQuestion | null = null;

  function abortOpen(): void {
    if (open === null) return;
    open.controller.abort();
    open.exchange.showStopped();
    open = null;
    onBusy(false);
  }

  async function follow({ question, exchange, controller }: OpenQuestion): Promise<void> {
    try {
      const answer = await ask(
        { question, conversationId, signal: controller.signal },
        { onSearchResults: exchange.foundClauses, onText: exchange.addText },
      );
      conversationId = answer.conversationId;
      exchange.showAnswer(answer);
      actions.announce(`${statusLabels[answer.status]}。${answer.answer}`);
    } catch (error) {
      if (controller.signal.aborted) return;
      if (!(error instanceof CallError)) throw error;
      const notice = failureNotice(error.failure);
      exchange.showFailure(error.failure);
      actions.announce(`${notice.title}。${notice.advice}`);
      if (!notice.mayRetry) onRefused(question);
    }
    open = null;
    onBusy(false);
  }

  return {
    send(question) {
      abortOpen();
      latest?.retire();
      const exchange = createExchange(question, actions);
      latest = exchange;
      open = { question, exchange, controller: new AbortController() };
      list.append(exchange.root);
      exchange.root.scrollIntoView({ block: "start" });
      // The button that asked may be gone by now; a typist stays in the box.
      if (!(document.activeElement instanceof HTMLTextAreaElement))
        exchange.heading.focus({ preventScroll: true });
      actions.announce("正在查找条款");
      onBusy(true);
      void follow(open);
    },
    stop: abortOpen,
    restart() {
      abortOpen();
      conversationId = null;
      latest = null;
      list.replaceChildren();
    },
  };
}
