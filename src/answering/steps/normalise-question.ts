import { Converter } from "opencc-js/t2cn";
import { normaliseText } from "../../domain/normalise-text.ts";
import { maskPersonalInformation } from "../../domain/personal-information.ts";
import type { AnsweringStep } from "../answering-context.ts";
import { plainWording } from "../understanding/plain-wording.ts";

const toSimplified = Converter({ from: "t", to: "cn" });

/** One spelling, simplified characters, and nothing personal: no later step sees what the asker should not have typed. */
export const normaliseQuestion: AnsweringStep = {
  name: "normalise-question",
  async run({ request, services }) {
    const text = toSimplified(normaliseText(request.question));
    return { text: services.pinyin.in(maskPersonalInformation(plainWording(text) || text)) };
  },
};
