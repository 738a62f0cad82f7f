import type { UnansweredReason } from "../domain/asked-question.ts";
import type { PolicyDocument } from "../domain/document.ts";
import type { AnsweringContext, Candidate, Evidence, PartInProgress, Reading } from "./answering-context.ts";
import { type AloneReading, continuationOf, isSurelyAnswered } from "./continuation.ts";
import { closestTo } from "./focus.ts";
import { clauseNumbered } from "./provision-lookup.ts";
import {
  type Features,
  type Findings,
  featuresOf,
  type SoughtTopic,
  unsaidFeature,
} from "./relevance/features.ts";
import { answerabilityOf, relevanceOf, type Thresholds, thresholdsFor } from "./relevance/relevance-model.ts";
import { oddsBeyondWording, unsaidPieces } from "./relevance/unsaid-words.ts";
import type { Aspect, QuestionPart } from "./understanding/question.ts";

/** Further clauses help where a list is asked for; elsewhere they bury the one that answers. */
const listLimit = 8;
const citationLimit = 4;

export function judge(inProgress: PartInProgress, context: AnsweringContext): Evidence {
  const { part, pinned } = inProgress;
  const document = mainDocument(inProgress, context);
  if (part.intent.kind === "unsafe") return insufficient("unsafe_input", document);
  const { region, period } = context.question.outsideScope;
  if (region !== null) return insufficient("other_region", document);
  if (period !== null) return insufficient("other_period", document);
  if (document === null) return insufficient("no_evidence", null);
  if (part.intent.kind === "greeting") return insufficient("out_of_scope", document);
  if (part.intent.kind === "clause") return judgeClauseNumbers(part.intent.numbers, context, document);
  if (pinned !== null) {
    const kind = inProgress.asksWhich ? "ambiguous" : "sufficient";
    return { kind, candidates: pinned, reading: null };
  }
  if (part.intent.kind !== "topic") return { kind: "structural", document };
  return judgeCandidates(inProgress, context, document);
}

function insufficient(
  reason: Extract<Evidence, { kind: "insufficient" }>["reason"],
  document: PolicyDocument | null,
  reading: Reading | null = null,
): Evidence {
  return { kind: "insufficient", reason, document, reading };
}

function mainDocument({ hits }: PartInProgress, { documents }: AnsweringContext): PolicyDocument | null {
  return hits[0]?.document ?? documents[0] ?? null;
}

function judgeClauseNumbers(
  numbers: readonly number[],
  { documents }: AnsweringContext,
  document: PolicyDocument,
): Evidence {
  const candidates = numbers.flatMap((number) =>
    documents.flatMap((candidate): Candidate[] =>
      clauseNumbered(candidate, number).map((provision) => ({
        document: candidate,
        provision,
        relevance: 1,
      })),
    ),
  );
  return candidates.length === 0
    ? insufficient("no_such_clause", document)
    : { kind: "sufficient", candidates, reading: null };
}

function judgeCandidates(
  inProgress: PartInProgress,
  context: AnsweringContext,
  document: PolicyDocument,
): Evidence {
  const { part } = inProgress;
  const reading = judgeReading(part, inProgress, context);
  const thresholds = reading.candidates[0] && thresholdsFor(reading.candidates[0].features);
  if (thresholds === undefined) {
    return insufficient(reasonFor(inProgress, reading, document), document, reading);
  }
  const alone = { ...reading, answerThreshold: thresholds.answerThreshold };
  const continued = continuationOf(inProgress, alone, context);
  if (continued !== null) return { kind: "sufficient", candidates: continued, reading };
  if (reading.answerability < alone.answerThreshold || isAskedAgain(part, context, alone)) {
    return insufficient(reasonFor(inProgress, reading, document), document, reading);
  }
  const readings = otherReadings(part, reading.candidates);
  const [only, ...others] = closestTo(context.history, readings, context.documents);
  if (others.length > 0 && only !== undefined) {
    return { kind: "ambiguous", candidates: [only, ...others], reading };
  }
  const candidates = only === undefined ? citable(reading.candidates, part.aspects, thresholds) : [only];
  return { kind: "sufficient", candidates, reading };
}

/** 归谁, of what was refused a moment ago: less of a question is no better an answer. */
function isAskedAgain(
  { reference }: QuestionPart,
  { history }: AnsweringContext,
  alone: AloneReading,
): boolean {
  return reference.kind === "previous" && history.length > 0 && !isSurelyAnswered(alone);
}

/** A word alone, 保险 or 贷款: what it is about has still to be said. */
const bareTopicLength = 4;
const furtherReading = 0.1;
const readingLimit = 4;

