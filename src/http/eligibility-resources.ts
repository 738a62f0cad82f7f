import * as z from "zod";
import { validitySchema } from "../domain/answer.ts";
import { type PolicyDocument, unitNames } from "../domain/document.ts";
import { validityOn } from "../domain/validity.ts";
import { describePossible } from "../eligibility/facts/describe-fact.ts";
import { factValueOf } from "../eligibility/facts/fact-value.ts";
import type { KnownFact } from "../eligibility/facts/profile.ts";
import type { NextQuestion } from "../eligibility/next-question.ts";
import type { OfferAssessment } from "../eligibility/offer-assessment.ts";
import type { NoOffer, StackingRule } from "../eligibility/offers/offer.ts";
import { offerNatures, supportKinds } from "../eligibility/offers/offer-schema.ts";

const understoodFactSchema = z
  .object({
    fact: z.string().describe("名称,即请求中 profile 的字段名"),
    label: z.string(),
    value: z.unknown().describe("值,写法与请求中 profile 的值相同"),
    valueText: z.string().describe("值,给人看"),
    source: z
      .enum(["told", "implied", "presumed"])
      .describe("told 申请人自己说的;implied 由所说的推出;presumed 没有说到,先当作如此"),
    words: z.array(z.string()).describe("从 description 中的哪些话读出;来自 profile 的和当作如此的为空"),
  })
  .meta({ id: "UnderstoodFact" });

const matchSchema = z
  .object({
    clauseId: z.string(),
    clauseNumber: z.int().nullable(),
    clauseLabel: z.string().nullable(),
    title: z.string(),
    documentId: z.string(),
    documentTitle: z.string(),
    offerId: z.string().describe("一条中可以有几项支持,例如 lin-an-2024/18#first-recognition"),
    verdict: z
      .enum(["eligible", "possible", "not_eligible"])
      .describe("eligible 条件都符合;possible 还缺情况或原文没有写全;not_eligible 有条件不符合"),
    awaits: z
      .union([z.enum(["facts", "rules"]), z.null()])
      .describe("possible 在等什么:facts 还缺 missing 中的情况;rules 原文只提到、没有写明的规定"),
    missing: z
      .array(z.object({ fact: z.string(), label: z.string() }))
      .describe("知道了就可能改变结论的情况"),
    support: z.object({
      kind: z.enum(supportKinds),
      nature: z
        .enum(offerNatures)
        .describe("support 可申领的支持;service 服务;guarantee 要素保障;pass_through 按上级政策办理"),
      text: z.string().describe("给什么,原文的字"),
      amount: z.string().nullable().describe("原文印的金额或比例;原文没有写则为 null"),
    }),
    reasons: z.array(
      z.object({
        condition: z.string(),
        quote: z.string().describe("写明这个条件的原文"),
        met: z.boolean().nullable().describe("null:还不知道,或原文没有写明"),
      }),
    ),
    responsibleUnits: z.array(z.string()),
    quote: z.string().describe("给出这项支持的原文,一字不改"),
    validity: validitySchema,
    review: z
      .enum(["reviewed", "needs_review", "draft"])
      .describe("reviewed 条件经人工核对;needs_review 核对后条文有变;draft 按规则拟出,未经人工核对"),
  })
  .meta({ id: "OfferMatch" });

const factChange = z.record(z.string(), z.unknown());

const nextQuestionSchema = z
  .object({
    text: z.string(),
    kind: z
      .enum(["yes_no", "one_of", "several_of", "number", "date"])
      .describe("number、date 没有 options,把答案作为 facts[0] 的值"),
    facts: z.array(z.object({ fact: z.string(), label: z.string() })).describe("问的是哪些情况,最要紧的在前"),
    options: z.array(
      z.object({
        label: z.string(),
        profile: factChange.describe("选了就并入下次请求的 profile"),
        otherwise: z
          .union([factChange, z.null()])
          .describe("several_of 中没有选时并入 profile 的;null 则不并入任何内容"),
      }),
    ),
    unit: z.string().nullable().describe("数值的单位"),
    skip: z.array(z.string()).describe("不想答就并入下次请求的 skipped,以后不再问"),
    concerns: z.int().describe("答案能影响几项还没有定的结论"),
  })
  .meta({ id: "NextQuestion" });

