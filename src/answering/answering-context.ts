import type { AnswerReason, AnswerStatus } from "../domain/answer.ts";
import type { AskRequest } from "../domain/ask.ts";
import type { PolicyDocument, Provision } from "../domain/document.ts";
import type { Corpus } from "../ingest/load-corpus.ts";
import type { QuestionLikeness } from "../search/asked-question-index.ts";
import type { Lexicon } from "../search/lexicon.ts";
import type { AskedBefore, PolicySearch, SearchHit, TermStatistics } from "../search/policy-search.ts";
import type { ConversationStore, ConversationTurn } from "./conversation.ts";
import type { ProvisionWording } from "./relevance/provision-wording.ts";
import type { OtherMatters } from "./understanding/other-matters.ts";
import type { PinyinReading } from "./understanding/pinyin-reading.ts";
import type { Question, QuestionPart } from "./understanding/question.ts";
import type { SoundAlikes } from "./understanding/sound-alikes.ts";
import type { UnitDirectory } from "./understanding/unit-directory.ts";

export interface AnsweringServices {
  readonly corpus: Corpus;
  readonly search: PolicySearch & TermStatistics & AskedBefore;
  readonly lexicon: Lexicon;
  readonly units: UnitDirectory;
  readonly otherMatters: OtherMatters;
  readonly soundAlikes: SoundAlikes;
  readonly pinyin: PinyinReading;
  /** By provision id. */
  readonly wordings: ReadonlyMap<string, ProvisionWording>;
  readonly conversations: ConversationStore;
  readonly now: () => Date;
  readonly createId: () => string;
  /** Told what the verification took out: a defect of a composer, never the asker's fault. */
  readonly reportDefect: (message: string) => void;
}

/** A provision that may answer, with how probable it is that it does. */
export interface Candidate {
  readonly document: PolicyDocument;
  readonly provision: Provision;
  /** 0 to 1, learnt by `npm run learn`. */
  readonly relevance: number;
}

/** What the judge of evidence made of all that was found for a part. */
export interface Reading {
  /** Most relevant first. */
  readonly candidates: readonly Candidate[];
  /** 0 to 1: how probable it is that the best candidate answers. */
  readonly answerability: number;
}

export type Evidence =
  /** The candidates carry an answer, most relevant first. */
  | {
      readonly kind: "sufficient";
      readonly candidates: readonly Candidate[];
      /** Null where they were pointed to and nothing had to be judged. */
      readonly reading: Reading | null;
    }
  /** Each candidate is another reading of the question: the asker has to say which is meant. */
  | {
      readonly kind: "ambiguous";
      readonly candidates: readonly Candidate[];
      /** Null where they were pointed to and nothing had to be judged. */
      readonly reading: Reading | null;
    }
  /** The structure of the document answers, without retrieval. */
  | { readonly kind: "structural"; readonly document: PolicyDocument }
  | {
      readonly kind: "insufficient";
      readonly reason: AnswerReason;
      readonly document: PolicyDocument | null;
      /** Null where something else than what was found forbids an answer. */
      readonly reading: Reading | null;
    };

export interface DraftCitation {
  readonly document: PolicyDocument;
  readonly provision: Provision;
  /** Verbatim. */
  readonly quote: string;
}

/** A piece of the answer that is verified as a whole: kept or dropped. */
export interface DraftBlock {
  readonly text: string;
  /** Ids of the provisions it rests on; empty for what claims nothing about a document. */
  readonly provisionIds: readonly string[];
}

/** An answer before it is verified, to one part of the message or to all of it. */
export interface DraftAnswer {
  readonly status: AnswerStatus;
  readonly reason: AnswerReason | null;
  readonly blocks: readonly DraftBlock[];
  readonly citations: readonly DraftCitation[];
  readonly responsibleUnits: readonly string[];
  readonly suggestions: readonly string[];
}

export interface PartInProgress {
  readonly part: QuestionPart;
  /** Provisions that the conversation points to; they are taken instead of a search. */
  readonly pinned: readonly Candidate[] | null;
  /** The asker has to say which of the pinned provisions is meant. */
  readonly asksWhich: boolean;
  /** The provisions spoken of before that it may be going on about. */
  readonly focusIds: readonly string[];
  /** It asks for a detail, 什么时候完工, with hardly a word on what of: what was spoken of may be meant. */
  readonly asksForDetail: boolean;
  readonly hits: readonly SearchHit[];
  /** By document id: how like the question is to those asked before. */
  readonly likeness: ReadonlyMap<string, QuestionLikeness>;
  readonly evidence: Evidence | null;
}

/** What the steps pass on. Only the pipeline replaces it; a step returns what it changes. */
export interface AnsweringContext {
  readonly services: AnsweringServices;
  readonly request: AskRequest;
  readonly conversationId: string;
  /** ISO date in China. */
  readonly today: string;
  /** Documents the answer may draw on. */
  readonly documents: readonly PolicyDocument[];
  readonly history: readonly ConversationTurn[];
  readonly text: string;
  readonly question: Question;
  readonly parts: readonly PartInProgress[];
  readonly draft: DraftAnswer | null;
}

export interface AnsweringStep {
  readonly name: string;
  run(context: AnsweringContext): Promise<Partial<AnsweringContext>>;
}