/** The provisions of different chapters that a bare word may mean alike; one where it is clear. */
function otherReadings(
  { topic, aspects }: QuestionPart,
  candidates: readonly JudgedCandidate[],
): Candidate[] {
  if (topic.length > bareTopicLength || topic.includes(" ") || aspects.has("list")) return [];
  const readings = candidates.filter(
    ({ relevance, features, provision }) =>
      relevance >= furtherReading && features.textCoverage >= 1 && provision.kind === "clause",
  );
  const chapters = new Set(readings.map(({ provision }) => provision.chapter));
  return chapters.size > 1 ? readings.slice(0, readingLimit) : [];
}

interface JudgedCandidate extends Candidate {
  readonly features: Features;
}

interface JudgedReading extends Reading {
  readonly candidates: readonly JudgedCandidate[];
}

function judgeReading(
  sought: SoughtTopic,
  findings: Findings,
  { services }: AnsweringContext,
): JudgedReading {
  const features = featuresOf(sought, findings, services.wordings, (term) => services.search.idf(term));
  const judged = findings.hits.flatMap(({ document, provision }, index) => {
    const found = features[index];
    return found === undefined
      ? []
      : [{ document, provision, features: found, relevance: relevanceOf(found) }];
  });
  const ranked = ofOneKnowledge(judged).sort((left, right) => right.relevance - left.relevance);
  const [best] = ranked;
  if (best === undefined) return { candidates: [], answerability: 0 };
  const wording = services.wordings.get(best.provision.id)?.all ?? "";
  const unsaid = unsaidFeature(oddsBeyondWording(unsaidPieces(sought.text, wording)));
  return {
    candidates: ranked,
    answerability: answerabilityOf({ ...best.features, unsaid }),
  };
}

/**
 * Documents whose questions are known are judged by more than others, so the probabilities do not compare. By words
 * alone they do, those printed before those asked: the kind of document is taken that has the best candidate by them.
 */
function ofOneKnowledge(candidates: readonly JudgedCandidate[]): JudgedCandidate[] {
  const byWords = ({ features }: JudgedCandidate): number =>
    relevanceOf({ ...features, isAskedOf: false }) + features.textCoverage;
  const kinds = new Set(candidates.map(({ features }) => features.isAskedOf));
  if (kinds.size < 2) return [...candidates];
  const best = candidates.reduce((top, candidate) => (byWords(candidate) > byWords(top) ? candidate : top));
  return candidates.filter(({ features }) => features.isAskedOf === best.features.isAskedOf);
}

/** The best candidate and those that are nearly as good. */
function citable(
  candidates: readonly Candidate[],
  aspects: ReadonlySet<Aspect>,
  learnt: Thresholds,
): Candidate[] {
  const [best, ...others] = candidates;
  if (best === undefined) return [];
  const isList = aspects.has("list");
  const { furtherThreshold, furtherOddsShare } = isList ? listBars : learnt;
  const least = aspects.has("unit") && !isList ? Math.max(unitThreshold, furtherThreshold) : furtherThreshold;
  const wantsSupport = aspects.has("support") && offersSupport(best);
  const further = others.filter(
    (candidate) =>
      candidate.relevance >= least &&
      oddsOf(candidate.relevance) >= furtherOddsShare * oddsOf(best.relevance) &&
      (!wantsSupport || offersSupport(candidate)),
  );
  return [best, ...further].slice(0, isList ? listLimit : citationLimit);
}

/** Where a list is asked for, one too many is better than one too few. */
const listBars = { furtherThreshold: 0.05, furtherOddsShare: 0.01 };
/** Who is responsible is asked of one thing: units of another clause would be named beside its own. */
const unitThreshold = 0.45;

function offersSupport({ provision }: Candidate): boolean {
  return provision.clauseKinds.some((kind) => kind !== "government_target" && kind !== "guarantee");
}

function oddsOf(probability: number): number {
  return probability / (1 - Math.min(probability, 0.9999));
}

/** Below this, where nobody's questions are known, a question shares nothing with the documents. */
const unrelatedThreshold = 0.05;

function reasonFor(
  { part: { otherMatters }, likeness }: PartInProgress,
  { answerability }: Reading,
  document: PolicyDocument,
): UnansweredReason {
  const asked = likeness.get(document.id);
  if (asked !== undefined) return asked.unanswered.reason;
  if (otherMatters.some(({ kind }) => kind === "public_service")) return "no_evidence";
  if (otherMatters.length > 0) return "out_of_scope";
  return answerability < unrelatedThreshold ? "out_of_scope" : "no_evidence";
}
