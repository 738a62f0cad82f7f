import { describe, expect, it } from "vitest";
import { premisesOf } from "../../../src/answering/composing/premises.ts";
import { createUnitDirectory } from "../../../src/answering/understanding/unit-directory.ts";
import { sampleClause, sampleQuestion } from "./sample-question.ts";

const directory = createUnitDirectory(["区科技局", "区教育局"], { units: [] });

describe("what is denied and the text makes a condition", () => {
  it.each([
    ["对新认定的省级未来工厂企业,给予奖励。", "未来工厂企业有奖励吗", false],
    ["对生产人机协作设备的企业,给予奖励。", "无人机协作设备企业有奖励吗", false],
    ["对未办理登记的个体工商户,给予补助。", "未办理登记的个体工商户有补助吗", false],
    ["对没有劳动合同的从业人员,给予补助。", "没有劳动合同的从业人员有补助吗", false],
    ["对取得上岗证书的企业员工,给予补助。", "未取得上岗证书的企业员工有补助吗", true],
    ["对使用ETC记账卡的客车,给予补助。", "无ETC的客车有补助吗", true],
    ["对使用ETC记账卡的客车,给予补助。", "不用ETC也有补助吗", true],
  ])("%s and %s: wrong %s", async (body, question, areWrong) => {
    const clause = await sampleClause(body);
    expect(premisesOf(sampleQuestion(question), [clause], () => 1, directory).areWrong).toBe(areWrong);
  });
});

describe("whom the asker takes to be responsible", () => {
  it.each([
    ["创新券归教育局管吧", true],
    ["创新券不是找区教育局吗", true],
    ["创新券教育局管不管", true],
    ["管创新券的是教育局吧", true],
    ["创新券由区教育局发吗", true],
    ["尽管教育局说有,创新券能用吗", false],
    ["教育局监管的学校能用创新券吗", false],
    ["教育局管道改造能用创新券吗", false],
    ["在教育局找工作能用创新券吗", false],
    ["归还教育局的设备能用创新券吗", false],
  ])("%s: %s", async (question, areWrong) => {
    const clause = await sampleClause("鼓励企业申请使用创新券。");
    const part = { ...sampleQuestion(question), units: ["区教育局"], aspects: new Set([]) };
    const { areWrong: isWrong, blocks } = premisesOf(part, [clause], () => 1, directory);
    expect(blocks.map(({ text }) => text)).toEqual(["您提到的单位不是所引条款载明的责任单位。"]);
    expect(isWrong).toBe(areWrong);
  });
});
