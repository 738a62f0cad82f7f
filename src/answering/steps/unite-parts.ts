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
import { isNumbered } from "../understanding/split-question.ts";

/**
 * Joins what several sentences ask of one matter: 技能补贴报多少?一年能考几本?要先考完吗? What is another matter by itself may
 * be a detail of what the message is about, so each part is judged again together with that.
 */
export const uniteParts: AnsweringStep = {
  name: "unite-parts",
  async run(context) {
    const { parts, text } = context;
    const details = parts.filter(mayBeDetail);
    if (details.length < 2 || isNumbered(text)) return {};
    const whole = foremostOf(await readTogether(details, context));
    const main = whole ?? details.map(foremostOf).find((foremost) => foremost !== null) ?? null;
    const anchor = details.find((part) => isAbout(part, main));
    if (main === null || anchor === undefined) return {};
    const belongs = await Promise.all(
      parts.map(async (part) => part === anchor || (await isDetailOf(anchor, main, part, context))),
    );
    const together = parts.filter((_, index) => belongs[index]);
    if (together.length < 2) return {};
    const joined = await readTogether(together, context);
    // What a part is answered by is not lost by asking for details beside.
    const united = isAbout(joined, main) ? joined : { ...joined, evidence: anchor.evidence };
    return {
      parts: parts.flatMap((part, index) => (part === together[0] ? [united] : belongs[index] ? [] : [part])),
    };
  },
};

/** What the conversation points to, what a number names and what the document's structure answers stands as it is. */
function mayBeDetail({ pinned, focusIds, part }: PartInProgress): boolean {
  if (pinned !== null || focusIds.length > 0) return false;
  return (
    part.intent.kind === "topic" || (looseIntents.includes(part.intent.kind) && !namesDocument(part.text))
  );
}

/** 财政局哪个签, 还能接着领吗: ask no list of an office's duties and no term where the message is about something. */
const looseIntents: readonly Intent["kind"][] = [
  "unit_duties",
  "unit_list",
  "chapter",
  "validity",
  "unspecific",
];

const naming = [
  "document",
  "definite",
  "part",
  "clause",
  "clauseWord",
  "duty",
] as const satisfies readonly WordClass[];

function namesDocument(text: string): boolean {
  const { words } = readDocumentWords(text, []);
  return naming.some((name) => words.has(name));
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

function isAbout(part: PartInProgress, candidate: Candidate | null): boolean {
  return candidate !== null && foremostOf(part)?.provision.id === candidate.provision.id;
}

async function isDetailOf(
  anchor: PartInProgress,
  main: Candidate,
  inProgress: PartInProgress,
  context: AnsweringContext,
): Promise<boolean> {
  if (!mayBeDetail(inProgress)) return false;
  if (inProgress.part.intent.kind !== "topic") return true;
  const own = foremostOf(inProgress) ?? likeliestOf(inProgress);
  if (own?.provision.id === main.provision.id) return true;
  if (own !== null && (readingOf(inProgress)?.answerability ?? 0) >= sureAnswerability) return false;
  const beside = await readTogether([anchor, inProgress], context);
  if (own === null) return isAbout(beside, main);
  const judged = readingOf(beside)?.candidates.find(({ provision }) => provision.id === own.provision.id);
  return (judged?.relevance ?? 0) < ownRelevance;
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