export const eligibilitySchema = z
  .object({
    profile: z
      .array(understoodFactSchema)
      .describe("读懂的情况,自己说的在前。读错了就在请求的 profile 中给出正确的值"),
    problems: z
      .array(
        z.object({
          code: z
            .enum(["contradiction", "impossible"])
            .describe("contradiction 前后矛盾;impossible 不可能有的数"),
          facts: z.array(z.string()),
          message: z.string(),
        }),
      )
      .describe("description 中不能作数的话,其余照常"),
    matches: z
      .array(matchSchema)
      .describe("eligible 的在前,然后是 possible,最后是说到了却不符合的;各按相关程度"),
    noOffers: z
      .array(
        z.object({
          clauseId: z.string(),
          clauseNumber: z.int().nullable(),
          title: z.string(),
          reason: z.string(),
        }),
      )
      .describe("看上去相关、其实没有可申领内容的条款,和理由"),
    stacking: z
      .array(
        z.object({
          rule: z.enum(["best_of", "once"]).describe("best_of 只享受最优的一项;once 同一项不重复享受"),
          clauseId: z.string(),
          quote: z.string(),
          offerIds: z.array(z.string()),
        }),
      )
      .describe("原文关于同时享受几项的规定"),
    nextQuestion: z
      .union([nextQuestionSchema, z.null()])
      .describe("最能定下结论的一个问题;null:再问也不会改变结论"),
    validity: validitySchema.describe("matches 中第一项所属文件的有效期"),
    notice: z.string().describe("给人看的提示:匹配只供参考,文件是否有效"),
  })
  .meta({ id: "Eligibility" });
export type EligibilityResponse = z.infer<typeof eligibilitySchema>;

export function toUnderstoodFact({
  fact,
  possible,
  source,
  from,
}: KnownFact): z.infer<typeof understoodFactSchema> {
  return {
    fact: fact.name,
    label: fact.label,
    value: factValueOf(fact, possible),
    valueText: describePossible(fact, possible),
    source,
    words: [...new Set(from.flatMap(({ words }) => words ?? []))],
  };
}

export function toMatch(
  { offer, verdict, awaits, missing, reasons }: OfferAssessment,
  document: PolicyDocument,
  today: string,
): z.infer<typeof matchSchema> {
  const { clause, period } = offer;
  const stated = period === null ? document.metadata.validity : { ...period, statedIn: period.quote };
  return {
    clauseId: clause.id,
    clauseNumber: clause.number,
    clauseLabel: clause.label,
    title: clause.title,
    documentId: document.id,
    documentTitle: document.metadata.title,
    offerId: offer.id,
    verdict,
    awaits,
    missing: missing.map(({ name, label }) => ({ fact: name, label })),
    support: { kind: offer.support, nature: offer.nature, text: offer.gives, amount: offer.amount },
    reasons: reasons.map(({ condition, quote, met }) => ({ condition, quote, met })),
    responsibleUnits: unitNames(clause),
    quote: offer.quote,
    validity: validityOn(stated, today),
    review: offer.state,
  };
}

export function toNextQuestion({
  text,
  kind,
  facts,
  options,
  unit,
  concerns,
}: NextQuestion): z.infer<typeof nextQuestionSchema> {
  return {
    text,
    kind,
    facts: facts.map(({ name, label }) => ({ fact: name, label })),
    options: options.map(({ fact, label, value, otherwise }) => ({
      label,
      profile: { [fact.name]: value },
      otherwise: otherwise === null ? null : { [fact.name]: otherwise },
    })),
    unit,
    skip: facts.map(({ name }) => name),
    concerns,
  };
}

export function toNoOffer({ clause, reason }: NoOffer): EligibilityResponse["noOffers"][number] {
  return { clauseId: clause.id, clauseNumber: clause.number, title: clause.title, reason };
}

/** @param shown ids of the offers that are spoken of */
export function toStackingRule(
  { rule, provisionId, quote, offers }: StackingRule,
  shown: ReadonlySet<string>,
): EligibilityResponse["stacking"][number] {
  return { rule, clauseId: provisionId, quote, offerIds: [...offers].filter((id) => shown.has(id)) };
}
