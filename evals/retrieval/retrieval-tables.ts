import { formatMilliseconds } from "../reporting/format.ts";
import type { CrossValidation } from "../training/cross-validate.ts";
import type { RetrievalMeasures } from "../training/retrieval-measures.ts";
import { type BuiltInReport, type RankingName, rankingNames, warmUpQuestions } from "./measure-built-in.ts";

export interface Resources {
  readonly articles: number;
  /** From the opening of the first file to the last index. */
  readonly buildSeconds: number;
  /** Bytes. */
  readonly resident: number;
  readonly residentAtMost: number;
}

const rankingLabels: Readonly<Record<RankingName, string>> = {
  lexical: "BM25",
  vector: "向量",
  fused: "学得的融合",
};
const measureHeadings = ["检索", "R@10", "R@100", "MRR@10"];

export function builtInTable({ rankings, found, measured }: BuiltInReport, resources: Resources): string {
  const rows = rankingNames.map((name) => {
    const { measures, p50, p95 } = rankings[name];
    return [
      rankingLabels[name],
      ...formatMeasures(measures),
      formatMilliseconds(p50),
      formatMilliseconds(p95),
    ];
  });
  const { articles, buildSeconds, resident, residentAtMost } = resources;
  return [
    table([...measureHeadings, "p50", "p95"], rows),
    "",
    `问题 ${found.length} 个,其中有标准答案的 ${measured} 个;法条 ${articles} 条。先问 ${warmUpQuestions} 次预热;融合的用时含前两项。`,
    `建索引 ${buildSeconds.toFixed(1)} 秒;常驻内存 ${megabytes(resident)} MB,最高 ${megabytes(residentAtMost)} MB。`,
    "",
  ].join("\n");
}

export function crossValidationTable(result: CrossValidation): string {
  const rows = rankingNames.map((name) => [rankingLabels[name], ...formatMeasures(result[name])]);
  return `${table(measureHeadings, rows)}\n`;
}

function formatMeasures(measures: RetrievalMeasures | null): string[] {
  if (measures === null) return ["—", "—", "—"];
  const { recallAt10, recallAt100, reciprocalRankAt10 } = measures;
  return [recallAt10, recallAt100, reciprocalRankAt10].map((value) => value.toFixed(3));
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
