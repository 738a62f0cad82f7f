import * as z from "zod";
import { documentIdsSchema, questionLengthLimit } from "../domain/ask.ts";
import type { PolicyDocument } from "../domain/document.ts";
import { normaliseText } from "../domain/normalise-text.ts";
import { maskPersonalInformation } from "../domain/personal-information.ts";
import { todayInChina, type Validity, validityNotice, validityOn } from "../domain/validity.ts";
import { assess } from "../eligibility/assess.ts";
import type { FactProblem, FactSource, Profile } from "../eligibility/facts/profile.ts";
import { isShown, type OfferAssessment, type Verdict } from "../eligibility/offer-assessment.ts";
import { withinDocuments } from "../eligibility/offers/catalogue.ts";
import type { Matching } from "../eligibility/open-eligibility.ts";
import { understandApplicant } from "../eligibility/understand-applicant.ts";
import { readingPlaces } from "./applicant-place.ts";
import {
  type EligibilityResponse,
  toMatch,
  toNextQuestion,
  toNoOffer,
  toStackingRule,
  toUnderstoodFact,
} from "./eligibility-resources.ts";
import { refuseUnknownDocuments } from "./known-documents.ts";
import { type Logger, logProblem } from "./logger.ts";
import { ProblemError, unavailable } from "./problems.ts";
import type { PolicyService } from "./readiness.ts";

/** More than any vocabulary has. */
const factLimit = 1_000;

export const eligibilityRequestSchema = z
  .object({
    description: z
      .string()
      .default("")
      .describe(`自己的情况,口语即可。规范化后至多 ${questionLengthLimit} 个字符`),
    profile: z
      .record(z.string(), z.unknown())
      .default({})
      .describe(
        "情况的名称和值,名称和取值见 GET /v1/eligibility/schema。与 description 不同时以这里为准;值为 null 则不管 description 怎么说都当作不知道,也不再问",
      ),
    skipped: z
      .array(z.string().max(64))
      .max(factLimit)
      .default([])
      .describe("不想再被问到的情况的名称,取自 nextQuestion.skip"),
    documentIds: documentIdsSchema.optional().describe("只看这些文件;不给则看全部文件"),
  })
  .superRefine(({ description, profile }, context) => {
    const { length } = [...normaliseText(description)];
    const count = Object.keys(profile).length;
    const report = (field: string, message: string): void =>
      context.addIssue({ code: "custom", path: [field], message });
    if (length > questionLengthLimit)
      report("description", `最多 ${questionLengthLimit} 个字符,现有 ${length} 个`);
    if (count > factLimit) report("profile", `最多 ${factLimit} 项,现有 ${count} 项`);
    if (length === 0 && count === 0) report("description", "description 和 profile 至少要有一样不为空");
  })
  .meta({ id: "EligibilityRequest" });
export type EligibilityRequest = z.output<typeof eligibilityRequestSchema>;

/** What applicants are put to, or a 503 problem. */
export function matchingOf({ eligibility }: PolicyService, log: Logger): Matching {
  const { matching } = eligibility.open((problem) => logProblem(log, problem));
  if (matching === null) throw unavailable("申请条件没有载入,维护人员处理后恢复。", 60);
  return matching;
}

