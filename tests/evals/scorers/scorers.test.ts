import { describe, expect, it } from "vitest";
import { latency } from "../../../evals/scorers/latency.ts";
import { quoteFidelity } from "../../../evals/scorers/quotes.ts";
import { falseRefusal, trueRefusal } from "../../../evals/scorers/refusal.ts";
import { reasonAccuracy, statusAccuracy, statusConfusion } from "../../../evals/scorers/status.ts";
import { unitsEndToEnd, unitsGivenClause } from "../../../evals/scorers/units.ts";
import { forbiddenWording } from "../../../evals/scorers/wording.ts";
import { answer, observe, provisions, question } from "../fixtures/answers.ts";

describe("units", () => {
  const asked = question({ gold: ["3"], acceptable: ["1"], units: ["区交通运输局"] });
  const named = (cited: readonly string[], ...responsibleUnits: string[]) =>
    observe(asked, answer(cited, { responsibleUnits }));

  it("need every gold unit and allow the other units of gold and acceptable clauses", () => {
    expect(unitsEndToEnd(named(["3"], "区交通运输局"), provisions)).toBe(1);
    expect(unitsEndToEnd(named(["3"], "区交通运输局", "区财政局"), provisions)).toBe(1);
    expect(unitsEndToEnd(named(["3"], "区财政局"), provisions)).toBe(0);
    expect(unitsEndToEnd(named(["3"], "区交通运输局", "区科技局"), provisions)).toBe(0);
  });

  it("are judged apart from retrieval where the clauses are right only", () => {
    expect(unitsGivenClause(named(["3", "1"], "区财政局"), provisions)).toBe(0);
    expect(unitsGivenClause(named(["2"], "区科技局"), provisions)).toBeNull();
    expect(unitsGivenClause(named(["3", "2"], "区交通运输局", "区科技局"), provisions)).toBeNull();
  });

  it("are not judged where the question names none", () => {
    expect(unitsEndToEnd(observe(question(), answer(["2"])), provisions)).toBeNull();
  });
});

describe("quotes", () => {
  const quoting = (quote: string) => {
    const cited = answer(["1"]);
    return observe(question(), { ...cited, citations: cited.citations.map((one) => ({ ...one, quote })) });
  };

  it("are faithful only verbatim and from the provision they are cited for", () => {
    expect(quoteFidelity(quoting("预算安排5.9亿元"), provisions)).toBe(1);
    expect(quoteFidelity(quoting("预算安排5.9亿"), provisions)).toBe(1);
    expect(quoteFidelity(quoting("预算安排了5.9亿元"), provisions)).toBe(0);
    expect(quoteFidelity(quoting("给予奖励"), provisions)).toBe(0);
    expect(quoteFidelity(quoting(""), provisions)).toBe(0);
    expect(quoteFidelity(observe(question(), answer([])), provisions)).toBeNull();
  });

  it("cannot be faithful to a provision that does not exist", () => {
    const cited = answer(["1"]);
    const citations = cited.citations.map((one) => ({ ...one, clauseId: "lin-an-2024/99" }));
    expect(quoteFidelity(observe(question(), { ...cited, citations }), provisions)).toBe(0);
  });
});

describe("refusal", () => {
  const refused = answer([], { status: "unanswerable", reason: "out_of_scope" });

  it("is true where nothing else is right and false where it never is", () => {
    const mustRefuse = question({ gold: [], status: ["unanswerable", "blocked"] });
    const mustAnswer = question({ status: ["answered"] });
    expect([trueRefusal(observe(mustRefuse, refused)), falseRefusal(observe(mustRefuse, refused))]).toEqual([
      1,
      null,
    ]);
    expect([trueRefusal(observe(mustAnswer, refused)), falseRefusal(observe(mustAnswer, refused))]).toEqual([
      null,
      1,
    ]);
    expect(trueRefusal(observe(mustRefuse, answer(["1"])))).toBe(0);
    expect(falseRefusal(observe(mustAnswer, answer(["1"], { status: "needs_clarification" })))).toBe(0);
  });

  it("is not judged where both are right", () => {
    const either = observe(question({ status: ["answered_partially", "unanswerable"] }), refused);
    expect([trueRefusal(either), falseRefusal(either)]).toEqual([null, null]);
  });
});

describe("status and reason", () => {
  const asked = question({
    gold: [],
    status: ["unanswerable", "needs_clarification"],
    reason: "other_region",
  });

  it("accepts every right status, and the reason wherever a refusal was called for", () => {
    const got = (
      status: "unanswerable" | "needs_clarification" | "answered",
      reason: "other_region" | "no_evidence" | null,
    ) => observe(asked, answer([], { status, reason }));
    expect(statusAccuracy(got("needs_clarification", null))).toBe(1);
    expect(statusAccuracy(got("answered", null))).toBe(0);
    expect(reasonAccuracy(got("unanswerable", "other_region"))).toBe(1);
    expect(reasonAccuracy(got("unanswerable", "no_evidence"))).toBe(0);
    expect(reasonAccuracy(got("answered", null))).toBe(0);
    expect(reasonAccuracy(got("needs_clarification", null))).toBeNull();
    expect(reasonAccuracy(observe(question(), answer([])))).toBeNull();
  });

  it("puts an acceptable status on the diagonal of the confusion", () => {
    const seen = (["needs_clarification", "answered", "answered"] as const).map((status) =>
      observe(asked, answer([], { status })),
    );
    expect(statusConfusion(seen)).toEqual([
      { expected: "needs_clarification", got: "needs_clarification", count: 1 },
      { expected: "unanswerable", got: "answered", count: 2 },
    ]);
  });
});

describe("forbidden wording", () => {
  it("is found whatever the spacing and width", () => {
    const said = (text: string) =>
      forbiddenWording(observe(question({ mustNotSay: ["20万元"] }), answer(["2"], { answer: text })));
    expect(said("奖励20 万元")).toBe(1);
    expect(said("给予奖励")).toBe(0);
    expect(forbiddenWording(observe(question(), answer(["2"])))).toBeNull();
  });
});

describe("latency", () => {
  it("gives nearest-rank percentiles", () => {
    const seen = Array.from({ length: 100 }, (_, index) =>
      observe(question(), answer([]), { milliseconds: 100 - index }),
    );
    expect(latency(seen)).toEqual({ p50: 50, p95: 95, max: 100 });
    expect(latency([])).toBeNull();
  });
});
