/**
 * Prints what the choices in `src/search/search-settings.json` are worth: which units are indexed, how a
 * provision is ranked by its units, how both rankings are fused.
 *
 *     node evals/retrieval/measure-retrieval-units.ts [FOLDER]
 *
 * over the corpus, with lay questions written for it, and over the statutes in FOLDER (see
 * `evals/training/statutes.ts`), with a sample of the lay questions there. The built-in embedder was trained on
 * the latter, so what its rankings find for them says nothing of new questions; `evals/training/measure-embedder.ts`
 * measures it on questions held out.
 */
import { readFileSync } from "node:fs";
import * as z from "zod";
import { folderCorpusSource } from "../../src/adapters/node/folder-corpus-source.ts";
import { readEmbedderModel } from "../../src/adapters/node/read-embedder-model.ts";
import { loadCorpus } from "../../src/ingest/load-corpus.ts";
import { createAnalyser } from "../../src/search/analyser.ts";
import { buildWordIndex, embedUnits } from "../../src/search/build-indexes.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { LexicalIndex } from "../../src/search/lexical-index.ts";
import { createLexicon, type Lexicon, parseLexicon } from "../../src/search/lexicon.ts";
import { fuseRankings, type RankedProvision } from "../../src/search/rank-fusion.ts";
import { locateProvisions, RetrievalUnits, type SearchableCorpus } from "../../src/search/retrieval-units.ts";
import { searchSettings, type UnitKind } from "../../src/search/search-settings.ts";
import { createTrainedEmbedder } from "../../src/search/trained-embedder.ts";
import { readStatutes } from "../training/statutes.ts";
import { statuteDocuments } from "./statute-documents.ts";

interface Task {
  readonly name: string;
  readonly corpus: SearchableCorpus;
  readonly lexicon: Lexicon;
  readonly questions: readonly Question[];
  /** Whether the embedder was trained on these questions. */
  readonly trainedOn: boolean;
}

interface Question {
  readonly text: string;
  /** Ids of the provisions that answer it. */
  readonly gold: ReadonlySet<string>;
}

interface ScoredUnit {
  readonly row: number;
  readonly score: number;
}

type Ranking = readonly RankedProvision[];

/** Rows looked at for each question, far more than can matter. */
const rowLimit = 2_000;
/** Lay questions taken from the statutes: every so many. */
const sampling = 4;

const combinations: readonly (readonly UnitKind[])[] = [
  ["provision"],
  ["sentence"],
  ["provision", "sentence"],
  ["provision", "measure"],
  ["provision", "asking"],
  ["provision", "sentence", "asking"],
  ["provision", "measure", "asking"],
];

const show = (line: string): boolean => process.stdout.write(`${line}\n`);

const model = await readEmbedderModel();
const embedder = createTrainedEmbedder(model.bytes, model.name);

const tasks = [await corpusTask()];
const statutesFolder = process.argv[2];
if (statutesFolder !== undefined) tasks.push(statutesTask(statutesFolder));
for (const task of tasks) await measure(task);

async function measure(task: Task): Promise<void> {
  show(`\n## ${task.name}: ${task.questions.length} questions\n`);
  if (task.trainedOn) show("The embedder was trained on these questions: only words are measured fairly.\n");
  show("First right / R@5 / R@10 / R@100 / MRR@10\n");
  show("| units | words, best unit | words, sum | meaning, best unit | meaning, sum |");
  show("|---|---|---|---|---|");
  for (const kinds of combinations.filter((list) => list.every((kind) => hasUnits(task, kind)))) {
    const withoutAskings = { ...searchSettings.fieldWeights, askings: 0 };
    const { words, meaning, units } = await scoreUnits(task, kinds, withoutAskings);
    const cells = [words, meaning].flatMap((scored) =>
      [false, true].map((sum) =>
        quality(
          task,
          scored.map((list) => rankProvisions(list, units, sum)),
        ),
      ),
    );
    show(`| ${kinds.join(", ")} | ${cells.join(" | ")} |`);
  }

  if (task.corpus.askings.size > 0) {
    show("\n| weight of the askings as a field of the provision | words |");
    show("|---|---|");
    for (const askings of [0, 0.1, 0.25, 0.5, 1]) {
      const fieldWeights = { ...searchSettings.fieldWeights, askings };
      const { words, units } = await scoreUnits(task, ["provision"], fieldWeights);
      show(
        `| ${askings} | ${quality(
          task,
          words.map((list) => rankProvisions(list, units, false)),
        )} |`,
      );
    }
  }

  const { lexicalUnits, vectorUnits } = searchSettings;
  const byWords = await scoreUnits(task, lexicalUnits);
  const byMeaning = await scoreUnits(task, vectorUnits);
  const lexical = byWords.words.map((list) => rankProvisions(list, byWords.units, false));
  const vector = byMeaning.meaning.map((list) => rankProvisions(list, byMeaning.units, false));
  const { candidates } = searchSettings;
  show(`\nWords over ${lexicalUnits.join(", ")}; meaning over ${vectorUnits.join(", ")}.\n`);
  show("| vector weight | weighted scores | reciprocal ranks |");
  show("|---|---|---|");
  for (const vectorWeight of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 1]) {
    const cells = (["weighted_scores", "reciprocal_rank"] as const).map((method) => {
      const fused = lexical.map((ranking, index) =>
        fuseRankings(ranking.slice(0, candidates), (vector[index] ?? []).slice(0, candidates), {
          method,
          vectorWeight,
        }).map((hit) => ({ ...hit, row: 0 })),
      );
      return quality(task, fused);
    });
    show(`| ${vectorWeight} | ${cells.join(" | ")} |`);
  }
}

