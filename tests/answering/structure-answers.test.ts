import { beforeAll, describe, expect, it } from "vitest";
import { type OpenedAssistant, openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import { objectionsTo } from "../../src/answering/verification.ts";
import type { Answer } from "../../src/domain/answer.ts";
import { sharedDataDirectory } from "../shared-data-directory.ts";

const defects: string[] = [];
let opened: OpenedAssistant;

beforeAll(async () => {
  const dataDirectory = sharedDataDirectory;
  opened = await openAssistant(readSettings({ DATA_DIR: dataDirectory, VECTOR_INDEX: "exact" }), {
    warn: (message) => defects.push(message),
    now: () => new Date("2026-11-24T08:00:00Z"),
  });
});

function ask(question: string): Promise<Answer> {
  return opened.assistant.ask({ question, mode: "auto" });
}

function citedNumbers({ citations }: Answer): string[] {
  return citations.map(({ clauseId }) => clauseId.replace("lin-an-2024/", ""));
}

const chapters = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `chapter-${number}`);
const budgets = ["2", "9", "23", "33", "42", "46", "53", "67"];

describe("what the structure of the document answers", () => {
  it.each([
    ["八个领域一共安排多少钱", "40.038亿元", ["closing"]],
    ["各项预算相加为什么和总额对不上", "40.038亿元", ["closing"]],
    ["各个领域分别安排多少预算", "7.8亿元", budgets],
    ["哪个领域的预算最多", "预算安排最多的是八、保障和改善民生政策，13.828亿元", budgets],
    ["交通这块区财政出多少钱", "4.46亿元", ["42"]],
    ["第二章和第八章各安排多少钱", "5.9亿元", ["9", "67"]],
    ["一共多少条", "共74条，从(一)到(七十四)，分为8章", ["closing", "1", "74", ...chapters]],
    ["文件共有74条,对吧", "共74条，从(一)到(七十四)，分为8章", ["closing", "1", "74", ...chapters]],
    ["条款一共是不是七十四条", "共74条，从(一)到(七十四)，分为8章", ["closing", "1", "74", ...chapters]],
    ["分成8个部分,对吧", "共8章", ["preamble", ...chapters]],
    ["第五章有4条,对吧", "五、交通强国示范城市政策共4条", ["chapter-5", "42", "43", "44", "45"]],
    ["第五章有多少条", "五、交通强国示范城市政策共4条", ["chapter-5", "42", "43", "44", "45"]],
    [
      "乡村振兴那章由哪两个局牵头",
      "七、乡村振兴和城乡一体化发展政策（牵头单位：区农业农村局、区发改局）",
      ["chapter-7"],
    ],
    ["八个领域分别由谁牵头", "各章的牵头单位", chapters],
    ["这份政策分成几大块", "共8章", ["preamble", ...chapters]],
    ["区残联和民政局共同负责的条款", "区残联、区民政局列为责任单位的条款共1条", ["74"]],
    ["第七章里商务局负责哪几条", "区商务局列为责任单位的条款共1条", ["57"]],
    ["宣传口要干哪几条,只报条号", "区委宣传部列为责任单位的条款共1条：(三十八)", ["38"]],
    ["国资那边管哪几条", "区国资办列为责任单位的条款共4条", ["8", "22", "25", "52"]],
    [
      "种庄稼那章谁牵头",
      "七、乡村振兴和城乡一体化发展政策（牵头单位：区农业农村局、区发改局）",
      ["chapter-7"],
    ],
    [
      "修桥铺路那章牵头的是谁,预算多少",
      "五、交通强国示范城市政策（牵头单位：区交通运输局）",
      ["chapter-5", "42"],
    ],
    ["科技和民生两个领域预算哪个多", "预算安排最多的是八、保障和改善民生政策，13.828亿元", ["9", "67"]],
    ["怎么各块加起来超过40亿", "40.038亿元", ["closing"]],
    ["各章钱数列个表,再告诉我总数", "40.038亿元", ["closing", ...budgets]],
    [
      "讲到贷款和保险的条款,全列给我,只要条号",
      "写到“贷款”、“保险”的条款共",
      ["20", "26", "47", "54", "60", "68", "73"],
    ],
    ["哪几条提到担保", "写到“担保”的条款共3条", ["20", "47", "54"]],
    ["涉税的优惠全部列出来", "写到税收优惠的条款共4条", ["10", "13", "24", "48"]],
    ["文旅局有哪些奖励", "区文化和广电旅游体育局负责、写到奖励的条款共2条", ["39", "40"]],
    ["哪些条款提到贴息", "写到贴息的条款共2条", ["20", "54"]],
  ])("%s: %s", async (question, lead, provisions) => {
    const answer = await ask(question);
    expect(answer.status).toBe("answered");
    expect(answer.answer).toContain(lead);
    expect(answer.answer.indexOf(lead)).toBeLessThan(40);
    expect(citedNumbers(answer)).toEqual(provisions);
  });

  it.each([
    ["文件共有47条,对吧", "共74条"],
    ["第五章有6条吧", "五、交通强国示范城市政策共4条"],
    ["分成9个部分,对吧", "共8章"],
  ])("%s: another count than the document's", async (question, lead) => {
    const { answer, status } = await ask(question);
    expect(answer).toContain(lead);
    expect(answer).toContain("您提到的数额，所引条款中没有写。");
    expect(status).toBe("answered_partially");
  });

  it("counts the units and names each", async () => {
    const answer = await ask("责任单位总共多少家");
    expect(answer.responsibleUnits).toHaveLength(38);
    expect(answer.answer.startsWith("文件写到的责任单位共38个")).toBe(true);
  });

  it("names the unit that most clauses name", async () => {
    expect((await ask("哪个单位负责的条款最多")).answer).toMatch(
      /^列为责任单位的条款最多的是区财政局，共\d+条。/u,
    );
  });

  it.each([
    ["这个文件到年底以后会不会延期", "文件没有写明到期以后是否延续", "answered_partially"],
    ["有没有条款单独标了期限的", "单独标明期限的，以该条写明的为准", "answered_partially"],
    ["没写期限的条款到期以后还延续吗", "文件没有写明到期以后是否延续", "answered_partially"],
    ["跟市里政策不一致听谁的", "“国家、省、市制定实施相关政策措施,遵照执行。”", "answered"],
    ["2025年还能用这份文件吗", "2024年全年实施有效", "answered"],
  ])("%s: what the closing says of it, and what not", async (question, words, status) => {
    const answer = await ask(question);
    expect(answer.answer).toContain(words);
    expect(answer.status).toBe(status);
    expect(citedNumbers(answer)).toEqual(["closing"]);
  });

  it.each(["市科技局负责哪些条款", "气象局管哪几条"])(
    "%s: that unit is no unit of the document",
    async (question) => {
      expect(await ask(question)).toMatchObject({ status: "unanswerable", reason: "no_evidence" });
    },
  );

  it("had nothing taken out by the verification", () => {
    expect(defects).toEqual([]);
  });
});

describe("a count in an answer", () => {
  it.each([
    ["共74条，分为8章。", []],
    ["这一章共14条。", []],
    ["共75条。", ["figure_not_in_source"]],
    ["分为9章。", ["figure_not_in_source"]],
    ["责任单位共39个。", ["figure_not_in_source"]],
  ])("%s is held against the structure", (text, objections) => {
    const { documents } = opened.corpus;
    const document = documents[0] ?? expect.fail("no document");
    const provision = document.provisions.find(({ kind, number }) => kind === "clause" && number === 9);
    const cited = [{ document, provision: provision ?? expect.fail("no clause") }];
    expect(objectionsTo(text, cited, opened.services.units).map(({ kind }) => kind)).toEqual(objections);
  });
});
