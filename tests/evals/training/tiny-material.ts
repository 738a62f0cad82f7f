import type { Recipe, TrainingMaterial } from "../../../evals/training/recipe.ts";
import { tokenise } from "../../../src/search/text-units.ts";

export const tinyRecipe: Recipe = {
  dimensions: 32,
  units: 400,
  batchSize: 16,
  steps: 60,
  learningRate: 5e-3,
  temperature: 0.1,
  dropout: 0.2,
  shares: { layQuestions: 0.25, askings: 0.25, forms: 0.125 },
  seed: 7,
};

const subjects = ["公交车", "幼儿园", "高新技术企业", "电梯", "农产品", "民宿", "充电桩", "养老院"];
const deeds = [
  "给予补贴。补贴按年度发放",
  "予以登记。登记不收费用",
  "加强检查;检查结果公开",
  "免征税款。税款已缴的退还",
];

/** Thirty-two short articles, and a question for each in other words. */
export function tinyMaterial(): TrainingMaterial {
  const heading = tokenise("某某市促进条例");
  const texts = subjects.flatMap((subject) =>
    deeds.map((deed) => ({ heading, body: tokenise(`对${subject}${deed},由主管部门负责。`) })),
  );
  const ask = (words: (subject: string) => string, deed: number) =>
    subjects.map((subject, index) => ({ question: words(subject), gold: [index * deeds.length + deed] }));
  return {
    texts: [...texts, { heading: new Uint32Array(), body: tokenise("高新技术企业") }],
    layQuestions: ask((subject) => `${subject}能拿多少钱`, 0),
    askings: ask((subject) => `${subject}要不要办手续`, 1),
    forms: [{ question: "高企", gold: [texts.length] }],
  };
}
