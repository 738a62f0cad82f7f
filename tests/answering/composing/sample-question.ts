import { claimedQuantities } from "../../../src/answering/understanding/claimed-quantities.ts";
import type { QuestionPart } from "../../../src/answering/understanding/question.ts";
import { readFrames } from "../../../src/answering/understanding/question-frames.ts";
import type { Provision } from "../../../src/domain/document.ts";
import { loadCorpus } from "../../../src/ingest/load-corpus.ts";

/** A question about a matter, read without a corpus. */
export function sampleQuestion(text: string): QuestionPart {
  const { topic, aspects } = readFrames(text);
  return {
    text,
    topic,
    focus: topic,
    aspects,
    intent: { kind: "topic" },
    reference: { kind: "none" },
    expansions: [],
    otherMatters: [],
    units: [],
    statedQuantities: [],
    claimedQuantities: claimedQuantities(text),
  };
}

/** A clause of this body, parsed as one of a document. */
export async function sampleClause(body: string): Promise<Provision> {
  const text = `示例区若干政策\n为发展经济,制定以下政策。\n(一)支持企业发展。${body}(责任单位:区科技局)\n(二)支持就业。支持重点群体就业创业。(责任单位:区人社局)`;
  const files = [{ name: "document.txt", text }];
  const entry = { name: "sample", files, problems: [], warnings: [] };
  const { documents, problems } = await loadCorpus({ list: async () => [entry] });
  const clause = documents[0]?.provisions.find(({ number }) => number === 1);
  if (clause === undefined) throw new Error(problems.join("\n"));
  return clause;
}