/** Puts an applicant to all that the documents offer; throws the 422 problem for facts that cannot be. */
export function matchApplicant(
  request: EligibilityRequest,
  { corpus }: PolicyService,
  matching: Matching,
  now: Date,
): EligibilityResponse {
  const { documentIds } = request;
  refuseUnknownDocuments(documentIds, corpus);
  const today = todayInChina(now);
  const documents = corpus.documents.filter(({ id }) => documentIds?.includes(id) ?? true);
  const { vocabulary } = matching;
  refuseUnknownFacts(request.skipped, vocabulary);
  const profile = understandApplicant(
    // As with questions: what nobody should have typed goes nowhere, not even back.
    {
      text: maskPersonalInformation(normaliseText(request.description)),
      facts: request.profile,
      skipped: request.skipped,
    },
    { vocabulary, reader: readingPlaces(matching, documents) },
    today,
  );
  refuseWrongFacts(profile, request.profile);

  const catalogue =
    documentIds === undefined ? matching.catalogue : withinDocuments(matching.catalogue, documentIds);
  const { offers, noOffers, stacking, nextQuestion } = assess(profile, catalogue);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const shown = shownOf(offers).flatMap((assessment) => {
    const document = byId.get(assessment.offer.clause.documentId);
    return document === undefined ? [] : [{ assessment, document }];
  });
  const openIds = new Set(
    shown.flatMap(({ assessment: { verdict, offer } }) => (verdict === "not_eligible" ? [] : offer.id)),
  );
  const first = shown[0]?.document ?? (documents.length === 1 ? documents[0] : undefined);
  return {
    profile: sources.flatMap((source) =>
      profile.facts.filter((known) => known.source === source).map(toUnderstoodFact),
    ),
    problems: profile.problems.flatMap(({ code, facts, message }) =>
      code === "contradiction" || code === "impossible" ? [{ code, facts: [...facts], message }] : [],
    ),
    matches: shown.map(({ assessment, document }) => toMatch(assessment, document, today)),
    noOffers: noOffers.map(toNoOffer),
    stacking: stacking.map((rule) => toStackingRule(rule, openIds)),
    nextQuestion: nextQuestion === null ? null : toNextQuestion(nextQuestion),
    validity: first === undefined ? noValidity : validityOn(first.metadata.validity, today),
    notice: noticeOf(documents, today),
  };
}

/** What people said first: it is what they may have to correct. */
const sources: readonly FactSource[] = ["told", "presumed", "implied"];

const noValidity: Validity = { from: null, until: null, state: "unknown" };

const verdictOrder: readonly Verdict[] = ["eligible", "possible", "not_eligible"];

/** What is shown, the best first. */
function shownOf(offers: readonly OfferAssessment[]): OfferAssessment[] {
  return offers
    .filter(isShown)
    .toSorted(
      (left, right) =>
        verdictOrder.indexOf(left.verdict) - verdictOrder.indexOf(right.verdict) ||
        right.relevance - left.relevance,
    );
}

function refuseUnknownFacts(skipped: readonly string[], vocabulary: Matching["vocabulary"]): void {
  const errors = skipped.flatMap((name, index) =>
    vocabulary.fact(name) === null ? [{ path: `skipped[${index}]`, message: `没有名为“${name}”的情况` }] : [],
  );
  if (errors.length > 0) throw new ProblemError("invalid-request", "skipped 中有不存在的名称。", { errors });
}

/** Words may be misread, so what is wrong in them alone is only told; a form says what it says. */
function refuseWrongFacts({ problems }: Profile, form: EligibilityRequest["profile"]): void {
  const isFilledIn = (name: string): boolean => Object.hasOwn(form, name);
  const wrong = problems.filter(({ facts }) => facts.some(isFilledIn));
  const errors = wrong.flatMap(({ facts, message }: FactProblem) => {
    const paths = facts.map((name) =>
      isFilledIn(name) ? z.core.toDotPath(["profile", name]) : "description",
    );
    return [...new Set(paths)].map((path) => ({ path, message }));
  });
  if (errors.length === 0) return;
  const named = [...new Set(errors.map(({ path }) => path))].slice(0, 10).join("、");
  throw new ProblemError("invalid-request", `以下内容不合要求:${named}。`, { errors });
}

function noticeOf(documents: readonly PolicyDocument[], today: string): string {
  const notices = documents.map(
    ({ metadata: { title, validity } }) => validityNotice(title, validityOn(validity, today)) ?? "",
  );
  return `${notices.join("")}以上是按文件原文比对的结果，仅供参考，不是审批决定，请向责任单位核实。`;
}
