import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnsweringServices } from "../../src/answering/answering-context.ts";
import { createAnsweringServices } from "../../src/answering/create-services.ts";
import { runSteps, startContext } from "../../src/answering/pipeline.ts";
import { retrieveProvisions } from "../../src/answering/steps/retrieve-provisions.ts";
import { understandQuestion } from "../../src/answering/steps/understand-question.ts";
import type { Likeness, QuestionLikeness } from "../../src/search/asked-question-index.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import { buildCorpus, buildDocument } from "../search/build-document.ts";
import { builtInEmbedder as embedder } from "../search/built-in-embedder.ts";

const clauseCount = 60;
const bestLimit = 20;
const likeLimit = 12;
const everyClause = { minLength: clauseCount, maxLength: clauseCount };
const crops = "茶叶竹笋山核桃水稻蚕桑蓝莓草莓香榧铁皮石斛蜂蜜土鸡湖羊白茶雷笋番薯油茶";

const lake = buildDocument(
  "lake",
  Array.from({ length: clauseCount }, (_, index) => ({
    title: `支持${crops.charAt(index % crops.length)}产业`,
    // The further down, the more else it says.
    text: `对种植基地给予补助。${"完善配套服务,加强技术指导。".repeat(index)}`,
  })),
);
const corpus = { ...buildCorpus([lake]), offerFiles: new Map(), problems: [] };
const lexicon = createLexicon([]);

let services: AnsweringServices;
beforeAll(async () => {
  const search = await openSearchIndex({
    corpus,
    lexicon,
    embedder,
    vectorIndexFactory: exactVectorIndexFactory,
    snapshotStore: { read: async () => null, write: async () => {} },
    warn: (message) => {
      throw new Error(message);
    },
  });
  services = createAnsweringServices({
    corpus,
    search,
    lexicon,
    unitDirectory: { units: [] },
    now: () => new Date("2024-06-01T00:00:00Z"),
    reportDefect: () => {},
  });
});

const unlike: Likeness = {
  vote: 0,
  nearest: 0,
  nearestWording: 0,
  nearestMeaning: 0,
  wording: 0,
  meaning: 0,
  wordingLead: 0,
  meaningLead: 0,
};

/** What people asked before, as if it were this like the question, by clause number. */
function likenessOf(nearest: Readonly<Record<number, number>>): ReadonlyMap<string, QuestionLikeness> {
  const provisions = new Map(
    Object.entries(nearest).map(([number, value]) => [`lake/${number}`, { ...unlike, nearest: value }]),
  );
  const unanswered = { likeness: unlike, reason: "no_evidence" } as const;
  return new Map([["lake", { provisions, unanswered, answeredOdds: 0 }]]);
}

async function retrieved(
  question: string,
  likeness: ReadonlyMap<string, QuestionLikeness>,
): Promise<string[]> {
  const { search } = services;
  const asked: AnsweringServices = {
    ...services,
    search: {
      search: (query) => search.search(query),
      analyse: (text) => search.analyse(text),
      idf: (term) => search.idf(term),
      compareWithAsked: async () => likeness,
    },
  };
  const context = await runSteps(startContext({ question, mode: "extractive" }, asked), [
    understandQuestion,
    retrieveProvisions,
  ]);
  return context.parts.flatMap(({ hits }) => hits.map(({ provision }) => provision.id));
}

const question = "种植基地有补助吗";

/** All that the search finds, best first. */
async function ranking(): Promise<string[]> {
  const [part] = (
    await runSteps(startContext({ question, mode: "extractive" }, services), [understandQuestion])
  ).parts;
  if (part === undefined) throw new Error("the question has no part");
  const hits = await services.search.search({ text: part.part.topic, limit: 200, documentIds: ["lake"] });
  expect(hits).toHaveLength(clauseCount);
  return hits.map(({ provision }) => provision.id);
}

describe("what is worth judging", () => {
  it("is the best hits alone where nobody has asked", async () => {
    expect(await retrieved(question, new Map())).toEqual((await ranking()).slice(0, bestLimit));
    expect(await retrieved(question, likenessOf({}))).toEqual((await ranking()).slice(0, bestLimit));
  });

  it("is also what people asked for in like words, however far down, in the order of the hits", async () => {
    const ranked = await ranking();
    const [far = "", farther = ""] = [ranked[40], ranked[55]];
    const numberOf = (id: string): number => Number(id.replace("lake/", ""));
    const found = await retrieved(question, likenessOf({ [numberOf(far)]: 0.4, [numberOf(farther)]: 0.9 }));
    expect(found).toEqual([...ranked.slice(0, bestLimit), far, farther]);
  });

  it("is never more than the best and a dozen, the likest of all", async () => {
    const ranked = await ranking();
    await fc.assert(
      fc.asyncProperty(
        // Many that are like, or few.
        fc.tuple(fc.constantFrom(2, 30, 90), fc.array(fc.integer({ min: 1, max: 99 }), everyClause)),
        async ([most, values]) => {
          const alike = values.map((value) => (value <= most ? value / 100 : 0));
          const like = (id: string): number => alike[Number(id.replace("lake/", "")) - 1] ?? 0;
          const nearest = Object.fromEntries(alike.map((value, index) => [index + 1, value]));
          const isLikest = (id: string, place: number): boolean => {
            const before = ranked.filter(
              (other, at) => like(other) > like(id) || (like(other) === like(id) && at < place),
            );
            return like(id) > 0 && before.length < likeLimit;
          };
          expect(await retrieved(question, likenessOf(nearest))).toEqual(
            ranked.filter((id, place) => place < bestLimit || isLikest(id, place)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is nothing where a question is answered without a search", async () => {
    expect(await retrieved("你好", likenessOf({ 1: 1 }))).toEqual([]);
    expect(await retrieved("第三条", likenessOf({ 1: 1 }))).toEqual([]);
  });
});
