import { createClausePanel } from "./clause-panel.ts";
import { setUpComposer } from "./composer.ts";
import { createConversation } from "./conversation.ts";
import { showDocuments } from "./documents.ts";
import { required } from "./element.ts";
import { CallError } from "./failure.ts";
import { fetchDocuments } from "./policy-api.ts";
import { setUpTypeSize } from "./type-size.ts";
import { showSuggestedQuestions } from "./welcome.ts";

const welcome = required("welcome", HTMLElement);
const restart = required("new-conversation", HTMLButtonElement);
const offline = required("offline", HTMLElement);

setUpTypeSize(required("type-size", HTMLButtonElement));

const panel = createClausePanel({ dialog: required("clause-panel", HTMLDialogElement), ask: send });

const composer = setUpComposer({ onSend: send, onStop: () => conversation.stop() });

const conversation = createConversation({
  list: required("conversation", HTMLElement),
  actions: { ask: send, openCitation: panel.open, announce },
  onBusy: composer.setBusy,
  onRefused: composer.giveBack,
});

restart.addEventListener("click", () => {
  panel.close();
  conversation.restart();
  showConversation(false);
  announce("已开始新对话");
  composer.focus();
});

addEventListener("pagehide", () => conversation.stop());
addEventListener("online", showConnection);
addEventListener("offline", showConnection);

showConversation(false);
showConnection();
void loadDocuments();

function send(question: string): void {
  showConversation(true);
  conversation.send(question);
}

function showConversation(hasBegun: boolean): void {
  welcome.hidden = hasBegun;
  restart.hidden = !hasBegun;
}

function showConnection(): void {
  offline.hidden = navigator.onLine;
}

/** Without its documents the page still asks; until they come it only cannot say what it answers from. */
async function loadDocuments(waitSeconds = 1): Promise<void> {
  try {
    const documents = await fetchDocuments();
    showDocuments(documents);
    showSuggestedQuestions(documents, send);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    showSuggestedQuestions([], send);
    setTimeout(() => void loadDocuments(Math.min(waitSeconds * 2, 60)), waitSeconds * 1000);
  }
}

/** Read out by screen readers; emptied first, so that the same words twice are read twice. */
function announce(message: string): void {
  const announcement = required("announcement", HTMLElement);
  announcement.textContent = "";
  requestAnimationFrame(() => {
    announcement.textContent = message;
  });
}
