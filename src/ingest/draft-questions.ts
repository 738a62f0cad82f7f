import type { AskedQuestion, UnansweredReason } from "../domain/asked-question.ts";
import type { ChatMessage, ChatModel, ChatReply } from "../domain/chat-model.ts";
import type { PolicyDocument, Provision } from "../domain/document.ts";
import { TiaowenError } from "../domain/errors.ts";
import { normaliseText } from "../domain/normalise-text.ts";
import { type DraftFault, draftFaultNames, draftFaults, faultOfDraft, questionKey } from "./draft-checks.ts";
import {
  type DraftPrompt,
  type DraftSubject,
  draftMessages,
  questionsPerProvision,
  readReply,
  repairMessages,
  unansweredPerReason,
} from "./draft-request.ts";

export interface Drafting {
  readonly document: PolicyDocument;
  /** What is asked of this document already; what they name is left alone. */
  readonly asked: readonly AskedQuestion[];
  readonly model: ChatModel;
  readonly prompt: DraftPrompt;
}

/**
 * - `drafted`: with how many proposals each check dropped
 * - `unusable`: twice nothing that can be used; `fault` in words
 * - `unavailable`: the model did not answer
 */
export type DraftOutcome =
  | {
      readonly kind: "drafted";
      readonly questions: readonly AskedQuestion[];
      readonly dropped: readonly DroppedDrafts[];
    }
  | { readonly kind: "unusable"; readonly fault: string }
  | { readonly kind: "unavailable"; readonly error: TiaowenError };

export interface DroppedDrafts {
  readonly fault: DraftFault;
  /** At least 1. */
  readonly count: number;
}

export interface DraftProgress {
  readonly subject: DraftSubject;
  readonly outcome: DraftOutcome;
  /** This one included. */
  readonly done: number;
  readonly total: number;
}

export interface DraftSummary {
  readonly questions: number;
  /** Subjects without questions, since nothing that came could be used. */
  readonly unusable: number;
  /** Subjects without questions, since nothing came. */
  readonly unavailable: number;
  /** Subjects that were not asked about any more once the model was taken to be gone. */
  readonly unasked: number;
  readonly tokens: { readonly sent: number; readonly received: number };
}

export const draftSource = "draft";

/** Requests under way at a time. An endpoint that answers one after the other takes the time of all for the last. */
export const parallelRequests = 4;

/** What a document has no questions for yet: provisions in reading order, then what it does not answer. */
export function subjectsToDraft({ document, asked }: Pick<Drafting, "document" | "asked">): DraftSubject[] {
  const answered = new Set(asked.flatMap(({ provisionIds }) => provisionIds));
  const provisions = document.provisions.filter(
    (provision) => !answered.has(provision.id) && says(provision),
  );
  const hasUnanswered = asked.some(({ provisionIds }) => provisionIds.length === 0);
  return hasUnanswered ? provisions : [...provisions, "unanswered"];
}

/** A chapter without introduction says nothing that its clauses do not. */
function says({ kind, text }: Provision): boolean {
  return kind === "clause" || text.trim() !== "";
}

/**
 * Has a model draft ways of asking for all that has none, a few provisions at a time. Each one's questions are handed
 * over as soon as they are there; what goes wrong with one keeps no other from its questions. When all of those few
 * get no answer the model is taken to be gone.
 */
