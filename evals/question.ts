import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { answerReasons, answerStatuses } from "../src/domain/answer.ts";
import { unitNames } from "../src/domain/document.ts";
import type { ProvisionsById } from "./provisions.ts";
import { isRefusal } from "./scorers/refusal.ts";

/** Question files name provisions of this document by what follows the slash: `18`, `chapter-2`, `closing`. */
const documentId = "lin-an-2024";

export const personas = ["firm", "citizen", "hotline", "officer"] as const;
export const questionKinds = [
  "figure",
  "unit",
  "support",
  "eligibility",
  "procedure",
  "validity",
  "list",
  "total",
  "definition",
  "clause",
  "chapter",
  "unit_duties",
  "overview",
  "premise",
  "multi",
  "near_miss",
  "out_of_scope",
  "other_region",
  "other_period",
  "small_talk",
  "unsafe",
  "no_such_clause",
  "no_evidence",
] as const;

const provisionId = z
  .string()
  .regex(/^(?:[1-9]\d*|preamble|closing|chapter-[1-9]\d*)$/, "18, preamble, chapter-2 or closing")
  .transform((id) => `${documentId}/${id}`);

const turnSchema = z.strictObject({
  question: z.string().min(1),
  kind: z.enum(questionKinds),
  gold: z.array(provisionId).default([]).describe("Must be cited"),
  acceptable: z.array(provisionId).default([]).describe("May be cited without loss of precision"),
  units: z.array(z.string().min(1)).default([]).describe("Must be named as responsible"),
  figures: z.array(z.string().min(1)).default([]).describe("As printed; must occur in the answer's text"),
  status: z.array(z.enum(answerStatuses)).min(1).describe("Every status that is right; the best one first"),
  reason: z.enum(answerReasons).nullable().default(null),
  mustNotSay: z.array(z.string().min(1)).default([]),
  note: z.string().default("").describe("Why this is the right answer"),
});
const identitySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, "lower-case letters, digits, hyphens, underscores"),
  persona: z.enum(personas),
});
const questionLineSchema = identitySchema.extend(turnSchema.shape);
const dialogueLineSchema = identitySchema.extend({ turns: z.array(turnSchema).min(2) });

export type Persona = (typeof personas)[number];
export type QuestionKind = (typeof questionKinds)[number];

export interface Question extends z.output<typeof turnSchema> {
  /** `firm-001`; a dialogue's turns are `dialogue-001/1`, `dialogue-001/2`… */
  readonly id: string;
  readonly conversationId: string;
  readonly persona: Persona;
}

/** Questions of one author or purpose: what stands before the number of their ids, `firm`, `dialogue`, `refusal`. */
export function setOf({ conversationId }: Pick<Question, "conversationId">): string {
  return conversationId.replace(/[-_]?\d.*$/, "");
}

/** Questions asked one after the other with one memory; a question that stands alone is a conversation of one. */
export interface Conversation {
  readonly id: string;
  readonly turns: readonly Question[];
}

export interface QuestionFile {
  readonly name: string;
  readonly text: string;
}

/** Every fault of the question files at once, each with file, line and id, never with a question's words. */
export class QuestionsInvalid extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`题目有 ${faults.length} 处错误:\n${faults.join("\n")}`);
    this.name = "QuestionsInvalid";
    this.faults = faults;
  }
}

export function readQuestionFiles(directory: string): QuestionFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(directory, name), "utf8") }));
}

/** Files named `dialogues*.jsonl` hold a dialogue a line, all others a question a line. */
export function parseQuestions(files: readonly QuestionFile[], provisions: ProvisionsById): Conversation[] {
  const conversations: Conversation[] = [];
  const faults: string[] = [];
  const placeById = new Map<string, string>();
  for (const file of files) {
    for (const [index, line] of file.text.split(/\r?\n/).entries()) {
      if (line.trim() === "") continue;
      const place = `${file.name}:${index + 1}`;
      const parsed = parseLine(line, file.name.startsWith("dialogues"));
      if ("fault" in parsed) {
        faults.push(`${place} ${parsed.fault}`);
        continue;
      }
      const { conversation } = parsed;
      const earlier = placeById.get(conversation.id);
      if (earlier !== undefined) faults.push(`${place} ${conversation.id}: 编号与 ${earlier} 相同`);
      placeById.set(conversation.id, place);
      faults.push(
        ...conversation.turns.flatMap((question) =>
          contradictions(question, provisions).map((fault) => `${place} ${question.id}: ${fault}`),
        ),
      );
      conversations.push(conversation);
    }
  }
  if (faults.length > 0) throw new QuestionsInvalid(faults);
  return conversations;
}

function parseLine(line: string, isDialogue: boolean): { conversation: Conversation } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { fault: "不是 JSON" };
  }
  if (isDialogue) {
    const parsed = dialogueLineSchema.safeParse(value);
    if (!parsed.success) return { fault: schemaFault(value, parsed.error) };
    const { id, persona, turns } = parsed.data;
    return {
      conversation: {
        id,
        turns: turns.map((turn, index) => ({
          ...turn,
          persona,
          conversationId: id,
          id: `${id}/${index + 1}`,
        })),
      },
    };
  }
  const parsed = questionLineSchema.safeParse(value);
  if (!parsed.success) return { fault: schemaFault(value, parsed.error) };
  return {
    conversation: { id: parsed.data.id, turns: [{ ...parsed.data, conversationId: parsed.data.id }] },
  };
}

function schemaFault(value: unknown, error: z.ZodError): string {
  const named = z.looseObject({ id: z.string() }).safeParse(value);
  const issues = error.issues.map((issue) => `${issue.path.join(".") || "整行"}: ${issue.message}`);
  return `${named.success ? named.data.id : "(无编号)"}: ${issues.join("; ")}`;
}

/** What a well-formed question says that the corpus or the question itself contradicts. */
function contradictions(question: Question, provisions: ProvisionsById): string[] {
  const faults: string[] = [];
  for (const field of ["gold", "acceptable"] as const) {
    for (const id of question[field]) {
      if (!provisions.has(id)) faults.push(`${field} ${id} 不在语料中`);
    }
    const repeated = question[field].find((id, index, all) => all.indexOf(id) < index);
    if (repeated !== undefined) faults.push(`${field} ${repeated} 重复`);
  }
  const gold = question.gold.flatMap((id) => provisions.get(id) ?? []);
  for (const figure of question.figures) {
    if (!gold.some(({ printed }) => printed.includes(figure))) {
      faults.push(`figures ${figure} 在 gold 条款中都没有`);
    }
  }
  for (const unit of question.units) {
    if (!gold.some(({ provision }) => unitNames(provision).includes(unit))) {
      faults.push(`units ${unit} 不是任何 gold 条款的责任单位`);
    }
  }
  if (question.status.every(isRefusal) && question.gold.length > 0) {
    faults.push("只有拒答才对,却有 gold");
  }
  if (question.reason !== null && !question.status.some(isRefusal)) {
    faults.push("拒答不对,却有 reason");
  }
  return faults;
}
