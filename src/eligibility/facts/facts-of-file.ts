import { maskOf } from "./bind-test.ts";
import { type Fact, type FactOption, no, type Possible, yes } from "./fact.ts";
import type { FactData, FactFile, OptionSetData } from "./fact-schema.ts";
import type { FactWording } from "./fact-vocabulary.ts";
import { anyNumber } from "./interval.ts";

/** The facts of a file with their words; `report` hears what is left out, and why. */
export function factsOf(file: FactFile, report: (message: string) => void): FactWording[] {
  const wordings = new Map<string, FactWording>();
  const questions = new Set(file.questions.map(({ name }) => name));
  for (const data of file.facts) {
    if (wordings.has(data.name)) {
      report(`情况“${data.name}”定义了两次,只用第一次的`);
      continue;
    }
    const wording = wordingOf(data, wordings.size, file.optionSets);
    if (typeof wording === "string") {
      report(`情况“${data.name}”无效:${wording}`);
      continue;
    }
    if (data.askedBy !== undefined && !questions.has(data.askedBy)) {
      report(`情况“${data.name}”的问题“${data.askedBy}”没有定义`);
    }
    wordings.set(data.name, wording);
  }
  return [...wordings.values()];
}

function wordingOf(data: FactData, index: number, optionSets: FactFile["optionSets"]): FactWording | string {
  const common = {
    index,
    name: data.name,
    label: data.label,
    type: data.type,
    audience: data.audience,
    unit: data.unit ?? null,
    spread: data.spread ?? null,
    question: data.question ?? null,
    askedBy: data.askedBy ?? null,
    presumed: data.presumed,
    broad: data.broad,
  };
  if (data.type === "boolean") {
    const options = [
      { name: "false", label: "否", share: 1 - data.share },
      { name: "true", label: "是", share: data.share },
    ];
    return {
      fact: { ...common, options, everything: no | yes, positive: yes, absent: no },
      data,
      optionSet: null,
    };
  }
  if (data.type === "choice") return choiceOf(data, common, optionSets);
  if (data.type === "number" && (common.unit === null || common.spread === null)) {
    return "数值的情况要有 unit 和 spread";
  }
  if (common.spread?.some((value, place, all) => place > 0 && value < (all[place - 1] ?? value))) {
    return "spread 要从小到大";
  }
  return {
    fact: { ...common, options: [], everything: anyNumber, positive: anyNumber, absent: 0 },
    data,
    optionSet: null,
  };
}

function choiceOf(
  data: FactData,
  common: Omit<Fact, "options" | "everything" | "positive" | "absent">,
  optionSets: FactFile["optionSets"],
): FactWording | string {
  const optionSet = typeof data.options === "string" ? optionSets[data.options] : data.options;
  if (optionSet === undefined) return "选项的情况要有 options,且为已定义的选项组";
  const options = optionsOf(optionSet, data.share);
  const positive = maskOf({ options }, optionSet.positive);
  if (typeof positive === "string") return positive;
  const named = [optionSet.recent, optionSet.earlier, ...optionSet.says.map(({ leaves }) => leaves)];
  const fault = named
    .filter((names) => names.length > 0)
    .map((names) => maskOf({ options }, names))
    .find((mask) => typeof mask === "string");
  if (typeof fault === "string") return fault;
  const everything: Possible = (1 << options.length) - 1;
  const absent = optionSet.absent === undefined ? 0 : maskOf({ options }, [optionSet.absent]);
  if (typeof absent === "string") return absent;
  return { fact: { ...common, options, everything, positive, absent }, data, optionSet };
}

/** `share` is how many have it at all; the options' shares are of those who do. */
function optionsOf({ options, absent }: OptionSetData, share: number): FactOption[] {
  const total = options.reduce((sum, option) => sum + (option.name === absent ? 0 : option.share), 0);
  return options.map(({ name, label, share: part }) => ({
    name,
    label,
    share: name === absent ? 1 - share : (part / total) * (absent === undefined ? 1 : share),
  }));
}