export async function draftQuestions(
  drafting: Drafting,
  onProgress: (progress: DraftProgress) => void,
): Promise<DraftSummary> {
  const subjects = subjectsToDraft(drafting);
  const drafter = new SubjectDrafter(drafting);
  const outcomes: DraftOutcome[] = [];
  const draftOne = async (subject: DraftSubject): Promise<DraftOutcome> => {
    const outcome = await drafter.draft(subject);
    outcomes.push(outcome);
    onProgress({ subject, outcome, done: outcomes.length, total: subjects.length });
    return outcome;
  };
  while (outcomes.length < subjects.length) {
    const together = subjects.slice(outcomes.length, outcomes.length + parallelRequests);
    const ended = await Promise.all(together.map(draftOne));
    if (ended.every(({ kind }) => kind === "unavailable")) break;
  }
  const countOf = (kind: DraftOutcome["kind"]) => outcomes.filter((outcome) => outcome.kind === kind).length;
  return {
    questions: outcomes.flatMap((outcome) => (outcome.kind === "drafted" ? outcome.questions : [])).length,
    unusable: countOf("unusable"),
    unavailable: countOf("unavailable"),
    unasked: subjects.length - outcomes.length,
    tokens: drafter.tokens,
  };
}

class SubjectDrafter {
  readonly tokens = { sent: 0, received: 0 };
  readonly #drafting: Drafting;
  /** The keys of all questions so far: a question stands once in a document, whatever it is drafted for. */
  readonly #known: Set<string>;

  constructor(drafting: Drafting) {
    this.#drafting = drafting;
    this.#known = new Set(drafting.asked.map(({ text }) => questionKey(text)));
  }

  /** Asks once, and once more with what was wrong. */
  async draft(subject: DraftSubject): Promise<DraftOutcome> {
    const { document, prompt } = this.#drafting;
    const messages = draftMessages(subject, document, prompt);
    try {
      const reply = await this.#complete(messages);
      const outcome = this.#judge(subject, reply);
      if (outcome.kind !== "unusable") return outcome;
      const repaired = await this.#complete(repairMessages(messages, reply, outcome.fault, prompt));
      return this.#judge(subject, repaired);
    } catch (error) {
      if (error instanceof TiaowenError) return { kind: "unavailable", error };
      throw error;
    }
  }

  async #complete(messages: readonly ChatMessage[]): Promise<ChatReply> {
    const reply = await this.#drafting.model.complete({ messages, format: "json" });
    this.tokens.sent += reply.tokens?.sent ?? 0;
    this.tokens.received += reply.tokens?.received ?? 0;
    return reply;
  }

  #judge(subject: DraftSubject, reply: ChatReply): DraftOutcome {
    const proposed = readReply(subject, reply);
    if (typeof proposed === "string") return { kind: "unusable", fault: proposed };
    const faults: DraftFault[] = [];
    const questions: AskedQuestion[] = [];
    for (const { text, reason } of proposed) {
      const question = normaliseText(text);
      const fault = faultOfDraft(question, subject === "unanswered" ? "" : textOf(subject), this.#known);
      if (fault !== null) faults.push(fault);
      else if (questions.filter((other) => other.reason === reason).length < mostOf(reason)) {
        this.#known.add(questionKey(question));
        questions.push(this.#asked(subject, question, reason));
      }
    }
    const dropped = draftFaults
      .map((fault) => ({ fault, count: faults.filter((other) => other === fault).length }))
      .filter(({ count }) => count > 0);
    if (questions.length > 0) return { kind: "drafted", questions, dropped };
    return { kind: "unusable", fault: `没有一个问题可用(${droppedInWords(dropped)})` };
  }

  #asked(subject: DraftSubject, text: string, reason: UnansweredReason | null): AskedQuestion {
    return {
      text,
      documentId: this.#drafting.document.id,
      provisionIds: subject === "unanswered" ? [] : [subject.id],
      alsoFits: [],
      reason,
      source: draftSource,
    };
  }
}

function mostOf(reason: UnansweredReason | null): number {
  return reason === null ? questionsPerProvision : unansweredPerReason[reason];
}

function textOf({ title, text }: Provision): string {
  return `${title}\n${text}`;
}

/** For people and for the model: `照抄原文 2、重复 1`. */
export function droppedInWords(dropped: readonly DroppedDrafts[]): string {
  return dropped.map(({ fault, count }) => `${draftFaultNames[fault]} ${count}`).join("、");
}
