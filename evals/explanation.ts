import { citedIds, type Observation } from "./observation.ts";
import { isRefusal } from "./scorers/refusal.ts";
import type { PartTrace, Trace } from "./trace.ts";

/** Where on its way an answer went wrong, the earliest place first. */
export const losses = [
  "thrown",
  "misread",
  "misled_by_conversation",
  "not_retrieved",
  "refused",
  "not_chosen",
  "wrongly_answered",
  "over_cited",
  "miscomposed",
] as const;
export type Loss = (typeof losses)[number];

export interface Explanation {
  readonly loss: Loss;
  /** For people: which provision was lost there, or which came in, and by what scores. */
  readonly text: string;
}

/**
 * Why an answer is not wholly right, the earliest place first; nothing for systems that show nothing of their way.
 * Only for answers that fall short somewhere: one explanation at least is always given.
 */
export function explain(observation: Observation): Explanation[] {
  const { question, answer, trace, failure } = observation;
  if (failure !== null) return [{ loss: "thrown", text: failure.split("\n", 1)[0] ?? "" }];
  if (trace === null) return [];
  const cited = citedIds(observation);
  const missing = question.gold.filter((id) => !cited.has(id));
  const stray = [...cited].filter((id) => !question.gold.includes(id) && !question.acceptable.includes(id));
  const explanations = missing.map((id) => explainMissing(id, trace));
  if (missing.length === 0 && isRefusal(answer.status) && !question.status.some(isRefusal)) {
    explanations.push(explainRefusal(trace));
  }
  if (question.status.every(isRefusal) && !isRefusal(answer.status)) {
    explanations.push(explainAnswer(trace));
  } else if (stray.length > 0 && missing.length === 0) {
    explanations.push({ loss: "over_cited", text: `多引了${namesOf(stray)}` });
  }
  if (explanations.length === 0) {
    explanations.push({ loss: "miscomposed", text: "条款选对了,状态、单位、数字、用词或拒答理由不对" });
  }
  return explanations.toSorted((one, other) => losses.indexOf(one.loss) - losses.indexOf(other.loss));
}

function explainMissing(id: string, { parts, answerThreshold }: Trace): Explanation {
  const name = namesOf([id]);
  if (parts.some(({ chosen }) => chosen.includes(id))) {
    return { loss: "miscomposed", text: `${name} 选中了,写成的回答没有引` };
  }
  const judging = parts.find(({ judged }) => judged.some(({ clauseId }) => clauseId === id));
  if (judging !== undefined) {
    const rank = judging.judged.findIndex(({ clauseId }) => clauseId === id);
    const place = `${name} 排第 ${rank + 1},相关度 ${scoreOf(judging, rank)}`;
    return judging.evidence === "insufficient"
      ? { loss: "refused", text: `${answerabilityText(judging, answerThreshold)};${place}` }
      : {
          loss: "not_chosen",
          text: `${place};选了${namesOf(judging.chosen)},最高相关度 ${scoreOf(judging, 0)}`,
        };
  }
  const retrieving = parts.find(({ retrieved }) => retrieved.includes(id));
  if (retrieving !== undefined && retrieving.answerability === null) {
    return { loss: "misread", text: `检到了${name},${readAs(retrieving)}` };
  }
  const searching = parts.find(({ retrieved }) => retrieved.length > 0);
  if (searching !== undefined) {
    const found = namesOf(searching.retrieved.slice(0, 5));
    return { loss: "not_retrieved", text: `按“${clipped(searching.topic)}”检到${found} 等,没有${name}` };
  }
  const pinned = parts.flatMap((part) => part.pinned ?? []);
  if (pinned.length > 0) {
    return { loss: "misled_by_conversation", text: `按上文取了${namesOf(pinned)},没有${name}` };
  }
  return { loss: "misread", text: `没有检索${name}:${parts.map(readAs).join(";")}` };
}

function explainRefusal({ parts, answerThreshold }: Trace): Explanation {
  const judged = parts.find(({ answerability }) => answerability !== null);
  return judged === undefined
    ? { loss: "misread", text: parts.map(readAs).join(";") }
    : { loss: "refused", text: answerabilityText(judged, answerThreshold) };
}

function explainAnswer({ parts, answerThreshold }: Trace): Explanation {
  const answered = parts.filter(({ evidence }) => evidence !== "insufficient");
  const judged = answered.find(({ answerability }) => answerability !== null);
  if (judged !== undefined) {
    const text = `${answerabilityText(judged, answerThreshold)};选了${namesOf(judged.chosen)}`;
    return { loss: "wrongly_answered", text };
  }
  const pinned = answered.flatMap((part) => part.pinned ?? []);
  return pinned.length > 0
    ? { loss: "misled_by_conversation", text: `按上文取了${namesOf(pinned)}` }
    : { loss: "misread", text: answered.map(readAs).join(";") };
}

function answerabilityText({ answerability, reason }: PartTrace, threshold: number): string {
  const comparison = (answerability ?? 0) < threshold ? "低于" : "不低于";
  const refusal = reason === null ? "" : `,以 ${reason} 拒答`;
  return `可答概率 ${(answerability ?? 0).toFixed(3)} ${comparison}门槛 ${threshold.toFixed(3)}${refusal}`;
}

function readAs({ intent, topic, reason }: PartTrace): string {
  const refusal = reason === null ? "" : `,以 ${reason} 拒答`;
  return `读成 ${intent}${topic === "" ? ",没有读出主题" : `“${clipped(topic)}”`}${refusal}`;
}

function scoreOf({ judged }: PartTrace, rank: number): string {
  return (judged[rank]?.relevance ?? 0).toFixed(3);
}

/** `条款 18、chapter-2`: what follows the document's id. */
function namesOf(ids: readonly string[]): string {
  return `条款 ${ids.map((id) => id.slice(id.indexOf("/") + 1)).join("、")}`;
}

const topicLength = 40;

function clipped(topic: string): string {
  return topic.length <= topicLength ? topic : `${topic.slice(0, topicLength)}…`;
}
