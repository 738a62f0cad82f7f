import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { AskedQuestion, UnansweredReason } from "../../src/domain/asked-question.ts";
import { buildAskedQuestions } from "../../src/search/asked-question-builder.ts";
import {
  AskedQuestionIndex,
  type Likeness,
  type QuestionLikeness,
} from "../../src/search/asked-question-index.ts";
import { exactVectorIndexFactory } from "../../src/search/exact-vector-index.ts";
import { createLexicon } from "../../src/search/lexicon.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import type { SnapshotStore } from "../../src/search/snapshot-store.ts";
import { anyText } from "./any-text.ts";
import { buildCorpus, buildDocument } from "./build-document.ts";
import { builtInEmbedder as embedder } from "./built-in-embedder.ts";

const lexicon = createLexicon([{ term: "高新技术企业", forms: ["高企"], relation: "same" }]);

function answered(text: string, ...provisionIds: string[]): AskedQuestion {
  return { text, documentId: "lake", provisionIds, alsoFits: [], reason: null, source: "tests" };
}

function unanswered(text: string, reason: UnansweredReason): AskedQuestion {
  return { text, documentId: "lake", provisionIds: [], alsoFits: [], reason, source: "tests" };
}

const questions: readonly AskedQuestion[] = [
  answered("高企第一次认定给多少奖励", "lake/1"),
  answered("我们公司刚评上高新技术企业,能拿钱吗", "lake/1"),
  answered("大货车跑高速能便宜点吗", "lake/2"),
  answered("集装箱卡车过路费打几折", "lake/2"),
  answered("老小区想装电梯找谁", "lake/3"),
  answered("旧楼加装电梯政府补不补", "lake/3", "lake/4"),
  answered("老旧小区改造今年做不做", "lake/4"),
  unanswered("离婚要带哪些材料", "no_evidence"),
  unanswered("护照到期了在哪里换", "no_evidence"),
  unanswered("身份证到期了在哪里换", "no_evidence"),
  unanswered("驾照到期去哪里换", "no_evidence"),
  unanswered("红烧肉怎么做好吃", "out_of_scope"),
  unanswered("清蒸鱼怎么做好吃", "out_of_scope"),
  unanswered("糖醋排骨怎么做才好吃", "out_of_scope"),
  unanswered("今晚的球赛几点开始", "out_of_scope"),
];

type Compare = (text: string) => Promise<QuestionLikeness>;

async function comparison(asked: readonly AskedQuestion[]): Promise<Compare> {
  const arrays = await buildAskedQuestions(asked, embedder);
  const index = new AskedQuestionIndex(asked, arrays, embedder.dimensions);
  return async (text) => {
    const [vector = new Float32Array()] = await embedder.embed([text], "question");
    return index.compare(text, vector);
  };
}

let compare: Compare;
beforeAll(async () => {
  compare = await comparison(questions);
});

const allOf = ({ provisions, unanswered: { likeness } }: QuestionLikeness): Likeness[] => [
  ...provisions.values(),
  likeness,
];
const votesOf = (found: QuestionLikeness): number => allOf(found).reduce((sum, { vote }) => sum + vote, 0);

/** Texts that share words with what was asked, and texts of any kind. */
const piece = fc.constantFrom(...questions.flatMap(({ text }) => text.match(/.{1,3}/gu) ?? []));
const someText = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
  anyText,
);

