/**
 * How long one profile takes against 10,000 offers, beside an evaluator that does the same the plain way: it looks up
 * every fact by name, offer by offer. Run by hand: `node tests/eligibility/benchmark.ts`.
 */
import fc from "fast-check";
import { assess, assessOffers } from "../../src/eligibility/assess.ts";
import { bindCondition, TestTable } from "../../src/eligibility/conditions/bind-condition.ts";
import type { Condition } from "../../src/eligibility/conditions/condition-schema.ts";
import { createProfile, type Profile } from "../../src/eligibility/facts/profile.ts";
import type { Catalogue } from "../../src/eligibility/offers/catalogue.ts";
import type { Offer } from "../../src/eligibility/offers/offer.ts";
import { anyTest } from "./any-condition.ts";
import { document, reader, today, vocabulary } from "./lin-an-catalogue.ts";
import { evaluatePlainly, explainPlainly } from "./plain-evaluation.ts";

const offerCount = 10_000;
const rounds = 30;

const profiles = [
  "我们是一家做软件的小公司,员工30来个人,去年刚评上高企,研发一年投了三百多万",
  "我家二胎刚出生,老公在工地打工,家里还有个80岁的奶奶,是低保户",
  "我们公司出口到三个国家,准备去德国参展,担心汇率",
  "我们是一家企业",
].map((text) => [text, createProfile(vocabulary, reader.read(text, today))] as const);

const conditions = fc.sample(
  fc
    .tuple(anyTest(vocabulary.facts), fc.array(anyTest(vocabulary.facts), { minLength: 1, maxLength: 4 }))
    .map(([test, others]): Condition => ({ all: [{ fact: "firm" }, test, { any: others }] })),
  { numRuns: offerCount, seed: 2024 },
);

const table = new TestTable(vocabulary);
const [clause] = document.provisions;
if (clause === undefined) throw new Error("the document is empty");
const offers = conditions.map(
  (condition, index): Offer => ({
    id: `${index}`,
    clause,
    support: "奖励",
    nature: "support",
    quote: clause.text,
    gives: "给予奖励",
    amount: null,
    audience: ["firm"],
    subject: [],
    condition: bindCondition(condition, table, clause.text),
    period: null,
    state: "reviewed",
  }),
);
const catalogue: Catalogue = { table, offers, noOffers: [], stacking: [], undecided: [], problems: [] };

function assessPlainly({ knowledge }: Profile): unknown[] {
  return conditions.map((condition) => ({
    met: evaluatePlainly(condition, vocabulary, knowledge),
    reasons: explainPlainly(condition, vocabulary, knowledge),
  }));
}

function timed(run: () => unknown): string {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).toSorted((left, right) => left - right);
  const [best = 0] = times;
  return `${best.toFixed(1)} ms at best, ${(times[Math.floor(rounds / 2)] ?? 0).toFixed(1)} ms at the median`;
}

const lines = [`${offerCount} offers, ${table.tests.length} different tests, ${rounds} rounds each`];
for (const [text, profile] of profiles) {
  lines.push(
    text,
    `  verdicts and reasons: ${timed(() => assessOffers(profile, catalogue))}`,
    `  with the next question: ${timed(() => assess(profile, catalogue))}`,
    `  verdicts and reasons, the plain way: ${timed(() => assessPlainly(profile))}`,
  );
}
process.stdout.write(`${lines.join("\n")}\n`);
