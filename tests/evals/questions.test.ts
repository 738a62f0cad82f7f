import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { provisionsById } from "../../evals/provisions.ts";
import { parseQuestions, readQuestionFiles, setOf } from "../../evals/question.ts";
import { isRefusal } from "../../evals/scorers/refusal.ts";
import { halfOf } from "../../evals/split.ts";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";

const root = join(import.meta.dirname, "../..");
const { documents } = await loadCorpus(folderCorpusSource(join(root, "corpus")));
const files = readQuestionFiles(join(root, "evals/questions"));

describe("the questions of the evaluation", () => {
  it("agree with the corpus", () => {
    expect(() => parseQuestions(files, provisionsById(documents))).not.toThrow();
  });

  it("are many enough of each sort: answered, refused, nearly refused, in dialogues, hostile", () => {
    const conversations = parseQuestions(files, provisionsById(documents));
    const questions = conversations.flatMap(({ turns }) => turns);
    const refused = questions.filter(({ status }) => status.every(isRefusal));
    const nearMisses = questions.filter(
      ({ kind, status }) => kind === "near_miss" && !status.some(isRefusal),
    );
    expect(questions.length - refused.length).toBeGreaterThanOrEqual(300);
    expect(refused.length).toBeGreaterThanOrEqual(120);
    expect(nearMisses.length).toBeGreaterThanOrEqual(120);
    expect(conversations.filter(({ turns }) => turns.length > 1).length).toBeGreaterThanOrEqual(30);
    expect(questions.filter((question) => setOf(question) === "adversarial").length).toBeGreaterThanOrEqual(
      30,
    );
  });

  it("are many enough in each half, to be answered, to be refused and in dialogues", () => {
    const conversations = parseQuestions(files, provisionsById(documents));
    for (const half of ["development", "held_out"] as const) {
      const chosen = conversations.filter(({ id }) => halfOf(id) === half);
      const questions = chosen.flatMap(({ turns }) => turns);
      expect(questions.length).toBeGreaterThanOrEqual(200);
      expect(questions.filter(({ gold }) => gold.length > 0).length).toBeGreaterThanOrEqual(150);
      expect(questions.filter(({ status }) => status.every(isRefusal)).length).toBeGreaterThanOrEqual(40);
      expect(chosen.filter(({ turns }) => turns.length > 1).length).toBeGreaterThanOrEqual(12);
    }
  });
});
