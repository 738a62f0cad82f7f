import * as z from "zod";
import type { UnansweredReason } from "../domain/asked-question.ts";
import type { ChatMessage, ChatReply } from "../domain/chat-model.ts";
import { type PolicyDocument, type Provision, unitNames } from "../domain/document.ts";
import { jsonValuesIn } from "../domain/json-in-text.ts";
import { fillPrompt, type Prompt } from "../domain/prompt.ts";

/** What questions are drafted for: one provision, or what the document leaves unanswered. */
export type DraftSubject = Provision | "unanswered";

/** The sections of the prompt, each with what it is filled with. */
export const draftPromptSections = {
  system: [],
  provision: ["count", "material"],
  unanswered: ["noEvidenceCount", "outOfScopeCount", "material"],
  repair: ["faults"],
} as const;
export type DraftPrompt = Prompt<keyof typeof draftPromptSections>;

export interface ProposedQuestion {
  readonly text: string;
  /** Null where the provision answers. */
  readonly reason: UnansweredReason | null;
}

/** Asked for and, at most, kept. */
export const questionsPerProvision = 8;
export const unansweredPerReason: Readonly<Record<UnansweredReason, number>> = {
  no_evidence: 24,
  out_of_scope: 8,
};

/** Characters of a provision that a model is given. */
const provisionLimit = 6_000;
/** Of a whole document, which else is given by its titles. */
const documentLimit = 30_000;
/** Of a reply, returned to the model that gave it. */
const returnedReplyLimit = 4_000;

export function draftMessages(
  subject: DraftSubject,
  document: PolicyDocument,
  { sections }: DraftPrompt,
): ChatMessage[] {
  const content =
    subject === "unanswered"
      ? fillPrompt(sections.unanswered, {
          noEvidenceCount: String(unansweredPerReason.no_evidence),
          outOfScopeCount: String(unansweredPerReason.out_of_scope),
          material: documentMaterial(document),
        })
      : fillPrompt(sections.provision, {
          count: String(questionsPerProvision),
          material: provisionMaterial(subject, document),
        });
  return [
    { role: "system", content: sections.system },
    { role: "user", content },
  ];
}

/** The same again, with what was wrong with the reply. */
export function repairMessages(
  messages: readonly ChatMessage[],
  reply: ChatReply,
  fault: string,
  { sections }: DraftPrompt,
): ChatMessage[] {
  // Some endpoints refuse an empty message.
  const content = reply.text.slice(0, returnedReplyLimit).trim() || "{}";
  return [
    ...messages,
    { role: "assistant", content },
    { role: "user", content: fillPrompt(sections.repair, { faults: fault }) },
  ];
}

/** One line of JSON: no line of a text can pass for one of the prompt. */
function provisionMaterial(provision: Provision, { metadata }: PolicyDocument): string {
  const { label, title, text, chapter } = provision;
  return JSON.stringify({
    document: metadata.title,
    region: metadata.region?.name ?? null,
    chapter,
    provision: { label, title, text: text.slice(0, provisionLimit), units: unitNames(provision) },
  });
}

function documentMaterial({ metadata, provisions }: PolicyDocument): string {
  const heading = { document: metadata.title, region: metadata.region?.name ?? null };
  const whole = provisions.map(({ label, title, text }) => ({ label, title, text }));
  const material = JSON.stringify({ ...heading, provisions: whole });
  if (material.length <= documentLimit) return material;
  let rest = documentLimit;
  const titles = provisions
    .map(({ label, title }) => `${label ?? ""}${title}`)
    .filter((title) => {
      rest -= title.length;
      return title !== "" && rest >= 0;
    });
  return JSON.stringify({ ...heading, titles });
}

const questionSchema = z.union([
  z.string(),
  z.object({ question: z.string() }).transform(({ question }) => question),
]);
const questionsSchema = z.array(questionSchema).min(1);
const answeredSchema = z.union([
  z.object({ questions: questionsSchema }).transform(({ questions }) => questions),
  questionsSchema,
]);
const unansweredSchema = z.object({
  no_evidence: questionsSchema,
  out_of_scope: questionsSchema,
});

/** @returns what the model proposes, or in words why nothing of the reply can be read */
export function readReply(subject: DraftSubject, reply: ChatReply): readonly ProposedQuestion[] | string {
  const values = jsonValuesIn(reply.text);
  // What comes after thoughts and examples is the answer.
  const proposed = values.map((value) => proposedIn(subject, value)).findLast((found) => found !== null);
  if (proposed) return proposed;
  if (reply.text.trim() === "") return "回答是空的";
  if (reply.isCut) return "回答太长,被截断了";
  return values.length === 0 ? "回答不是 JSON" : "回答的 JSON 不合要求的格式";
}

function proposedIn(subject: DraftSubject, value: unknown): ProposedQuestion[] | null {
  if (subject !== "unanswered") {
    return answeredSchema.safeParse(value).data?.map((text) => ({ text, reason: null })) ?? null;
  }
  const { data } = unansweredSchema.safeParse(value);
  if (data === undefined) return null;
  const withReason = (reason: UnansweredReason) => data[reason].map((text) => ({ text, reason }));
  return [...withReason("no_evidence"), ...withReason("out_of_scope")];
}
