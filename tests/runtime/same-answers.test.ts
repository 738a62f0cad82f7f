import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Answer, answerSchema } from "../../src/domain/answer.ts";
import { postJson } from "../http/small-service.ts";
import { dialogues, singleQuestions } from "./questions.ts";
import { type NodeApp, startNodeApp } from "./start-node-app.ts";
import { type RunningWorker, startWorker } from "./start-worker.ts";

let node: NodeApp;
let worker: RunningWorker;
const statuses = new Set<string>();

beforeAll(async () => {
  [node, worker] = await Promise.all([startNodeApp(), startWorker(inject("workerDirectory"))]);
});
afterAll(() => worker.stop());

async function ask(service: Pick<NodeApp, "request">, body: object): Promise<Answer> {
  const response = await service.request("/v1/ask", postJson(body));
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json());
}

/** Asks both. Everything must be the same but the names that each makes up for itself. */
async function expectSameAnswer(body: { question: string; conversationId?: string }): Promise<void> {
  const [inNode, inWorker] = await Promise.all([ask(node, body), ask(worker, body)]);
  const { id, conversationId } = inNode;
  expect({ ...inWorker, id, conversationId }).toEqual(inNode);
  statuses.add(inNode.status);
}

describe("workerd answers as Node does: status, clauses, quotes, units and text", () => {
  test.for(singleQuestions)("%s", (question) => expectSameAnswer({ question }));

  test.for(dialogues)("a conversation: %s → %s → %s", async (turns) => {
    const conversationId = `same-${turns[0]}`;
    for (const question of turns) await expectSameAnswer({ question, conversationId });
  });
});

test("the questions are enough, and of every kind", () => {
  expect(singleQuestions.length).toBeGreaterThanOrEqual(40);
  expect([...statuses].sort()).toEqual([
    "answered",
    "answered_partially",
    "blocked",
    "needs_clarification",
    "unanswerable",
  ]);
});
