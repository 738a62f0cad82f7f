import type { PolicyDocument, Provision } from "../../src/domain/document.ts";
import { documentMetadataSchema } from "../../src/domain/metadata.ts";
import type { TextSpan } from "../../src/domain/text-span.ts";
import type { Corpus } from "../../src/ingest/load-corpus.ts";

interface SmallClause {
  readonly key: string;
  readonly kind: Provision["kind"];
  readonly number: number | null;
  readonly label: string | null;
  readonly title: string;
  readonly text: string;
  readonly units: readonly string[];
}

const clauses: readonly SmallClause[] = [
  {
    key: "preamble",
    kind: "preamble",
    number: null,
    label: null,
    title: "",
    text: "为推动示例区经济发展,制定以下政策。",
    units: [],
  },
  {
    key: "chapter-1",
    kind: "chapter",
    number: null,
    label: "一、",
    title: "科技创新政策",
    text: "2024年,新增高新技术企业65家。",
    units: [],
  },
  {
    key: "1",
    kind: "clause",
    number: 1,
    label: "(一)",
    title: "健全科技企业培育机制。",
    text: "对首次认定的高新技术企业,给予奖励。",
    units: ["区科技局"],
  },
  {
    key: "2",
    kind: "clause",
    number: 2,
    label: "(二)",
    title: "推进老旧小区改造。",
    text: "积极稳步推进老旧小区住宅加装电梯。",
    units: ["区住建局", "区财政局"],
  },
  {
    key: "closing",
    kind: "closing",
    number: null,
    label: null,
    title: "",
    text: "本通知2024年全年有效。",
    units: [],
  },
];

/** A document with every kind of provision, its spans true to its source. */
export function smallDocument(id: string): PolicyDocument {
  let source = "";
  const append = (text: string): TextSpan => {
    const start = source.length;
    source += text;
    return { start, end: source.length };
  };
  const provisions = clauses.map(({ key, kind, number, label, title, text, units }): Provision => {
    const { start } = append(label ?? "");
    const titleSpan = append(title);
    const textSpan = append(text);
    const unitSpans = units.map((name) => {
      append(name === units[0] ? "(责任单位:" : "、");
      return { name, role: "responsible" as const, span: append(name) };
    });
    if (units.length > 0) append(")");
    const { end } = append("\n");
    return {
      id: `${id}/${key}`,
      documentId: id,
      kind,
      number,
      label,
      chapterNumber: kind === "chapter" || kind === "clause" ? 1 : null,
      chapter: kind === "chapter" || kind === "clause" ? "一、科技创新政策" : null,
      title,
      text,
      span: { start, end: end - 1 },
      titleSpan,
      textSpan,
      sentences: [{ text, span: textSpan }],
      units: unitSpans,
      figures: [],
      measures: [],
      clauseKind: kind === "clause" ? "support" : null,
      clauseKinds: kind === "clause" ? ["support"] : [],
    };
  });
  const metadata = documentMetadataSchema.parse({
    id,
    title: "关于推动示例区经济发展若干政策",
    issuer: "示例区人民政府",
    region: { name: "示例省示例市示例区", shortNames: ["示例区"] },
    validity: { from: "2024-01-01", until: "2024-12-31", statedIn: "本通知2024年全年有效。" },
    references: [{ title: "示例省若干政策", documentNumber: "示政发〔2024〕4号", relation: "implements" }],
    suggestedQuestions: [{ audience: "resident", question: "加装电梯找谁?" }],
  });
  return { id, metadata, source, provisions, warnings: [] };
}

export function smallCorpus(...ids: string[]): Corpus {
  return {
    documents: ids.map(smallDocument),
    askedQuestions: [],
    askings: new Map(),
    offerFiles: new Map(),
    problems: [],
    digest: "small-corpus",
  };
}
