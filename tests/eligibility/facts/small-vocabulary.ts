import { factFileSchema } from "../../../src/eligibility/facts/fact-schema.ts";
import { createFactVocabulary, type FactVocabulary } from "../../../src/eligibility/facts/fact-vocabulary.ts";

/** A handful of facts of every type, with implications between them. */
export const smallFile = {
  audiences: [
    { name: "firm", label: "企业", facts: ["firm"] },
    { name: "resident", label: "个人", facts: ["resident"] },
  ],
  questions: [{ name: "industry", text: "主要从事哪些行业?" }],
  optionSets: {
    stages: {
      options: [
        { name: "none", label: "没有认定过", share: 0.5 },
        { name: "first", label: "首次认定", share: 0.5 },
        { name: "renewed", label: "重新认定", share: 0.5 },
        { name: "lapsed", label: "已到期", share: 0.1 },
      ],
      absent: "none",
      positive: ["first", "renewed"],
      recent: ["first", "renewed"],
      earlier: ["renewed", "lapsed"],
      says: [
        { words: ["首次认定"], leaves: ["first"] },
        { words: ["重新认定"], leaves: ["renewed"] },
        { words: ["到期"], leaves: ["lapsed", "renewed"], ownTime: true },
      ],
    },
  },
  facts: [
    {
      name: "firm",
      label: "企业",
      audience: ["firm"],
      share: 0.6,
      broad: true,
      words: ["我们公司"],
      question: "是企业吗?",
    },
    {
      name: "resident",
      label: "个人",
      audience: ["resident"],
      share: 0.5,
      broad: true,
      question: "是个人吗?",
    },
    {
      name: "highTech",
      label: "高新技术企业",
      type: "choice",
      options: "stages",
      audience: ["firm"],
      share: 0.2,
      words: ["高企"],
      implies: [
        { when: { in: ["first", "renewed", "lapsed"] }, fact: "firm" },
        { when: { in: ["first", "renewed"] }, fact: "research" },
      ],
      question: "高企认定到了哪一步?",
    },
    {
      name: "research",
      label: "有研发",
      audience: ["firm"],
      share: 0.3,
      implies: [{ fact: "firm" }],
      question: "有研发吗?",
    },
    {
      name: "software",
      label: "软件",
      audience: ["firm"],
      share: 0.1,
      words: ["做软件"],
      askedBy: "industry",
      suggests: [{ fact: "research", share: 0.8 }],
    },
    { name: "trade", label: "外贸", audience: ["firm"], share: 0.2, words: ["做外贸"], askedBy: "industry" },
    {
      name: "age",
      label: "年龄",
      type: "number",
      unit: "岁",
      spread: [0, 30, 45, 65, 120],
      audience: ["resident"],
      implies: [{ when: { atLeast: 60 }, fact: "elderly" }],
      question: "多大年纪?",
    },
    {
      name: "elderly",
      label: "老年人",
      audience: ["resident"],
      share: 0.3,
      implies: [{ fact: "resident" }],
      question: "是老年人吗?",
    },
    {
      name: "founded",
      label: "成立时间",
      type: "date",
      spread: ["1949", "2005", "2014", "2020", "2100"],
      audience: ["firm"],
      words: ["成立"],
      question: "哪年成立?",
    },
    { name: "here", label: "在本区", audience: ["firm"], share: 0.9, presumed: true, denials: ["不在本区"] },
  ],
};

/** The small file with some facts added. */
export function vocabularyWith(...facts: readonly object[]): FactVocabulary {
  return createFactVocabulary(factFileSchema.parse({ ...smallFile, facts: [...smallFile.facts, ...facts] }));
}

export const smallVocabulary: FactVocabulary = vocabularyWith();
