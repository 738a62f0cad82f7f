import type { AnsweringContext, AnsweringStep, Candidate, PartInProgress } from "../answering-context.ts";
import type { ConversationTurn, Subject } from "../conversation.ts";
import { latestTurn, listedAt, topicOf } from "../focus.ts";
import { findProvision } from "../provision-lookup.ts";
import { subjectNamed, subjectReturnedTo, subjectsPointedTo } from "../referents.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import { asksForPartsOfSum, asksForSum, chaptersOfSum } from "../sum-questions.ts";
import { claimedQuantities } from "../understanding/claimed-quantities.ts";
import type { Aspect, QuestionPart, Reference } from "../understanding/question.ts";
import { confirmsUnit, contentOf, readChoice } from "../understanding/reference.ts";

/** Completes what a message leaves unsaid because earlier turns said it. */
export const takeConversation: AnsweringStep = {
  name: "take-conversation",
  async run(context) {
    const history = await context.services.conversations.read(context.conversationId);
    const parts = context.parts.reduce(joinToEarlier, []);
    return {
      history,
      parts: parts.map((part, index) =>
        index > 0 && part.part.reference.kind === "none" ? part : resolve(part, { ...context, history }),
      ),
    };
  },
};

/** 社区e治理能加分?加什么分: what says nothing of its own goes on about the question before it in the same message. */
function joinToEarlier(parts: readonly PartInProgress[], next: PartInProgress): readonly PartInProgress[] {
  const earlier = parts.at(-1);
  if (earlier === undefined || earlier.part.intent.kind !== "topic" || !saysNothing(next.part)) {
    return [...parts, next];
  }
  const text = `${earlier.part.text} ${next.part.text}`;
  const part: QuestionPart = {
    ...earlier.part,
    text,
    claimedQuantities: claimedQuantities(text),
    aspects: new Set([...earlier.part.aspects, ...next.part.aspects]),
  };
  return [...parts.slice(0, -1), { ...earlier, part }];
}

function saysNothing({ reference, intent }: QuestionPart): boolean {
  return reference.kind === "previous" && (intent.kind === "topic" || intent.kind === "unspecific");
}

function resolve(inProgress: PartInProgress, context: AnsweringContext): PartInProgress {
  const { reference, intent } = inProgress.part;
  const { history } = context;
  if (intent.kind === "unsafe" || intent.kind === "greeting") return inProgress;
  const offered = choiceNumbered(inProgress.part, context);
  if (offered !== null) return pinTo(inProgress, [offered], context);
  if (intent.kind === "clause") return inProgress;
  if (reference.kind === "neighbour" || reference.kind === "ordinal" || reference.kind === "several") {
    const subjects = subjectsPointedTo(reference, context);
    if (subjects.length > 0) return pinTo(inProgress, subjects, context);
  }
  if (reference.kind === "correction" && isElliptic(inProgress.part, history.at(-1) ?? null)) {
    return withCorrection(inProgress, reference, context);
  }
  const latest = latestTurn(history);
  if (latest === null) {
    return asksForSum(inProgress.part)
      ? withIntent(inProgress, { kind: "budget_total", withParts: false })
      : inProgress;
  }
  if (asksForPartsOfSum(inProgress.part, latest)) {
    return withIntent(inProgress, { kind: "budget_total", withParts: true });
  }
  const chapters = chaptersOfSum(inProgress.part, latest, context);
  if (chapters.length > 0) return withIntent(inProgress, { kind: "chapter_budget", numbers: chapters });
  if (intent.kind === "chapter") return onChapters(inProgress, intent.numbers, latest, context);
  if (!isElliptic(inProgress.part, latest)) return inProgress;
  switch (reference.kind) {
    case "return": {
      const subject = subjectReturnedTo(reference.topic, reference.isFirst, context);
      return subject === null
        ? inContext(inProgress, latest, context)
        : pinTo(inProgress, [subject], context);
    }
    case "previous":
      return onPrevious(inProgress, latest, reference.isSingular, context);
    case "opening":
      return inProgress;
    default:
      return intent.kind === "unit_duties"
        ? onPrevious(inProgress, latest, false, context)
        : inContext(inProgress, latest, context);
  }
}

