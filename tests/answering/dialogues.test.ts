import { beforeAll, describe, expect, it } from "vitest";
import { type OpenedAssistant, openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import type { Answer } from "../../src/domain/answer.ts";
import { sharedDataDirectory } from "../shared-data-directory.ts";
import { type DialogueTurn, dialogues, isHeldOut } from "./dialogues/read-dialogues.ts";

let opened: OpenedAssistant;

beforeAll(async () => {
  const dataDirectory = sharedDataDirectory;
  opened = await openAssistant(readSettings({ DATA_DIR: dataDirectory, VECTOR_INDEX: "exact" }), {
    warn: () => {},
    now: () => new Date("2026-11-24T08:00:00Z"),
  });
});

function citedIds({ citations }: Answer): string[] {
  return citations.map(({ clauseId, documentId }) => clauseId.replace(`${documentId}/`, ""));
}

function isRight({ cites, anyOf, may, outcome }: DialogueTurn, answer: Answer): boolean {
  const cited = citedIds(answer);
  const isGrounded =
    cites.every((id) => cited.includes(id)) &&
    cited.every((id) => [...cites, ...anyOf, ...may].includes(id)) &&
    (anyOf.length === 0 || anyOf.some((id) => cited.includes(id)));
  const { status } = answer;
  const isRightWhere: Record<DialogueTurn["outcome"][number], boolean> = {
    answered: isGrounded && (status === "answered" || status === "answered_partially"),
    partial: isGrounded && status === "answered_partially",
    asked_back: isGrounded && status === "needs_clarification",
    refused: cited.length === 0 && (status === "unanswerable" || status === "blocked"),
    courtesy: cited.length === 0,
  };
  return outcome.some((right) => isRightWhere[right]);
}

/** @returns the share of turns answered rightly, and those that are not, with what was cited. */
async function hold(chosen: typeof dialogues): Promise<{ share: number; wrong: string[] }> {
  const wrong: string[] = [];
  for (const { id, turns } of chosen) {
    for (const turn of turns) {
      const answer = await opened.assistant.ask({ question: turn.ask, mode: "auto", conversationId: id });
      if (!isRight(turn, answer)) wrong.push(`${id}: ${turn.ask} → ${answer.status} ${citedIds(answer)}`);
    }
  }
  const asked = chosen.reduce((sum, { turns }) => sum + turns.length, 0);
  return { share: 1 - wrong.length / asked, wrong };
}

describe("dialogues", () => {
  it("are answered turn by turn", async () => {
    const { share, wrong } = await hold(dialogues.filter(({ id }) => !isHeldOut(id)));
    expect(share, wrong.join("\n")).toBeGreaterThanOrEqual(0.9);
  });

  it("that nobody looked at are answered nearly as well", async () => {
    const { share } = await hold(dialogues.filter(({ id }) => isHeldOut(id)));
    expect(share).toBeGreaterThanOrEqual(0.86);
  });
});
