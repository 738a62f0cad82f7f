import type { Vocabulary } from "./trainer.ts";
import { UnitCounter } from "./unit-counter.ts";

/** Units in a question of people are worth more room than as many in articles. */
const questionWorth = 30;
const fewestQuestions = 2;
const fewestArticles = 3;

/** The units that get a vector: the commonest ones, each weighted by how rare it is among articles. */
export function chooseVocabulary(
  articles: Iterable<Uint32Array>,
  questions: Iterable<Uint32Array>,
  size: number,
): Vocabulary {
  const inArticles = new UnitCounter(2 ** 24);
  let articleCount = 0;
  for (const tokens of articles) {
    inArticles.addText(tokens);
    articleCount++;
  }
  const inQuestions = new UnitCounter();
  for (const tokens of questions) inQuestions.addText(tokens);
  const candidates: [unit: number, worth: number][] = [];
  for (const [unit, count] of inArticles.entries()) {
    const asked = inQuestions.count(unit);
    if (count >= fewestArticles || asked >= fewestQuestions)
      candidates.push([unit, count + questionWorth * asked]);
  }
  for (const [unit, asked] of inQuestions.entries()) {
    if (asked >= fewestQuestions && inArticles.count(unit) === 0)
      candidates.push([unit, questionWorth * asked]);
  }
  candidates.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const units = Int32Array.from(candidates.slice(0, size), ([unit]) => unit);
  const weights = Float32Array.from(units, (unit) => {
    const count = inArticles.count(unit);
    return Math.log(1 + (articleCount - count + 0.5) / (count + 0.5));
  });
  return { units, weights };
}