/** 第二条 in answer to a question back counts what was offered. */
function choiceNumbered(
  { intent, text }: QuestionPart,
  { history, documents }: AnsweringContext,
): Subject | null {
  const position = intent.kind === "clause" ? intent.numbers[0] : (readChoice(text) ?? undefined);
  const latest = latestTurn(history);
  if (position === undefined || latest?.isOpen !== true || position > latest.citedIds.length) return null;
  return listedAt(position, history, documents);
}

const particulars: readonly Aspect[] = [
  "amount",
  "figure",
  "unit",
  "contact",
  "procedure",
  "condition",
  "deadline",
];

/** 大概多少, 涉及哪些部门: once something was spoken of it is meant, and not the whole document. */
function isElliptic(part: QuestionPart, latest: ConversationTurn | null): boolean {
  const isAnswered = latest !== null && latest.citedIds.length > 0;
  switch (part.intent.kind) {
    case "topic":
    case "unspecific":
      return true;
    case "overview":
    case "unit_list":
    case "issuer":
      return (
        isAnswered &&
        part.reference.kind === "previous" &&
        particulars.some((aspect) => part.aspects.has(aspect))
      );
    case "unit_duties":
      return isAnswered && confirmsUnit(part.text);
    default:
      return false;
  }
}

function onPrevious(
  inProgress: PartInProgress,
  latest: ConversationTurn,
  isSingular: boolean,
  context: AnsweringContext,
): PartInProgress {
  const grounded = latest.subjects.filter(({ provisionIds }) => provisionIds.length > 0);
  if (grounded.length === 0) {
    const topic = topicOf(latest);
    const searched = withTopic(inProgress, topic, latest.aspects);
    const text = `${topic} ${searched.part.text}`;
    return { ...searched, part: { ...searched.part, text }, focusIds: lastCited(context) };
  }
  const pinned = pinTo(inProgress, grounded, context);
  const distinct = new Set(grounded.map(({ provisionIds }) => provisionIds[0]));
  return isSingular && distinct.size > 1
    ? {
        ...pinned,
        pinned: pinned.pinned?.filter(({ provision }) => distinct.has(provision.id)) ?? null,
        asksWhich: true,
      }
    : pinned;
}

/** The provisions themselves are the answer's ground; the words of the message still choose what is quoted. */
function pinTo(
  inProgress: PartInProgress,
  subjects: readonly Subject[],
  { documents, history }: AnsweringContext,
): PartInProgress {
  const ids = [...new Set(subjects.flatMap(({ provisionIds }) => provisionIds))];
  const pinned = ids.flatMap((id): Candidate[] => {
    const found = findProvision(documents, id);
    return found === null ? [] : [{ ...found, relevance: 1 }];
  });
  if (pinned.length === 0) return inProgress;
  const { part } = inProgress;
  const topic = part.reference.kind === "return" ? part.topic : topicOf({ subjects });
  const latest = latestTurn(history);
  const inherited = latest?.isOpen === true ? latest.aspects : [];
  const resolved = withTopic(inProgress, topic, inherited);
  return { ...resolved, part: { ...resolved.part, aspects: askedOf(resolved.part, ids, history) }, pinned };
}

/** 一亩多少 after 有补贴吗 asks for the amount of support, and not for any figure. */
function askedOf(
  part: QuestionPart,
  ids: readonly string[],
  history: readonly ConversationTurn[],
): ReadonlySet<Aspect> {
  const { aspects } = part;
  if (!aspects.has("figure") || aspects.has("amount")) return aspects;
  const asked = history
    .filter((turn) => turn.citedIds.some((id) => ids.includes(id)))
    .flatMap((turn) => turn.aspects);
  if (!asked.includes("support") && !asked.includes("amount")) return aspects;
  return new Set([...aspects, "amount" as const].filter((aspect) => aspect !== "figure"));
}

/** Read by itself and, since it may go on about the turn before, in its light: the judge of evidence chooses. */
function inContext(
  inProgress: PartInProgress,
  latest: ConversationTurn,
  context: AnsweringContext,
): PartInProgress {
  const { reference } = inProgress.part;
  const topic = "topic" in reference && reference.topic !== "" ? reference.topic : inProgress.part.topic;
  const part = { ...inProgress.part, topic };
  const inherits = latest.isOpen || part.reference.kind !== "none" || part.topic.length <= fragmentLength;
  const aspects = part.aspects.size === 0 && inherits ? new Set(inheritableOf(latest)) : part.aspects;
  const resolved: PartInProgress = { ...inProgress, part: { ...part, aspects, intent: { kind: "topic" } } };
  const named = pointing.includes(part.reference.kind) ? subjectNamed(part.topic, false, context) : null;
  return {
    ...resolved,
    focusIds: named?.provisionIds ?? lastCited(context),
    asksForDetail: part.reference.kind === "none" && particulars.some((aspect) => part.aspects.has(aspect)),
  };
}