describe("a question asked before", () => {
  it("is likest itself, and so likest what answers it", async () => {
    for (const { text, provisionIds } of questions.filter(({ reason }) => reason === null)) {
      const { provisions, unanswered: none } = await compare(text);
      const own = provisions.get(provisionIds[0] ?? "");
      expect(own?.nearest, text).toBeGreaterThan(0.98);
      expect(own?.nearestWording, text).toBeCloseTo(1, 4);
      expect(none.likeness.nearest, text).toBeLessThan(0.9);
      for (const [id, other] of provisions) {
        if (!provisionIds.includes(id)) expect(other.nearest, `${text} ${id}`).toBeLessThan(0.9);
      }
    }
  });

  it("that two provisions answer votes for both alike", async () => {
    const alone = await comparison(questions.filter(({ provisionIds }) => provisionIds.length > 1));
    const { provisions } = await alone("旧楼加装电梯政府补不补");
    expect(provisions.get("lake/3")?.vote).toBeCloseTo(0.5, 5);
    expect(provisions.get("lake/4")?.vote).toBeCloseTo(0.5, 5);
  });

  it("in other words is likest those that share the most telling of them", async () => {
    const { provisions } = await compare("高企有没有钱");
    const likest = [...provisions].toSorted(([, left], [, right]) => right.nearest - left.nearest);
    expect(likest[0]?.[0]).toBe("lake/1");
    expect(provisions.get("lake/1")?.wordingLead).toBeGreaterThan(0);
    expect(provisions.get("lake/2")?.wordingLead).toBeLessThan(0);
  });

  it("that nothing answers says why likewise", async () => {
    const [passport, dinner] = [await compare("老人的护照在哪里换"), await compare("红烧肉好吃吗")];
    expect(passport.unanswered.reason).toBe("no_evidence");
    expect(dinner.unanswered.reason).toBe("out_of_scope");
    for (const { unanswered: none } of [passport, dinner]) expect(none.likeness.vote).toBeGreaterThan(0.5);
  });

  it("is told by words that only they say, answered or not", async () => {
    const oddsOf = async (text: string): Promise<number> => (await compare(text)).answeredOdds;
    expect(await oddsOf("老小区的电梯")).toBeGreaterThan(await oddsOf("老小区的排骨怎么做"));
    expect(await oddsOf("到期了去哪里换")).toBeLessThan(await oddsOf("高企"));
  });

  it("has the one reason that there is where there is but one", async () => {
    for (const only of ["out_of_scope", "no_evidence"] as const) {
      const ofOneReason = await comparison(
        questions.filter(({ reason }) => reason === null || reason === only),
      );
      expect((await ofOneReason("红烧肉怎么做好吃")).unanswered.reason).toBe(only);
    }
  });

  it("tells nothing of what is unanswered where all are answered", async () => {
    const answeredOnly = await comparison(questions.filter(({ reason }) => reason === null));
    const { answeredOdds, unanswered: none } = await answeredOnly("红烧肉怎么做好吃");
    expect(answeredOdds).toBe(0);
    expect(none.reason).toBe("no_evidence");
  });
});

describe("a question that shares no word with any", () => {
  it("is like none by words, and nobody votes", async () => {
    const found = await compare("xyzzy");
    expect(votesOf(found)).toBe(0);
    for (const { nearest, nearestWording, nearestMeaning, wording } of allOf(found)) {
      expect([nearest, nearestWording, nearestMeaning, wording]).toEqual([0, 0, 0, 0]);
    }
  });
});

describe("whatever is asked", () => {
  it("no likeness leaves its bounds, and votes are shares of one", async () => {
    await fc.assert(
      fc.asyncProperty(someText, async (text) => {
        const found = await compare(text);
        expect(Number.isFinite(found.answeredOdds)).toBe(true);
        expect([...found.provisions.keys()].sort()).toEqual(["lake/1", "lake/2", "lake/3", "lake/4"]);
        expect(votesOf(found)).toBeLessThan(1.0001);
        for (const { wordingLead, meaning, meaningLead, ...shares } of allOf(found)) {
          for (const [name, value] of Object.entries(shares)) {
            expect(value, name).toBeGreaterThanOrEqual(0);
            expect(value, name).toBeLessThan(1.0001);
          }
          for (const value of [wordingLead, meaning, meaningLead]) {
            expect(Math.abs(value)).toBeLessThan(1.0001);
          }
        }
      }),
    );
  });

  it("the order in which the questions stand makes no difference", async () => {
    const reversed = await comparison(questions.toReversed());
    await fc.assert(
      fc.asyncProperty(someText, async (text) => {
        const [one, other] = [await compare(text), await reversed(text)];
        for (const [id, { nearest, wording }] of one.provisions) {
          expect(other.provisions.get(id)?.nearest).toBeCloseTo(nearest, 5);
          expect(other.provisions.get(id)?.wording).toBeCloseTo(wording, 5);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("out of a snapshot", () => {
  it("the same questions give the same comparison as freshly built", async () => {
    const document = buildDocument(
      "lake",
      ["高新技术企业", "货车通行费", "加装电梯", "小区改造"].map((title) => ({
        title,
        text: `支持${title}。`,
      })),
    );
    const corpus = { ...buildCorpus([document]), askedQuestions: questions };
    let kept: Uint8Array | null = null;
    const snapshotStore: SnapshotStore = {
      read: async () => kept,
      write: async (bytes) => {
        kept = bytes;
      },
    };
    const warnings: string[] = [];
    const open = () =>
      openSearchIndex({
        corpus,
        lexicon,
        embedder,
        vectorIndexFactory: exactVectorIndexFactory,
        snapshotStore,
        warn: (message) => warnings.push(message),
      });
    const built = await open();
    expect(kept).not.toBeNull();
    const restored = await open();
    expect(warnings).toEqual([]);
    await fc.assert(
      fc.asyncProperty(someText, async (text) => {
        const expected = await built.compareWithAsked(text);
        expect(expected.get("lake")).toEqual(await compare(text));
        expect(await restored.compareWithAsked(text)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
