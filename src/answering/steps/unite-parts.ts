import type {
  AnsweringContext,
  AnsweringStep,
  Candidate,
  PartInProgress,
  Reading,
} from "../answering-context.ts";
import { retrieve } from "../find-provisions.ts";
import { judge } from "../judge.ts";
import { readPart, startPart } from "../read-part.ts";
import { readDocumentWords, type WordClass } from "../understanding/document-words.ts";
import type { Intent } from "../understanding/question.ts";

/**
 * Joins what several sentences ask of one matter: 技能补贴报多少?一年能考几本?要先考完吗? What is another matter by itself may
 * be a detail of what the message is about, so each part is judged again together with that.
 */
export const uniteParts: AnsweringStep = {
  name: "unite-parts",
  async run(context) {
    const { parts } = context;
    if (parts.length < 2 || parts.some(isSettled)) return {};
    const whole = await readTogether(parts, context);
    const main = foremostOf(whole);
    if (main === null) return {};
    const anchor = parts.find((part) => foremostOf(part)?.provision.id === main.provision.id) ?? null;
    const isOwn = await Promise.all(
      parts.map(async (part) => part !== anchor && (await isOfItsOwn(part, main, anchor, context))),
    );
    const together = parts.filter((_, index) => isOwn[index] !== true);
    if (together.length < 2) return {};
    const united = together.length === parts.length ? whole : await readTogether(together, context);
    const first = parts.findIndex((_, index) => isOwn[index] !== true);
    return {
      parts: parts.flatMap((part, index) =>
        index === first ? [united] : isOwn[index] === true ? [part] : [],
      ),
    };
  },
};

/** What the conversation or a number points to, and what must not be answered, stands as it is. */
function isSettled({ pinned, part }: PartInProgress): boolean {
  return pinned !== null || part.intent.kind === "clause" || part.intent.kind === "unsafe";
}

/** The parts as one question, judged. */
async function readTogether(
  parts: readonly PartInProgress[],
  context: AnsweringContext,
): Promise<PartInProgress> {
  const text = parts.map(({ part }) => part.text).join(" ");
  const read = await readPart({ text, asking: text }, context);
  const found = await retrieve(startPart({ ...read, intent: { kind: "topic" } }), context);
  return { ...found, evidence: judge(found, context) };
}

function foremostOf({ evidence }: PartInProgress): Candidate | null {
  return evidence?.kind === "sufficient" ? (evidence.candidates[0] ?? null) : null;
}

async function isOfItsOwn(
  inProgress: PartInProgress,
  main: Candidate,
  anchor: PartInProgress | null,
  context: AnsweringContext,
): Promise<boolean> {
  const { part } = inProgress;
  if (part.intent.kind !== "topic") return isOfDocument(part.intent, part.text);
  const own = foremostOf(inProgress) ?? likeliestOf(inProgress);
  if (own?.provision.id === main.provision.id) return false;
  if (own !== null && (readingOf(inProgress)?.answerability ?? 0) >= sureAnswerability) return true;
  const beside = await readTogether(anchor === null ? [inProgress] : [anchor, inProgress], context);
  if (own === null) return foremostOf(beside)?.provision.id !== main.provision.id;
  const judged = readingOf(beside)?.candidates.find(({ provision }) => provision.id === own.provision.id);
  return (judged?.relevance ?? 0) >= ownRelevance;
}

/** What a part that nothing answers is about all the same. */
function likeliestOf(part: PartInProgress): Candidate | null {
  const [best] = readingOf(part)?.candidates ?? [];
  return best !== undefined && best.relevance >= likelyRelevance ? best : null;
}

function readingOf({ evidence }: PartInProgress): Reading | null {
  return evidence !== null && "reading" in evidence ? evidence.reading : null;
}

/** Less relevant beside the matter of the whole, it is what single words of a detail happen to lead to. */
const ownRelevance = 0.05;
const likelyRelevance = 0.5;
/** A part that is answered so surely by itself is no detail. */
const sureAnswerability = 0.9;

const alwaysOfDocument: readonly Intent["kind"][] = [
  "budget_total",
  "chapter_budget",
  "clause_count",
  "basis",
  "issuer",
  "issue_date",
  "overview",
  "greeting",
];

const naming = ["document", "definite", "part"] as const satisfies readonly WordClass[];

/** 财政局哪个签 asks no list of that office's duties where the message is about something. */
function isOfDocument({ kind }: Intent, text: string): boolean {
  const { words } = readDocumentWords(text, []);
  return alwaysOfDocument.includes(kind) || naming.some((name) => words.has(name));
}
