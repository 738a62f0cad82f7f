import { beforeAll, describe, expect, it } from "vitest";
import { openAssistant } from "../../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../../src/adapters/node/settings.ts";
import type { Answer, AnswerStatus } from "../../../src/domain/answer.ts";
import { sharedDataDirectory } from "../../shared-data-directory.ts";

let ask: (question: string) => Promise<Answer>;

beforeAll(async () => {
  const dataDirectory = sharedDataDirectory;
  const { assistant } = await openAssistant(
    readSettings({ DATA_DIR: dataDirectory, VECTOR_INDEX: "exact" }),
    {
      warn: () => {},
      now: () => new Date("2026-11-24T08:00:00Z"),
    },
  );
  ask = (question) => assistant.ask({ question, mode: "extractive" });
});

async function expectAnswer(question: string, status: AnswerStatus, ...said: string[]): Promise<void> {
  const answer = await ask(question);
  for (const words of said) expect(answer.answer).toContain(words);
  expect(answer.status).toBe(status);
}

describe("what the asker takes for granted", () => {
  it.each([
    ["认知障碍照护专区床位今年新增120张,对吧", "“新增认知障碍照护专区床位90张”"],
    ["标准集装箱车的通行费是七折吗", "六五折"],
    ["预算总额是60亿元吧", "40.038亿元"],
  ])("%s: the figure is not the text's, which is quoted", async (question, printed) => {
    await expectAnswer(question, "answered_partially", "您提到的数额，所引条款中没有写。", printed);
  });

  it.each(["老旧小区加装电梯是区教育局牵头吗", "科技创新券归区民政局管吧"])(
    "%s: the unit is not responsible",
    async (question) => {
      await expectAnswer(question, "answered_partially", "您提到的单位不是所引条款载明的责任单位。");
    },
  );

  it.each(["区教育局不管的话,育儿补助发不发", "我在区教育局找工作,科技创新券能申请吗"])(
    "%s: the unit is not taken to be responsible",
    async (question) => {
      await expectAnswer(question, "answered");
    },
  );

  it.each([
    ["新评上3A旅游景区有奖励吗", "AAAA"],
    ["昌化千年古城试点是市级的吗", "省级千年古城"],
    ["孕产、育儿补助是每个月发吗", "一次性"],
    ["货车在杭瑞高速临安收费站往返免通行费吗", "1类客车"],
  ])("%s: the text writes of another case", async (question, printed) => {
    await expectAnswer(question, "answered_partially", "您说的情形，所引条款没有写", printed);
  });

  it.each([
    ["认知障碍照护专区床位今年新增90张,对吧", "“新增认知障碍照护专区床位90张”"],
    ["新评上5A旅游景区有奖励吗", "AAAAA"],
    ["重新认定的高新技术企业有奖励吗", "重新认定"],
    ["省级博士后工作站新设立有补助吗", "省级和国家级"],
  ])("%s: it is as the asker says", async (question, printed) => {
    await expectAnswer(question, "answered", printed);
  });
});

describe("what is asked and stands in the text or does not", () => {
  it("takes no growth target for an amount of support", async () => {
    await expectAnswer("省市未来工厂培育企业给多少补助", "answered_partially", "文件没有写明具体金额或标准");
  });

  it("leads with the figure whose own words are asked for, not with its neighbour's", async () => {
    for (const question of ["今年启动建设几个未来乡村", "未来乡村要建几个"]) {
      const { answer } = await ask(question);
      expect(answer).toMatch(/^3个：文件写的是“启动建设美丽乡村特色村4个、数字乡村样板村13个、未来乡村3个”/u);
    }
  });

  it("does not deny a share that it quotes, printed in words", async () => {
    await expectAnswer("民生支出占一般公共预算多少", "answered", "三分之二");
  });

  it("finds the number of a meeting in its name", async () => {
    await expectAnswer("世界生物圈保护区大会是第几届", "answered", "第五届世界生物圈保护区大会");
  });

  it("tells how long what states no term of its own holds", async () => {
    await expectAnswer("没有写明期限的条款执行到什么时候", "answered", "均为2024年全年实施有效");
  });
});
