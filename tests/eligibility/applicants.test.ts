import { describe, expect, test } from "vitest";
import { assess } from "../../src/eligibility/assess.ts";
import { createProfile } from "../../src/eligibility/facts/profile.ts";
import { isShown } from "../../src/eligibility/offer-assessment.ts";
import { understandApplicant } from "../../src/eligibility/understand-applicant.ts";
import applicants from "./applicants.json" with { type: "json" };
import { catalogue, reader, today, vocabulary } from "./lin-an-catalogue.ts";

describe("the clauses shown to people as they describe themselves", () => {
  test.each(applicants)("$text", ({ text, must, mustNot }) => {
    const profile = createProfile(vocabulary, reader.read(text, today));
    expect(profile.problems).toEqual([]);
    const shown = assess(profile, catalogue)
      .offers.filter((each) => each.verdict !== "not_eligible" && isShown(each))
      .map(({ offer }) => offer.clause.number);
    expect(shown).toEqual(expect.arrayContaining(must));
    expect(shown.filter((number) => number !== null && mustNot.includes(number))).toEqual([]);
  });
});

describe("a form beside the words", () => {
  const understand = (text: string, facts: Record<string, unknown>) => {
    const profile = understandApplicant({ text, facts }, { vocabulary, reader }, today);
    return Object.fromEntries(
      profile.facts.map(({ fact, from }) => [fact.name, from.map(({ words }) => words)]),
    );
  };

  test("adds to them", () => {
    const known = understand("我们是高企", { employees: 30 });
    expect(known["highTech"]).toEqual(["高企"]);
    expect(known["employees"]).toEqual([null]);
  });

  test("corrects them, without a contradiction", () => {
    const profile = understandApplicant(
      { text: "我们公司是高企", facts: { highTech: "none" } },
      { vocabulary, reader },
      today,
    );
    expect(profile.problems).toEqual([]);
    expect(profile.facts.find(({ fact }) => fact.name === "highTech")?.possible).toBe(1);
    expect(profile.facts.find(({ fact }) => fact.name === "firm")?.possible).toBe(2);
  });

  test("can take a fact back", () => {
    expect(understand("我们公司是高企", { highTech: null })).not.toHaveProperty("highTech");
  });
});
