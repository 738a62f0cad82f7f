import { describe, expect, test } from "vitest";
import { isClause } from "../../../src/domain/document.ts";
import { findQuantities } from "../../../src/domain/quantity.ts";
import { draftOffers } from "../../../src/eligibility/offers/draft-offers.ts";
import gold from "../../ingest/clause-kinds.gold.json" with { type: "json" };
import { nameOf } from "../../ingest/lin-an-provisions.ts";
import { catalogue, document, reader, vocabulary } from "../lin-an-catalogue.ts";

const clauses = document.provisions.filter(isClause);
const offering = new Set(catalogue.offers.map(({ clause }) => nameOf(clause)));
const offeringNothing = new Set(catalogue.noOffers.map(({ clause }) => nameOf(clause)));
const judged = new Map(Object.entries(gold));

describe("the reviewed catalogue of the published policy", () => {
  test("has nothing wrong in it", () => {
    expect(catalogue.problems.map(({ message }) => message)).toEqual([]);
  });

  test("decides every clause once, for something or for nothing", () => {
    expect(catalogue.undecided).toEqual([]);
    expect(clauses.map(nameOf).filter((name) => offering.has(name) === offeringNothing.has(name))).toEqual(
      [],
    );
    expect(offering.size + offeringNothing.size).toBe(74);
  });

  test("is reviewed against the clauses as they stand", () => {
    expect([...catalogue.offers, ...catalogue.noOffers].filter(({ state }) => state !== "reviewed")).toEqual(
      [],
    );
  });

  test("has an offer for every clause that another reader found to offer support or a service", () => {
    const wanted = clauses
      .map(nameOf)
      .filter((name) => judged.get(name)?.offersSupport || judged.get(name)?.kind === "service");
    expect(wanted.filter((name) => !offering.has(name))).toEqual([]);
  });

  test("has none where that reader found only money set aside or targets, but for clauses with one sentence that gives", () => {
    const unexpected = clauses
      .map(nameOf)
      .filter((name) => offering.has(name))
      .filter((name) => ["guarantee", "government_target"].includes(judged.get(name)?.kind ?? ""));
    // 1: inputs secured for major projects; 5: energy for them; 27: plots that may be divided; 48: purchase tax and old
    // brands; 58: the city's subsidy for vegetable bases; 59: charging points; 72: old housing estates.
    expect(unexpected).toEqual(["1", "5", "27", "48", "58", "59", "72"]);
  });

  test("calls support only what the rules read as support too, or says what else it is", () => {
    const support = new Set(
      catalogue.offers.filter(({ nature }) => nature === "support").map(({ clause }) => nameOf(clause)),
    );
    const parsed = new Set(clauses.filter(({ clauseKinds }) => clauseKinds.includes("support")).map(nameOf));
    expect([...support].filter((name) => !parsed.has(name))).toEqual([]);
    expect([...parsed].filter((name) => !support.has(name))).toEqual([]);
  });

  test("states no amount but the one the text prints", () => {
    const amounts = catalogue.offers.flatMap(({ id, amount }) => (amount === null ? [] : [[id, amount]]));
    expect(amounts).toEqual([["lin-an-2024/43#container-discount", "六五折"]]);
  });

  test("quotes in reasons what the clause says", () => {
    for (const { clause, quote, gives } of catalogue.offers) {
      expect(clause.text).toContain(quote);
      expect(clause.text).toContain(gives);
    }
  });

  test("gives a reader a reason for every clause without an offer", () => {
    for (const { reason } of catalogue.noOffers) expect(reason.length).toBeGreaterThan(8);
  });

  test("asks the vocabulary nothing that cannot be asked", () => {
    const facts = new Set(catalogue.offers.flatMap(({ subject }) => subject));
    const mute = [...facts].filter(({ question, askedBy }) => question === null && askedBy === null);
    expect(mute.map(({ name }) => name)).toEqual([]);
  });
});

describe("drafts by rule", () => {
  const drafts = clauses.flatMap((clause) =>
    draftOffers(clause, vocabulary, reader.mentions).map((draft) => ({ clause, draft })),
  );

  test("stand on the words of their clauses, and state no amount that is not printed there", () => {
    for (const { clause, draft } of drafts) {
      expect(clause.text).toContain(draft.quote);
      expect(clause.text).toContain(draft.gives);
      if (draft.amount !== null)
        expect(findQuantities(clause.text).map(({ printed }) => printed)).toContain(draft.amount);
    }
  });

  test("find every clause that gives support, and none that only sets targets", () => {
    const drafted = new Set(drafts.map(({ clause }) => nameOf(clause)));
    const wanted = clauses.map(nameOf).filter((name) => {
      const judgement = judged.get(name);
      return judgement?.offersSupport || judgement?.kind === "service";
    });
    expect([...drafted].toSorted()).toEqual(wanted.toSorted());
  });

  test("read the clause on recognition as people do", () => {
    const [first, renewed] = drafts.filter(({ clause }) => nameOf(clause) === "18").map(({ draft }) => draft);
    expect(first).toMatchObject({
      support: "奖励",
      nature: "support",
      gives: "给予奖励",
      amount: null,
      audience: ["firm"],
    });
    expect(first?.conditions).toMatchObject({
      all: [
        {
          any: [
            { fact: "techLeader", in: ["first"] },
            { fact: "techGiant", in: ["first"] },
            { fact: "highTech", in: ["first"] },
            { fact: "newEagle", in: ["first"] },
            { fact: "techSme", in: ["first"] },
          ],
        },
        { unstated: expect.stringContaining("未经人工核对") },
      ],
    });
    expect(renewed?.conditions).toMatchObject({
      all: [{ any: [{ fact: "highTech", in: ["renewed"] }] }, {}],
    });
  });
});
