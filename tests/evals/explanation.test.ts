import { describe, expect, it } from "vitest";
import { explain } from "../../evals/explanation.ts";
import type { PartTrace } from "../../evals/trace.ts";
import { answer, observe, question } from "./fixtures/answers.ts";
import { foundAndChosen, trace } from "./fixtures/traces.ts";

const refused = answer([], { status: "unanswerable", reason: "no_evidence" });
const mustRefuse = question({ gold: [], status: ["unanswerable"] });

function lossesOf(
  asked: ReturnType<typeof question>,
  answered = answer(["4"]),
  part: Partial<PartTrace> = {},
) {
  return explain(observe(asked, answered, { trace: trace(part) })).map(({ loss }) => loss);
}

describe("a missing provision", () => {
  it("was not retrieved", () => {
    const [explanation] = explain(observe(question({ gold: ["3"] }), answer(["2"]), { trace: trace() }));
    expect(explanation).toEqual({ loss: "not_retrieved", text: "按“高企奖励”检到条款 2、4 等,没有条款 3" });
  });

  it("was retrieved, but the question held unanswerable", () => {
    const [explanation] = explain(
      observe(question({ gold: ["4"] }), refused, {
        trace: trace({ evidence: "insufficient", reason: "no_evidence", chosen: [], answerability: 0.31 }),
      }),
    );
    expect(explanation).toEqual({
      loss: "refused",
      text: "可答概率 0.310 低于门槛 0.500,以 no_evidence 拒答;条款 4 排第 2,相关度 0.100",
    });
  });

  it("was retrieved, but another one chosen", () => {
    const [explanation] = explain(observe(question({ gold: ["4"] }), answer(["2"]), { trace: trace() }));
    expect(explanation).toEqual({
      loss: "not_chosen",
      text: "条款 4 排第 2,相关度 0.100;选了条款 2,最高相关度 0.900",
    });
  });

  it("was chosen, but not written", () => {
    expect(lossesOf(question({ gold: ["2"] }), answer([]))).toEqual(["miscomposed"]);
  });

  it("was replaced by what the conversation pointed to", () => {
    const pinned = { pinned: ["lin-an-2024/4"], retrieved: [], judged: [], answerability: null, chosen: [] };
    expect(lossesOf(question({ gold: ["2"] }), answer(["4"]), pinned)).toEqual(["misled_by_conversation"]);
  });

  it("was not even searched for", () => {
    const greeted = { intent: "greeting", retrieved: [], judged: [], answerability: null, chosen: [] };
    expect(lossesOf(question({ gold: ["2"] }), refused, greeted)).toEqual(["misread"]);
  });

  it("was found, but taken for another place's", () => {
    const elsewhere: Partial<PartTrace> = {
      evidence: "insufficient",
      reason: "other_region",
      judged: [],
      answerability: null,
      chosen: [],
    };
    expect(lossesOf(question({ gold: ["2"] }), refused, elsewhere)).toEqual(["misread"]);
  });

  it("is explained from the part that lost it, the earliest loss of several first", () => {
    const other: PartTrace = { ...foundAndChosen, topic: "公交", retrieved: ["lin-an-2024/1"], judged: [] };
    const observation = observe(question({ gold: ["4", "3"] }), answer(["2"]), { trace: trace({}, other) });
    expect(explain(observation).map(({ loss }) => loss)).toEqual(["not_retrieved", "not_chosen"]);
  });
});

describe("an answer that should not be", () => {
  it("was held answerable", () => {
    const [explanation] = explain(observe(mustRefuse, answer(["2"]), { trace: trace() }));
    expect(explanation).toEqual({
      loss: "wrongly_answered",
      text: "可答概率 0.800 不低于门槛 0.500;选了条款 2",
    });
  });

  it("came from the structure or from the conversation", () => {
    const structural = { intent: "overview", evidence: "structural", answerability: null } as const;
    expect(lossesOf(mustRefuse, answer(["2"]), structural)).toEqual(["misread"]);
    expect(lossesOf(mustRefuse, answer(["2"]), { answerability: null, pinned: ["lin-an-2024/2"] })).toEqual([
      "misled_by_conversation",
    ]);
  });

  it("cites more than it may", () => {
    expect(lossesOf(question({ gold: ["2"] }), answer(["2", "4"]))).toEqual(["over_cited"]);
    expect(lossesOf(question({ gold: ["2"], acceptable: ["4"] }), answer(["2", "4"]))).toEqual([
      "miscomposed",
    ]);
  });
});

describe("any other fault", () => {
  it("of a refusal that cites nothing is explained too", () => {
    const asked = question({ gold: [], status: ["answered"] });
    const insufficient = { evidence: "insufficient", answerability: 0.1, chosen: [] } as const;
    expect(lossesOf(asked, refused, insufficient)).toEqual(["refused"]);
    expect(lossesOf(asked, refused, { ...insufficient, answerability: null })).toEqual(["misread"]);
  });

  it("is told with the first line of what was thrown, and not at all of a system without a trace", () => {
    const thrown = observe(question(), answer([]), { failure: "Error: a defect\n    at somewhere" });
    expect(explain(thrown)).toEqual([{ loss: "thrown", text: "Error: a defect" }]);
    expect(explain(observe(question(), answer([])))).toEqual([]);
  });

  it("does not repeat a long message", () => {
    const long = { topic: "高".repeat(500), retrieved: [], judged: [], answerability: null, chosen: [] };
    const [explanation] = explain(observe(question(), refused, { trace: trace(long) }));
    expect(explanation?.text.length).toBeLessThan(100);
  });
});
