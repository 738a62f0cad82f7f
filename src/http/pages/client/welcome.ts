import { button, element, required } from "./element.ts";
import type { DocumentSummary } from "./policy-api.ts";

type Suggestion = DocumentSummary["suggestedQuestions"][number];

const audiences: readonly { readonly audience: Suggestion["audience"]; readonly name: string }[] = [
  { audience: "firm", name: "企业" },
  { audience: "resident", name: "个人" },
  { audience: "hotline", name: "12345" },
];

/** Any document can answer these. */
const generalQuestions: readonly Suggestion[] = [
  { audience: "firm", question: "有哪些可以申领的奖励和补助？" },
  { audience: "resident", question: "这份文件管哪些方面？" },
  { audience: "hotline", question: "这份文件现在还有效吗？" },
];

const questionsPerAudience = 3;

/** Offers questions to begin with, by who asks. */
export function showSuggestedQuestions(
  documents: readonly DocumentSummary[],
  ask: (question: string) => void,
): void {
  const stated = documents.flatMap(({ suggestedQuestions }) => suggestedQuestions);
  const suggestions = stated.length === 0 ? generalQuestions : stated;
  const groups = audiences.map(({ audience, name }) => {
    const questions = suggestions.filter((suggestion) => suggestion.audience === audience);
    return questions.length === 0
      ? null
      : suggestionGroup(name, questions.slice(0, questionsPerAudience), ask);
  });
  required("suggestion-groups", HTMLElement).replaceChildren(...groups.filter((group) => group !== null));
}

function suggestionGroup(
  name: string,
  questions: readonly Suggestion[],
  ask: (question: string) => void,
): HTMLElement {
  return element(
    "section",
    { class: "suggestion-group" },
    element("h3", {}, name),
    element(
      "ul",
      {},
      ...questions.map(({ question }) =>
        element("li", {}, button({ class: "suggestion", onClick: () => ask(question) }, question)),
      ),
    ),
  );
}
