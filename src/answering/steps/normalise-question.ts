import { Converter } from "opencc-js/t2cn";
import { normaliseText } from "../../domain/normalise-text.ts";
import { maskPersonalInformation } from "../../domain/personal-information.ts";
import type { AnsweringStep } from "../answering-context.ts";
import { plainWording } from "../understanding/plain-wording.ts";
import { withoutInstructions } from "../understanding/unsafe-input.ts";

const toSimplified = Converter({ from: "t", to: "cn" });

/** ①高企②人才: without a mark its digit would run into the words around it. */
const circledNumber = /[①-⑳]/gu;

/** One spelling, simplified characters, nothing personal and nothing meant for a machine beside a question: no later step sees what the asker should not have typed. */
export const normaliseQuestion: AnsweringStep = {
  name: "normalise-question",
  async run({ request, services }) {
    const text = toSimplified(normaliseText(request.question.replace(circledNumber, " $&、")));
    const plain = withoutInstructions(plainWording(text) || text);
    return { text: services.pinyin.in(maskPersonalInformation(plain)) };
  },
};
