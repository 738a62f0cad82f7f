import type { StatuteRecord } from "../../retrieval/statute-record.ts";
import type { RetrievalMeasures } from "../../training/retrieval-measures.ts";
import { fixed, type Language, line, plotCard, text, type Wording } from "./plot-card.ts";

const measures: readonly { readonly name: keyof RetrievalMeasures; readonly label: string }[] = [
  { name: "recallAt10", label: "R@10" },
  { name: "recallAt100", label: "R@100" },
  { name: "reciprocalRankAt10", label: "MRR@10" },
];

const rankings = [
  { name: "lexical", colour: "a", label: { zh: "BM25", en: "BM25" } },
  { name: "vector", colour: "b", label: { zh: "内置向量", en: "Built-in embedder" } },
  { name: "fused", colour: "c", label: { zh: "学得的融合", en: "Learnt fusion" } },
] as const satisfies readonly {
  readonly name: string;
  readonly colour: string;
  readonly label: Wording;
}[];

const left = 40;
const groupWidth = 190;
const barWidth = 46;
const top = 84;
const plotHeight = 200;

/** What words, vectors and both together find of the statutes that answer lay questions. */
export function statutePlot(record: StatuteRecord, language: Language): string {
  const { questions, articles } = record;
  const title: Wording = {
    zh: `法规检索:${questions.toLocaleString("en")} 个普通人的问题,${articles.toLocaleString("en")} 条法规`,
    en: `Statutes: ${questions.toLocaleString("en")} lay questions, ${articles.toLocaleString("en")} articles`,
  };
  const note: Wording = {
    zh: `五折交叉验证,${record.measuredAt}。`,
    en: `Five-fold cross-validation, ${record.measuredAt}.`,
  };
  const y = (share: number) => top + (1 - share) * plotHeight;
  const right = left + measures.length * groupWidth;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line("grid", [left, y(share)], [right, y(share)]),
    text(left - 6, y(share) + 4, String(share), "faint", "end"),
  ]);
  const bars = measures.flatMap((measure, group) => {
    const start = left + group * groupWidth + (groupWidth - rankings.length * (barWidth + 8)) / 2;
    return [
      text(left + (group + 0.5) * groupWidth, y(0) + 22, measure.label, "", "middle"),
      ...rankings.flatMap(({ name, colour }, place) => {
        const value = record[name][measure.name];
        const x = start + place * (barWidth + 8);
        return [
          `<rect class="${colour}" x="${fixed(x)}" y="${fixed(y(value))}" width="${barWidth}" height="${fixed(value * plotHeight)}" rx="2"/>`,
          text(x + barWidth / 2, y(value) - 5, value.toFixed(3), "value", "middle"),
        ];
      }),
    ];
  });
  const key = rankings.flatMap(({ label, colour }, place) => {
    const x = left + place * 165;
    return [
      `<rect class="${colour}" x="${x}" y="${y(0) + 38}" width="12" height="12" rx="2"/>`,
      text(x + 18, y(0) + 49, label[language]),
    ];
  });
  return plotCard({ width: right + 20, height: y(0) + 68 }, title[language], [
    text(20, 50, note[language], "faint"),
    ...grid,
    ...bars,
    ...key,
  ]);
}