const pointing: readonly Reference["kind"][] = ["pointed", "particular"];

function lastCited({ history }: AnsweringContext): readonly string[] {
  return history.findLast(({ citedIds }) => citedIds.length > 0)?.citedIds ?? [];
}

/** What can be asked of one thing after the other. */
const inheritable: readonly Aspect[] = [...particulars, "support"];

function inheritableOf({ aspects }: ConversationTurn): Aspect[] {
  return aspects.filter((aspect) => inheritable.includes(aspect));
}

/** A message no longer than this that asks nothing goes on with the question before. */
const fragmentLength = 8;
function withIntent(inProgress: PartInProgress, intent: QuestionPart["intent"]): PartInProgress {
  return { ...inProgress, part: { ...inProgress.part, intent } };
}

/** 交通那章呢 after 第二章谁牵头 asks the same of another chapter, and not for its clauses. */
function onChapters(
  inProgress: PartInProgress,
  numbers: readonly number[],
  latest: ConversationTurn,
  context: AnsweringContext,
): PartInProgress {
  const asked = inheritableOf(latest);
  if (inProgress.part.aspects.size > 0 || asked.length === 0) return inProgress;
  const chapters = context.documents.flatMap(({ provisions }) =>
    provisions.filter(
      ({ kind, chapterNumber }) => kind === "chapter" && numbers.includes(chapterNumber ?? 0),
    ),
  );
  const subject = { topic: inProgress.part.topic, provisionIds: chapters.map(({ id }) => id) };
  const pinned = pinTo(inProgress, [subject], context);
  return { ...pinned, part: { ...pinned.part, aspects: new Set(asked) } };
}

/** What was asked before is still asked when the message names only a new topic. */
function withTopic(
  inProgress: PartInProgress,
  topic: string,
  inheritedAspects: readonly Aspect[],
): PartInProgress {
  const { part } = inProgress;
  const aspects = part.aspects.size > 0 ? part.aspects : new Set(inheritedAspects);
  return { ...inProgress, part: { ...part, topic, focus: topic, aspects, intent: { kind: "topic" } } };
}

/** 不是电梯 after 老小区装电梯: what was taken back is what was asked about. */
function isTopic(wrong: string, { history }: AnsweringContext): boolean {
  const spokenOf = history.flatMap(({ subjects }) => subjects.map(({ topic }) => topic)).join(" ");
  return contentOf(wrong)
    .split(" ")
    .some((piece) => piece !== "" && spokenOf.includes(piece));
}

/** Of a car, in 不是小车,是货车, people ask nothing there: it is a detail of what was spoken of. */
function isDetail(wrong: string, ids: readonly string[], { services }: AnsweringContext): boolean {
  const sought = { topic: contentOf(wrong), expansions: services.lexicon.expand(wrong) };
  return ids.every((id) => {
    const words = services.wordings.get(id)?.text ?? "";
    return topicCoverage(sought, words, (term) => services.search.idf(term)) < 1;
  });
}

/** What was taken back is neither searched for nor meant. */
function withCorrection(
  inProgress: PartInProgress,
  { topic, wrong }: Extract<Reference, { kind: "correction" }>,
  context: AnsweringContext,
): PartInProgress {
  const { services, history } = context;
  const latest = history.findLast(({ aspects }) => aspects.length > 0);
  const corrected = withTopic(inProgress, topic, latest === undefined ? [] : inheritableOf(latest));
  const focusIds = wrong !== null && isTopic(wrong, context) ? [] : lastCited(context);
  const isOfDetail = wrong !== null && focusIds.length > 0 && isDetail(wrong, focusIds, context);
  const reference: Reference = isOfDetail
    ? { kind: "particular", topic, isBound: false }
    : { kind: "shift", topic };
  return {
    ...corrected,
    focusIds,
    part: {
      ...corrected.part,
      reference,
      text: topic,
      expansions: services.lexicon.expand(topic),
      otherMatters: services.otherMatters.in(topic),
      units: [...new Set(services.units.mentions(topic).map(({ name }) => name))],
    },
  };
}
