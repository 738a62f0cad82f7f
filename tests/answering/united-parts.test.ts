import { beforeAll, describe, expect, it } from "vitest";
import { type OpenedAssistant, openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import type { Answer } from "../../src/domain/answer.ts";
import { sharedDataDirectory } from "../shared-data-directory.ts";

let opened: OpenedAssistant;

beforeAll(async () => {
  const dataDirectory = sharedDataDirectory;
  opened = await openAssistant(readSettings({ DATA_DIR: dataDirectory, VECTOR_INDEX: "exact" }), {
    warn: () => {},
  });
});

const ask = (question: string): Promise<Answer> => opened.assistant.ask({ question, mode: "extractive" });

function citedNumbers({ citations }: Answer): string[] {
  return citations.map(({ clauseId }) => clauseId.replace("lin-an-2024/", ""));
}

describe("several questions in one message", () => {
  it.each([
    ["老小区加装电梯一台补多少?材料交到哪个窗口?一楼的不同意怎么办?", "72"],
    ["农创客培育今年有什么支持?表到镇里领还是网上填?年龄卡不卡?", "63"],
    ["出口信用保险的保费能补吗?保单要交原件吗?一年报几次?", "47"],
  ])("are one where they go on about one matter: %s", async (question, clause) => {
    const answer = await ask(question);
    expect(citedNumbers(answer)).toEqual([clause]);
    expect(answer.answer).not.toContain("【第二问】");
  });

  it.each([
    ["老小区加装电梯找谁?重度残疾人有护理补贴吗?", ["72", "74"]],
    ["高新技术企业首次认定有奖励吗?公交线路今年新增几条?", ["18", "44"]],
    ["民宿今年怎么扶持?本文件有效期到什么时候?", ["39", "closing"]],
  ])("stay apart where each has a matter of its own: %s", async (question, clauses) => {
    const answer = await ask(question);
    expect(citedNumbers(answer)).toEqual(expect.arrayContaining(clauses));
    expect(answer.answer).toContain("【第二问】");
  });

  it("stay apart where the asker numbers them", async () => {
    const answer = await ask("①高企首次认定有奖励吗②公交线路新增几条");
    expect(citedNumbers(answer)).toEqual(expect.arrayContaining(["18", "44"]));
    expect(answer.answer).toContain("【第二问】");
  });

  it.each([
    ["人社局负责哪些条款?农业农村局负责哪些条款?", ["19", "32", "68", "57", "60", "63"]],
    ["哪些条款提到奖励?哪些条款提到贴息?", ["15", "18", "20", "54"]],
  ])("are each answered where the document's structure answers them: %s", async (question, clauses) => {
    const answer = await ask(question);
    expect(citedNumbers(answer)).toEqual(expect.arrayContaining(clauses));
  });

  it("leave what the conversation is about as it is", async () => {
    const conversationId = "united-parts-1";
    await opened.assistant.ask({ question: "老小区能加装电梯吗", mode: "extractive", conversationId });
    const answer = await opened.assistant.ask({
      question: "这个找谁?要交什么材料?",
      mode: "extractive",
      conversationId,
    });
    expect(citedNumbers(answer)).toEqual(["72"]);
  });

  it("say that one is not answered where it is about something else", async () => {
    const answer = await ask("老小区加装电梯补多少?狗证在哪里办?");
    expect(answer.status).toBe("answered_partially");
    expect(citedNumbers(answer)).toEqual(["72"]);
    expect(answer.answer).toContain("【第二问】");
  });
});
