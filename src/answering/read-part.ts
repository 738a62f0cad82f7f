import { findQuantities, type Quantity } from "../domain/quantity.ts";
import type { LexiconExpansion } from "../search/lexicon.ts";
import type { AnsweringContext, AnsweringServices, PartInProgress } from "./answering-context.ts";
import { claimedQuantities } from "./understanding/claimed-quantities.ts";
import { type ChapterName, readIntent } from "./understanding/intent.ts";
import { chapterOfHits, isMatterWithin, loosePartIn } from "./understanding/loose-chapters.ts";
import { readMentionList } from "./understanding/mention-list.ts";
import type { Intent, QuestionPart } from "./understanding/question.ts";
import { isQuestioning, readFrames } from "./understanding/question-frames.ts";
import { readReference, withoutPreliminaries } from "./understanding/reference.ts";
import type { SplitQuestion } from "./understanding/split-question.ts";

export function startPart(part: QuestionPart): PartInProgress {
  return {
    part,
    pinned: null,
    asksWhich: false,
    focusIds: [],
    asksForDetail: false,
    hits: [],
    likeness: new Map(),
    evidence: null,
  };
}

export async function readPart(split: SplitQuestion, context: AnsweringContext): Promise<QuestionPart> {
  const { services, documents } = context;
  const text = withoutPreliminaries(split.text);
  const asking = withoutPreliminaries(split.asking);
  const frames = readFrames(text);
  const units = services.units.mentions(text);
  const chapters: ChapterName[] = documents.flatMap((document) =>
    document.provisions.flatMap(({ kind, chapterNumber, title }) =>
      kind === "chapter" && chapterNumber !== null ? [{ number: chapterNumber, title }] : [],
    ),
  );
  const regionNames = documents.flatMap(({ metadata }) => metadata.region?.shortNames ?? []);
  const longestFirst = [...new Set(regionNames)].sort((left, right) => right.length - left.length);
  const readWords = (words: string): Intent =>
    readIntent(words, {
      frames: readFrames(words),
      units: words === text ? units : services.units.mentions(words),
      chapters,
      regionNames: longestFirst,
    });
  const expansions = expansionsOf(text, services);
  const intent = intentOf(text, asking, readWords);
  return {
    text,
    topic: frames.topic,
    focus: focusOf(asking) ?? frames.topic,
    aspects: frames.aspects,
    intent:
      (isOfWholeDocument(intent) ? await ofLooseChapter(asking, readWords, context) : null) ??
      (intent.kind === "topic" ? readMentionList(asking, longestFirst, documents, expansions) : null) ??
      intent,
    reference: readReference(split.text),
    expansions,
    otherMatters: services.otherMatters.in(text),
    units: [...new Set(units.map((unit) => unit.name))],
    statedQuantities: findQuantities(text).filter(isStatedSum),
    claimedQuantities: claimedQuantities(text),
  };
}

function focusOf(asking: string): string | null {
  const clauses = asking.split(/[,，。;；]/u).filter(isQuestioning);
  const topics = clauses.map((clause) => readFrames(clause).topic).filter((topic) => topic.length >= 2);
  return topics.at(-1) ?? null;
}

/** What the words mean, and what misspelt ones sound like. */
function expansionsOf(text: string, { lexicon, soundAlikes }: AnsweringServices): LexiconExpansion[] {
  const heard = soundAlikes.in(text);
  const meant = heard.flatMap(({ form, term, weight }) =>
    lexicon.expand(term).map((expansion) => ({ ...expansion, form, weight: weight * expansion.weight })),
  );
  return [...lexicon.expand(text), ...heard, ...meant];
}

/** What the asking sentence asks of the document as a whole stands, whatever story it comes with. */
function intentOf(text: string, asking: string, read: (words: string) => Intent): Intent {
  const whole = read(text);
  if (whole.kind !== "topic" || text === asking) return whole;
  const alone = read(asking);
  return leansOnItsStory.includes(alone.kind) ? whole : alone;
}

/** What 路和车那部分谁牵头 asks of the chapter that these words mean; of several documents each has its own. */
async function ofLooseChapter(
  text: string,
  read: (words: string) => Intent,
  { services, documents }: AnsweringContext,
): Promise<Intent | null> {
  const part = loosePartIn(text);
  const [document, ...others] = documents;
  if (part === null || document === undefined || others.length > 0) return null;
  const { name, withNumber } = part;
  const expansions = expansionsOf(name, services);
  const documentIds = [document.id];
  const hits = await services.search.search({ text: name, expansions, limit: chapterHits, documentIds });
  const number = chapterOfHits(hits.map(({ provision }) => provision));
  if (number === null || (!part.isChapter && isMatterWithin(name, number, document))) return null;
  const intent = read(withNumber(number));
  const isOfChapter = intent.kind === "chapter" || intent.kind === "chapter_budget";
  return isOfChapter || (part.isChapter && "chapters" in intent && intent.chapters.length > 0)
    ? intent
    : null;
}

/** What may be asked of a chapter alone that was not recognised as one. */
function isOfWholeDocument(intent: Intent): boolean {
  return intent.kind === "topic" || ("chapters" in intent && intent.chapters.length === 0);
}

const chapterHits = 12;

const leansOnItsStory: readonly Intent["kind"][] = ["topic", "unspecific", "validity", "greeting"];

/** Money or a share, which a text may state otherwise; an age or a count of one's own cars it cannot. */
function isStatedSum({ kind, baseUnit }: Quantity): boolean {
  return kind === "percentage" || (kind === "amount" && baseUnit === "元");
}
