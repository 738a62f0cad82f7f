import { beforeAll, describe, expect, it } from "vitest";
import { openAssistant } from "../../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../../src/adapters/node/settings.ts";
import { sharedDataDirectory } from "../../shared-data-directory.ts";
import bounds from "./bounds.json" with { type: "json" };
import { type Judgement, judgePhrasings } from "./judge-phrasings.ts";

/** The half that is looked at names what it misreads; of the half set aside only how many are read rightly is told. */
const halves = [
  { half: "open", isHeldOut: false },
  { half: "heldOut", isHeldOut: true },
] as const;

let judgements: readonly Judgement[];

beforeAll(async () => {
  const dataDirectory = sharedDataDirectory;
  const { services } = await openAssistant(readSettings({ DATA_DIR: dataDirectory, VECTOR_INDEX: "exact" }), {
    warn: () => {},
    now: () => new Date("2026-11-24T08:00:00Z"),
  });
  judgements = await judgePhrasings(services);
});

describe("what a question wants is read as well as it was", () => {
  it("of every kind that is judged", () => {
    expect([...new Set(judgements.map(({ kind }) => kind))].sort()).toEqual(Object.keys(bounds).sort());
  });

  it.each(
    Object.entries(bounds).flatMap(([kind, right]) =>
      halves.map(({ half, isHeldOut }) => ({ kind, half, isHeldOut, atLeast: right[half] })),
    ),
  )("$kind, $half half: at least $atLeast", ({ kind, isHeldOut, atLeast }) => {
    const judged = judgements.filter(
      (judgement) => judgement.kind === kind && judgement.isHeldOut === isHeldOut,
    );
    const wrong = judged.filter(({ isRight }) => !isRight);
    const told = isHeldOut ? "" : wrong.map(({ text, understood }) => `${text}: ${understood}`).join("\n");
    expect(judged.length - wrong.length, told).toBeGreaterThanOrEqual(atLeast);
  });
});
