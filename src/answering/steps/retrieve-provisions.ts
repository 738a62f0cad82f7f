import type { AnsweringStep } from "../answering-context.ts";
import { retrieve } from "../find-provisions.ts";

/** Searches for each part that needs evidence and has none from the conversation. */
export const retrieveProvisions: AnsweringStep = {
  name: "retrieve-provisions",
  async run(context) {
    return { parts: await Promise.all(context.parts.map((part) => retrieve(part, context))) };
  },
};
