import type { Answer, Citation } from "../domain/answer.ts";
import type { AskEvent, AskRequest, Assistant } from "../domain/ask.ts";
import type { PolicyDocument } from "../domain/document.ts";
import { unitNames } from "../domain/document.ts";
import { type Validity, validityOn } from "../domain/validity.ts";
import { toSearchResult } from "../search/search-result.ts";
import type {
  AnsweringContext,
  AnsweringServices,
  AnsweringStep,
  DraftAnswer,
  DraftCitation,
} from "./answering-context.ts";
import { runSteps, startContext } from "./pipeline.ts";
import { addValidity } from "./steps/add-validity.ts";
import { composeAnswer } from "./steps/compose-answer.ts";
import { judgeEvidence } from "./steps/judge-evidence.ts";
import { normaliseQuestion } from "./steps/normalise-question.ts";
import { rememberTurn } from "./steps/remember-turn.ts";
import { retrieveProvisions } from "./steps/retrieve-provisions.ts";
import { takeConversation } from "./steps/take-conversation.ts";
import { understandQuestion } from "./steps/understand-question.ts";
import { uniteParts } from "./steps/unite-parts.ts";
import { verifyAnswer } from "./steps/verify-answer.ts";

/** The whole way from a question to an answer, in order. */
const answeringSteps: readonly AnsweringStep[] = [
  normaliseQuestion,
  understandQuestion,
  takeConversation,
  retrieveProvisions,
  judgeEvidence,
  uniteParts,
  composeAnswer,
  verifyAnswer,
  addValidity,
  rememberTurn,
];

/** @param observe told once for each question what the steps came to: an evaluation explains failures by it. */
export function createAssistant(
  services: AnsweringServices,
  observe: (context: AnsweringContext) => void = () => {},
): Assistant {
  const run = async (request: AskRequest, signal?: AbortSignal): Promise<AnsweringContext> => {
    const context = await runSteps(startContext(request, services), answeringSteps, signal);
    observe(context);
    return context;
  };
  return {
    async ask(request, signal) {
      return toAnswer(await run(request, signal));
    },
    async *stream(request, signal): AsyncIterable<AskEvent> {
      const context = await run(request, signal);
      const results = context.parts.flatMap(({ hits }) => hits.map(toSearchResult));
      yield { type: "search-results", results };
      const answer = toAnswer(context);
      for (const text of piecesOf(answer.answer)) {
        signal?.throwIfAborted();
        yield { type: "text-delta", text };
      }
      yield { type: "answer", answer };
    },
  };
}

function toAnswer(context: AnsweringContext): Answer {
  const { draft, services, conversationId, today, documents } = context;
  if (draft === null) throw new Error("the pipeline ended without an answer");
  const document = draft.citations[0]?.document ?? documents[0] ?? null;
  return {
    id: services.createId(),
    conversationId,
    status: draft.status,
    reason: draft.reason,
    answer: textOf(draft),
    citations: draft.citations.map(toCitation),
    responsibleUnits: [...draft.responsibleUnits],
    validity: validityOf(document, today),
    suggestions: [...draft.suggestions],
    generatedBy: { mode: "extractive", model: null },
  };
}

function textOf(draft: DraftAnswer): string {
  return draft.blocks.map(({ text }) => text).join("\n\n");
}

function toCitation({ document, provision, quote }: DraftCitation): Citation {
  return {
    clauseId: provision.id,
    documentId: document.id,
    documentTitle: document.metadata.title,
    clauseNumber: provision.kind === "clause" ? provision.number : null,
    clauseLabel: provision.kind === "clause" ? provision.label : null,
    chapter: provision.chapter,
    title: provision.title,
    quote,
    responsibleUnits: unitNames(provision),
  };
}

function validityOf(document: PolicyDocument | null, today: string): Validity {
  return document === null
    ? { from: null, until: null, state: "unknown" }
    : validityOn(document.metadata.validity, today);
}

/** Paragraphs, which a reader takes in one at a time; joined they are the text again. */
function piecesOf(text: string): string[] {
  return text.split(/(?<=\n\n)/u);
}
