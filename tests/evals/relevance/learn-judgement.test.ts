import { describe, expect, it } from "vitest";
import type { JudgedCandidate, QuestionWithCandidates } from "../../../evals/relevance/judged-candidates.ts";
import { learnJudgement } from "../../../evals/relevance/learn-judgement.ts";
import { randomStream } from "../../../evals/training/random.ts";
import { judgeByTrees } from "../../../src/answering/relevance/decision-trees.ts";
import { type Features, rankingFeatures, valuesOf } from "../../../src/answering/relevance/features.ts";
import { oddsByUnsaid } from "../../../src/answering/relevance/unsaid-words.ts";
import { madeUpCandidate, madeUpQuestion } from "./made-up-questions.ts";

/** What may be said of anything. */
const everyday = [["多少"], ["多少", "怎么"], ["哪里", "怎么", "今年"], ["今年"], []];

const sources = ["citizens", "firms", "desks", "villages"];

/**
 * What answers holds most of the question's words. Of the questions that nothing answers, half say too little that any
 * provision holds, and half only say, beyond a provision that holds them, that another matter is meant.
 */
function madeUpPart(source: string, seed: number): QuestionWithCandidates[] {
  const random = randomStream(seed);
  const between = (low: number, high: number): number => low + (high - low) * random();
  return Array.from({ length: 120 }, (_, index) => {
    const kind = index % 4;
    const isAnswered = kind < 2;
    const coverage = kind === 2 ? between(0, 0.4) : between(0.7, 1);
    const common = everyday[Math.floor(between(0, everyday.length))] ?? [];
    const unsaid = kind === 3 ? ["蚂蟥", ...common] : common;
    const candidates = [
      madeUpCandidate("other/1", { coverage: between(0, 0.4) }, unsaid),
      madeUpCandidate("lake/1", { coverage, textCoverage: coverage }, unsaid),
      madeUpCandidate("other/2", { coverage: between(0, 0.4) }, unsaid),
    ];
    return madeUpQuestion(`${source} ${index}`, source, isAnswered ? ["lake/1"] : [], candidates);
  });
}

/** What holds fewest of its words answers, and a feature of its own tells these questions from others. */
function turnedRound(question: QuestionWithCandidates): QuestionWithCandidates {
  const candidates = question.candidates.map(({ provisionId, features, unsaid }) =>
    madeUpCandidate(provisionId, { ...features, titleCoverage: 1 }, unsaid),
  );
  const answers = question.gold.size > 0 ? ["other/1", "other/2"] : [];
  return madeUpQuestion(question.question, question.source, answers, candidates);
}

/** The questions that only what they say beside tells from others, with another sign in its place. */
function withSign(
  question: QuestionWithCandidates,
  change: (candidate: JudgedCandidate) => JudgedCandidate,
): QuestionWithCandidates {
  if (kindOf(question.question) !== 3) return question;
  return { ...question, candidates: question.candidates.map(change) };
}

function kindOf(question: string): number {
  return Number(question.split(" ")[1]) % 4;
}

const parts = sources.map((source, seed) => madeUpPart(source, seed + 1));

describe("learnJudgement", () => {
  let steps = 0;
  const { judgement, words, unseen } = learnJudgement(parts, "asked", 0.02, () => {
    steps += 1;
  });
  const of = (kind: number) => unseen.filter(({ question }) => kindOf(question) === kind);

  it("judges each question once, by what other sources have taught, in three steps a part", () => {
    expect(unseen.map(({ question }) => question).sort()).toEqual(
      parts.flatMap((part) => part.map(({ question }) => question)).sort(),
    );
    expect(steps).toBe(3 * parts.length);
  });

  it("ranks what answers before what does not", () => {
    const answerable = unseen.filter(({ gold }) => gold.size > 0);
    const right = answerable.filter(({ ranked }) => ranked[0]?.provisionId === "lake/1");
    expect(right.length / answerable.length).toBeGreaterThan(0.97);
    for (const { ranked } of answerable) {
      const probabilities = ranked.map(({ probability }) => probability);
      expect(probabilities).toEqual(probabilities.toSorted((left, right) => right - left));
    }
  });

  it("learns nothing from a source that it judges, even if its people mean the opposite of all others", () => {
    const opposite = parts.map((part, at) => (at === 0 ? part.map(turnedRound) : part));
    const own = learnJudgement(opposite, "asked", 0.02, () => {}).unseen.filter(
      ({ source, gold }) => source === sources[0] && gold.size > 0,
    );
    const right = own.filter(({ gold, ranked }) => gold.has(ranked[0]?.provisionId ?? ""));
    expect(right.length / own.length).toBeLessThan(0.1);
  });

  it.each<[string, (candidate: JudgedCandidate) => JudgedCandidate]>([
    ["word", (candidate) => ({ ...candidate, unsaid: ["只在这里"] })],
    [
      "sign",
      ({ provisionId, features }) => madeUpCandidate(provisionId, { ...features, otherMatter: 1 }, ["多少"]),
    ],
  ])("does not know a %s by which only the source that it judges tells what nothing answers", (_, change) => {
    const marked = parts.map((part, at) =>
      at === 0 ? part.map((question) => withSign(question, change)) : part,
    );
    const { unseen: judged, judgement: learnt } = learnJudgement(marked, "asked", 0.02, () => {});
    const own = judged.filter(({ source, question }) => source === sources[0] && kindOf(question) === 3);
    const refused = own.filter(({ answerability }) => answerability < learnt.answerThreshold);
    expect(refused.length / own.length).toBeLessThan(0.1);
  });

  it("refuses at its threshold what nothing answers, for what is missing and for what is said beside", () => {
    const shareRefused = (kind: number): number => {
      const refused = of(kind).filter(({ answerability }) => answerability < judgement.answerThreshold);
      return refused.length / of(kind).length;
    };
    expect(shareRefused(0)).toBeLessThan(0.05);
    expect(shareRefused(1)).toBeLessThan(0.05);
    expect(shareRefused(2)).toBeGreaterThan(0.9);
    expect(shareRefused(3)).toBeGreaterThan(0.9);
    const odds = oddsByUnsaid(words);
    expect(odds(["蚂蟥"])).toBeLessThan(odds(["多少"]));
  });

  it("gives trees that the service can judge by", () => {
    const judge = judgeByTrees(judgement.ranking);
    const relevanceOf = (given: Partial<Features>): number =>
      judge(valuesOf(madeUpCandidate("lake/1", given).features, rankingFeatures.asked));
    expect(relevanceOf({ coverage: 0.9, textCoverage: 0.9 })).toBeGreaterThan(0.9);
    expect(relevanceOf({ coverage: 0.1 })).toBeLessThan(0.1);
  });

  it("leaves out of the ranking what is neither right nor wrong, and counts it as right at the top", () => {
    const accepted = parts.map((part) =>
      part.map((question) => ({ ...question, acceptable: new Set(["lake/1"]), gold: new Set(["other/1"]) })),
    );
    const { unseen: judged } = learnJudgement(accepted, "asked", 0.02, () => {});
    expect(judged.every(({ ranked }) => ranked.some(({ provisionId }) => provisionId === "lake/1"))).toBe(
      true,
    );
    expect(Math.min(...judged.map(({ answerability }) => answerability))).toBeGreaterThan(0.3);
  });

  it("learns the same from the same", () => {
    expect(learnJudgement(parts, "asked", 0.02, () => {}).judgement).toEqual(judgement);
  });
});
