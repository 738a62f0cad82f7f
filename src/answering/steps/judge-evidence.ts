import type { PolicyDocument } from "../../domain/document.ts";
import type {
  AnsweringContext,
  AnsweringStep,
  Candidate,
  Evidence,
  PartInProgress,
} from "../answering-context.ts";
import { clauseNumbered } from "../provision-lookup.ts";
import { featuresOf, relevanceModel, relevanceOf, wordingOf } from "../relevance.ts";
import type { Aspect } from "../understanding/question.ts";

const candidateLimit = 8;

/** Decides for each part whether what was found carries an answer, and which provisions carry it. */
export const judgeEvidence: AnsweringStep = {
  name: "judge-evidence",
  async run(context) {
    return { parts: context.parts.map((part) => ({ ...part, evidence: judge(part, context) })) };
  },
};

function judge(inProgress: PartInProgress, context: AnsweringContext): Evidence {
  const { part, pinned } = inProgress;
  const document = mainDocument(inProgress, context);
  if (part.intent.kind === "unsafe") return insufficient("unsafe_input", document);
  const { region, period } = context.question.outsideScope;
  if (region !== null) return insufficient("other_region", document);
  if (period !== null) return insufficient("other_period", document);
  if (document === null) return insufficient("no_evidence", null);
  if (part.intent.kind === "greeting") return insufficient("out_of_scope", document);
  if (part.intent.kind === "clause") return judgeClauseNumbers(part.intent.numbers, context, document);
  if (pinned !== null) return { kind: "sufficient", candidates: pinned };
  if (part.intent.kind !== "topic") return { kind: "structural", document };
  return judgeCandidates(rankCandidates(inProgress, context), part.aspects, document);
}

function insufficient(
  reason: Extract<Evidence, { kind: "insufficient" }>["reason"],
  document: PolicyDocument | null,
): Evidence {
  return { kind: "insufficient", reason, document };
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
    : { kind: "sufficient", candidates };
}

/** Every hit with the probability that it answers, most probable first. */
export function rankCandidates({ part, hits }: PartInProgress, { services }: AnsweringContext): Candidate[] {
  return hits
    .map((hit) => {
      const askings = services.corpus.askings.get(hit.provision.id) ?? [];
      const features = featuresOf(part, hit, hits, wordingOf(hit.provision, askings), (term) =>
        services.search.idf(term),
      );
      return { document: hit.document, provision: hit.provision, relevance: relevanceOf(features) };
    })
    .sort((left, right) => right.relevance - left.relevance);
}

function judgeCandidates(
  ranked: readonly Candidate[],
  aspects: ReadonlySet<Aspect>,
  document: PolicyDocument,
): Evidence {
  const best = ranked[0];
  if (best === undefined || best.relevance < relevanceModel.answerThreshold) {
    return insufficient(reasonFor(best), document);
  }
  const odds = (probability: number): number => probability / (1 - Math.min(probability, 0.9999));
  const further = ranked
    .slice(1)
    .filter(
      ({ relevance }) =>
        relevance >= relevanceModel.furtherThreshold &&
        odds(relevance) >= relevanceModel.furtherOddsShare * odds(best.relevance),
    );
  return {
    kind: "sufficient",
    candidates: [best, ...further].slice(0, aspects.has("list") ? candidateLimit : 4),
  };
}

/** Below this the question shares nothing with the documents: it is about something else altogether. */
const unrelatedThreshold = 0.05;

function reasonFor(best: Candidate | undefined): "no_evidence" | "out_of_scope" {
  return best === undefined || best.relevance < unrelatedThreshold ? "out_of_scope" : "no_evidence";
}
