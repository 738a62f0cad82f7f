import { describe, expect, it } from "vitest";
import type { ConversationTurn, Subject } from "../../src/answering/conversation.ts";
import { lastSubjects, latestTurn, subjectAbout } from "../../src/answering/focus.ts";

function turn(...subjects: Subject[]): ConversationTurn {
  return {
    subjects,
    citedIds: subjects.flatMap(({ provisionIds }) => provisionIds),
    aspects: [],
    asksForBudgets: false,
    isOpen: false,
  };
}

function about(topic: string, ...provisionIds: string[]): Subject {
  return { topic, provisionIds };
}

const thanks = turn();

function topicsOf(subjects: readonly Subject[]): string[] {
  return subjects.map(({ topic }) => topic);
}

describe("what a conversation is about", () => {
  it("is not changed by thanks", () => {
    const lift = turn(about("电梯", "72"));
    expect(latestTurn([lift, thanks])).toBe(lift);
    expect(latestTurn([thanks])).toBeNull();
  });

  it.each([
    ["named in one turn", [turn(about("信保", "47"), about("农保", "54"))], ["信保", "农保"]],
    ["named one after the other", [turn(about("信保", "47")), turn(about("农保", "54"))], ["信保", "农保"]],
    [
      "asked about again and again",
      [turn(about("信保", "47")), turn(about("保费", "47")), turn(about("农保", "54"))],
      ["保费", "农保"],
    ],
    [
      "with thanks between",
      [turn(about("信保", "47")), thanks, turn(about("农保", "54")), thanks],
      ["信保", "农保"],
    ],
    [
      "of which the first was returned to",
      [turn(about("信保", "47")), turn(about("农保", "54")), turn(about("信保", "47"))],
      ["信保", "农保"],
    ],
  ])("holds the last two things %s", (_, history, topics) => {
    expect(topicsOf(lastSubjects(history, 2, "matters"))).toEqual(topics);
  });

  it("takes two clauses cited for one thing for two matters", () => {
    expect(lastSubjects([turn(about("研发", "14", "36"))], 2, "matters")).toEqual([
      about("研发", "14"),
      about("研发", "36"),
    ]);
  });

  it("takes two kinds of one clause for two", () => {
    const history = [turn(about("首次认定", "18")), turn(about("重新认定", "18"))];
    expect(topicsOf(lastSubjects(history, 2, "kinds"))).toEqual(["首次认定", "重新认定"]);
  });

  it("is found again by what was said of it, the later of equals", () => {
    const history = [turn(about("电梯", "72")), turn(about("老人", "73")), turn(about("电梯", "72"))];
    const found = subjectAbout(history, ({ topic }) => (topic === "电梯" ? 1 : 0));
    expect(found).toBe(history[2]?.subjects[0]);
    expect(subjectAbout(history, () => 0.1)).toBeNull();
  });
});
