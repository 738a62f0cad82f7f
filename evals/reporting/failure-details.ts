import { metrics } from "../metrics.ts";
import type { Ranked } from "../observation.ts";
import type { Trace } from "../trace.ts";
import { lossLabels } from "./format.ts";
import type { Failure } from "./report.ts";

export interface Detail {
  readonly label: string;
  readonly text: string;
}

const retrievedShown = 5;
const judgedShown = 5;

/** What was expected and what came, for people who mend it. */
export function failureDetails(failure: Failure): Detail[] {
  const { question, answer, ranked, trace, failure: thrown } = failure.observation;
  const cited = answer.citations.map(({ clauseId }) => clauseId);
  const details: Detail[] = [
    {
      label: "为什么",
      text: failure.explanations.map(({ loss, text }) => `${lossLabels[loss]}:${text}`).join("\n"),
    },
    { label: "问", text: question.question },
    {
      label: "不足",
      text: failure.shortfalls
        .map(({ metric, by }) => `${metrics[metric].label} ${by.toFixed(2)}`)
        .join(" · "),
    },
    { label: "应为状态", text: [...question.status, question.reason ?? ""].join(" ") },
    { label: "实得状态", text: [answer.status, answer.reason ?? ""].join(" ") },
    { label: "应引条款", text: question.gold.join(" ") },
    { label: "可引条款", text: question.acceptable.join(" ") },
    { label: "实引条款", text: cited.join(" ") },
    {
      label: "应引名次",
      text: failure.goldRanks.map(({ clauseId, rank }) => `${clauseId}:${rank ?? "未检出"}`).join(" "),
    },
    { label: "检索所得", text: (ranked ?? []).slice(0, retrievedShown).map(explained).join("\n") },
    { label: "判断所得", text: trace === null ? "" : judged(trace) },
    { label: "应答单位", text: question.units.join(" ") },
    { label: "实答单位", text: answer.responsibleUnits.join(" ") },
    { label: "应答数字", text: question.figures.join(" ") },
    { label: "无据数字", text: failure.unsupportedFigures.join(" ") },
    { label: "不得说", text: question.mustNotSay.join(" ") },
    { label: "答", text: answer.answer },
    { label: "出错", text: thrown ?? "" },
    { label: "出题说明", text: question.note },
  ];
  return details.map(({ label, text }) => ({ label, text: text.trim() })).filter(({ text }) => text !== "");
}

/** For each question of the message, what the deciding step thought of what was retrieved. */
function judged({ parts, answerThreshold }: Trace): string {
  return parts
    .flatMap(({ answerability, judged: candidates }) => {
      if (answerability === null) return [];
      const best = candidates
        .slice(0, judgedShown)
        .map(({ clauseId, relevance }) => `${clauseId} ${relevance.toFixed(3)}`);
      return [`可答概率 ${answerability.toFixed(3)}(门槛 ${answerThreshold.toFixed(3)}):${best.join(" · ")}`];
    })
    .join("\n");
}

function explained({ clauseId, explanation }: Ranked, index: number): string {
  if (explanation === null) return `${index + 1}. ${clauseId}`;
  const { lexical, vector, fused, matchedUnit } = explanation;
  const part = (name: string, rank: { rank: number; score: number } | null) =>
    rank === null ? `${name} —` : `${name} ${rank.rank} (${rank.score.toFixed(3)})`;
  return [
    `${index + 1}. ${clauseId}`,
    part("词面", lexical),
    part("向量", vector),
    part("融合", fused),
    `${matchedUnit.kind}「${matchedUnit.text.slice(0, 40)}」`,
  ].join(" · ");
}
