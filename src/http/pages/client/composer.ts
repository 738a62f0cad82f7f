import { required } from "./element.ts";

export interface Composer {
  /** While an answer is on its way, an empty box offers to stop it. */
  setBusy(isBusy: boolean): void;
  /** Gives a refused question back to be changed, unless another has been begun. */
  giveBack(question: string): void;
  /** Not on touch screens, where a keyboard would cover the page unasked. */
  focus(): void;
}

export interface ComposerHandlers {
  readonly onSend: (question: string) => void;
  readonly onStop: () => void;
}

const onScreenKeyboard = matchMedia("(pointer: coarse)");

export function setUpComposer({ onSend, onStop }: ComposerHandlers): Composer {
  const form = required("composer", HTMLFormElement);
  const field = required("question", HTMLTextAreaElement);
  const send = required("send", HTMLButtonElement);
  let isBusy = false;

  function focus(): void {
    if (!onScreenKeyboard.matches) field.focus();
  }

  function update(): void {
    field.style.height = "";
    if (field.value !== "") field.style.height = `${field.scrollHeight}px`;
    const isEmpty = field.value.trim() === "";
    const stops = isBusy && isEmpty;
    send.classList.toggle("stops", stops);
    send.setAttribute("aria-label", stops ? "停止回答" : "发送");
    send.disabled = isEmpty && !isBusy;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (question === "") {
      onStop();
      focus();
      return;
    }
    field.value = "";
    update();
    if (onScreenKeyboard.matches) field.blur();
    onSend(question);
  });
  field.addEventListener("input", update);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    // Only the button stops an answer: a second Enter is mostly a slip.
    if (field.value.trim() !== "") form.requestSubmit();
  });
  update();

  return {
    setBusy(busy) {
      isBusy = busy;
      update();
    },
    giveBack(question) {
      if (field.value !== "") return;
      field.value = question;
      update();
    },
    focus,
  };
}

/** Safari ends a composition before the Enter that ended it arrives; 229 still tells it apart. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