/** Every question's best rows by words and by meaning, before rows become provisions. */
async function scoreUnits(
  { corpus, lexicon, questions }: Task,
  kinds: readonly UnitKind[],
  fieldWeights = searchSettings.fieldWeights,
): Promise<{ words: ScoredUnit[][]; meaning: ScoredUnit[][]; units: RetrievalUnits }> {
  const units = new RetrievalUnits(locateProvisions(corpus), corpus.askings, kinds);
  const analyser = createAnalyser(lexicon);
  const grouped = buildWordIndex(units, analyser, { ...searchSettings, fieldWeights });
  const rows = new LexicalIndex({
    ...grouped.arrays,
    groupOfRow: Uint32Array.from({ length: units.size }, (_, row) => row),
  });
  const vectorIndex = await exactVectorIndexFactory.build(
    await embedUnits(units, embedder),
    embedder.dimensions,
  );
  const words: ScoredUnit[][] = [];
  const meaning: ScoredUnit[][] = [];
  for (const { text } of questions) {
    const expansions = lexicon.expand(text);
    const terms = new Map(
      [...expansions]
        .reverse()
        .flatMap(({ term, weight }) =>
          analyser.weightedTerms(term).map((part) => [part.term, part.weight * weight] as const),
        ),
    );
    for (const { term, weight } of analyser.weightedTerms(text)) terms.set(term, weight);
    words.push(
      rows.search(
        [...terms].map(([term, weight]) => ({ term, weight })),
        rowLimit,
      ),
    );
    const [vector] = await embedder.embed(
      [[text, ...expansions.map(({ term }) => term)].join(" ")],
      "question",
    );
    const hits = vector === undefined ? [] : vectorIndex.search(vector, rowLimit);
    meaning.push(hits.map(({ row, similarity }) => ({ row, score: similarity })));
  }
  return { words, meaning, units };
}

function rankProvisions(scored: readonly ScoredUnit[], units: RetrievalUnits, sum: boolean): Ranking {
  const scores = new Map<number, number>();
  for (const { row, score } of scored) {
    const provision = units.provisionOfRow[row] ?? 0;
    const known = scores.get(provision) ?? 0;
    scores.set(provision, sum ? known + score : Math.max(known, score));
  }
  return [...scores]
    .map(([provision, score]) => ({ provision, row: 0, score }))
    .sort((one, other) => other.score - one.score || one.provision - other.provision);
}

function quality({ corpus, questions }: Task, rankings: readonly Ranking[]): string {
  const provisions = locateProvisions(corpus);
  const figures = questions.map(({ gold }, index) => {
    const ids = (rankings[index] ?? [])
      .slice(0, 100)
      .map((hit) => provisions[hit.provision]?.provision.id ?? "");
    const recall = (depth: number): number =>
      ids.slice(0, depth).filter((id) => gold.has(id)).length / gold.size;
    const first = ids.slice(0, 10).findIndex((id) => gold.has(id));
    return [first === 0 ? 1 : 0, recall(5), recall(10), recall(100), first === -1 ? 0 : 1 / (first + 1)];
  });
  return [0, 1, 2, 3, 4]
    .map((column) => figures.reduce((sum, row) => sum + (row[column] ?? 0), 0) / figures.length)
    .map((mean) => mean.toFixed(3))
    .join(" / ");
}

function hasUnits({ corpus }: Task, kind: UnitKind): boolean {
  return new RetrievalUnits(locateProvisions(corpus), corpus.askings, [kind]).size > 0;
}

async function corpusTask(): Promise<Task> {
  const corpus = await loadCorpus(folderCorpusSource("corpus"));
  const layQuestions = z
    .array(z.strictObject({ question: z.string(), provisions: z.array(z.string()).min(1) }))
    .parse(JSON.parse(readFileSync("tests/search/lay-questions.json", "utf8")));
  return {
    name: "corpus",
    trainedOn: false,
    corpus,
    lexicon: parseLexicon(readFileSync("corpus/lexicon.json", "utf8")),
    questions: layQuestions.map(({ question, provisions }) => ({
      text: question,
      gold: new Set(provisions),
    })),
  };
}

function statutesTask(folder: string): Task {
  const { articles, nationalCount, questions } = readStatutes(folder);
  const documents = statuteDocuments(articles.slice(0, nationalCount));
  const idOfArticle = new Map(
    documents.flatMap(({ provisions }) => provisions.map(({ id, number }) => [number, id] as const)),
  );
  return {
    name: "statutes",
    trainedOn: true,
    corpus: { documents, askedQuestions: [], askings: new Map(), digest: "statutes" },
    lexicon: createLexicon([]),
    questions: questions
      .filter((_, index) => index % sampling === 0)
      .map(({ question, gold }) => ({
        text: question,
        gold: new Set(gold.map((article) => idOfArticle.get(article) ?? "")),
      })),
  };
}
