import type { Estimate } from "../bootstrap.ts";
import type { Loss } from "../explanation.ts";
import type { ObservedAnswer } from "../observation.ts";
import type { Persona, QuestionKind } from "../question.ts";
import type { SplitName } from "../split.ts";
import type { Grouping } from "./report.ts";

export const splitLabels: Readonly<Record<SplitName, string>> = {
  development: "开发集",
  held_out: "留出集",
  both: "全部",
};

export const groupingLabels: Readonly<Record<Grouping, string>> = {
  set: "题集",
  kind: "问题类型",
  persona: "提问者",
  chapter: "章",
};

const personaLabels: Readonly<Record<Persona, string>> = {
  firm: "企业",
  citizen: "市民",
  hotline: "热线坐席",
  officer: "政策干部",
};

const kindLabels: Readonly<Record<QuestionKind, string>> = {
  figure: "数字",
  unit: "责任单位",
  support: "支持什么",
  eligibility: "能否享受",
  procedure: "怎么办",
  validity: "时效",
  list: "列举",
  total: "总额",
  definition: "名词",
  clause: "指定条款",
  chapter: "指定章",
  unit_duties: "单位职责",
  overview: "概览",
  premise: "错误前提",
  multi: "一问多事",
  near_miss: "貌似无关",
  out_of_scope: "超出范围",
  other_region: "其他地区",
  other_period: "其他年份",
  small_talk: "闲聊",
  unsafe: "不安全输入",
  no_such_clause: "不存在的条款",
  no_evidence: "没有依据",
};

/** By what stands before the number of a question's id; `firm`, `citizen` are personas too, asked by their authors. */
const setLabels: Readonly<Record<string, string>> = {
  firm: "企业所问",
  citizen: "市民所问",
  dialogue: "对话",
  talk: "对话(续)",
  refusal: "应当拒答",
  "near-miss": "看似该拒",
  adversarial: "刁难",
};

const groupLabels: Readonly<Record<Grouping, Readonly<Record<string, string>>>> = {
  set: setLabels,
  kind: kindLabels,
  persona: personaLabels,
  chapter: {},
};

/** A set, kind or persona with the name that the question files use; a chapter as it is. */
export function groupLabel(grouping: Grouping, name: string): string {
  const label = groupLabels[grouping][name];
  return label === undefined ? name : `${label} ${name}`;
}

export const lossLabels: Readonly<Record<Loss, string>> = {
  thrown: "程序出错",
  misread: "问题读错",
  misled_by_conversation: "接错上文",
  not_retrieved: "没有检到",
  refused: "检到了,却拒答",
  not_chosen: "检到了,没有选",
  wrongly_answered: "该拒却答",
  over_cited: "多引了条款",
  miscomposed: "选对了,写错了",
};

const statusLabels: Readonly<Record<string, string>> = {
  answered: "已答",
  answered_partially: "部分可答",
  needs_clarification: "需澄清",
  unanswerable: "不可答",
  blocked: "拦截",
  failed: "出错",
} satisfies Record<ObservedAnswer["status"], string>;

export function statusLabel(status: string): string {
  return statusLabels[status] ?? status;
}

/** `0.912`, or a dash where nothing was measured. */
export function formatMean(estimate: Estimate | null): string {
  return estimate === null ? "—" : estimate.mean.toFixed(3);
}

/** `0.912 [0.87, 0.95]`. */
export function formatEstimate(estimate: Estimate | null): string {
  if (estimate === null) return "—";
  return `${estimate.mean.toFixed(3)} [${estimate.low.toFixed(2)}, ${estimate.high.toFixed(2)}]`;
}

/** `−0.042 [−0.07, −0.01]`, with its sign. */
export function formatChange(change: Estimate | null): string {
  if (change === null) return "—";
  const signed = (value: number, digits: number) =>
    `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(digits)}`;
  return `${signed(change.mean, 3)} [${signed(change.low, 2)}, ${signed(change.high, 2)}]`;
}

/** `4.9 ms [4.7, 5.3]`. */
export function formatTime({ mean, low, high }: Estimate): string {
  return `${formatMilliseconds(mean)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
}

export function formatMilliseconds(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
