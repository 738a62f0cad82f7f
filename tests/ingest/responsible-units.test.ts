import { describe, expect, it } from "vitest";
import { sliceSpan } from "../../src/domain/text-span.ts";
import { findUnitStatements } from "../../src/ingest/responsible-units.ts";

function units(text: string): string[] {
  return findUnitStatements(text, { start: 0, end: text.length }).flatMap((statement) =>
    statement.units.map((unit) => {
      expect(sliceSpan(text, unit.span)).toBe(unit.name);
      return unit.role === "responsible" ? unit.name : `${unit.name} ${unit.role}`;
    }),
  );
}

describe("findUnitStatements", () => {
  it.each([
    ["做好。(责任单位:区发改局、区财政局)", ["区发改局", "区财政局"]],
    ["做好。（责任单位：区发改局，区财政局 区人社局）", ["区发改局", "区财政局", "区人社局"]],
    ["做好。[责任部门:区发改局;区财政局]", ["区发改局", "区财政局"]],
    ["做好。【责任科室】产业科、财务科", ["产业科", "财务科"]],
    ["做好。\n责任单位：区科技局。", ["区科技局"]],
    ["做好。责任单位：区科技局", ["区科技局"]],
    ["做好。\n责任单位:\n区科技局、区财政局", ["区科技局", "区财政局"]],
    ["做好。\n责任单位 区科技局、区财政局", ["区科技局", "区财政局"]],
    ["做好。(责 任 单 位:区科技局)", ["区科技局"]],
    ["做好。(责任单位:区科技局等)", ["区科技局"]],
    ["做好。(责任单位:区科技局、区财政局等有关部门)", ["区科技局", "区财政局"]],
    ["做好。(责任单位:区科技局", ["区科技局"]],
  ])("reads %j", (text, expected) => expect(units(text)).toEqual(expected));

  it.each([
    [
      "【牵头单位:区发改局;配合单位:区财政局、区税务局等】",
      ["区发改局 lead", "区财政局 support", "区税务局 support"],
    ],
    ["牵头单位:区发改局\n配合单位:各镇(街道)", ["区发改局 lead", "各镇(街道) support"]],
    ["牵头单位：市科技局  责任单位：市财政局", ["市科技局 lead", "市财政局"]],
    ["(牵头单位:区发改局,责任单位:区财政局,各镇街)", ["区发改局 lead", "区财政局", "各镇街"]],
    ["责任单位:区发改局(牵头)、区财政局(配合)、区统计局", ["区发改局 lead", "区财政局 support", "区统计局"]],
    [
      "做好。(区政务局牵头,区发改局、区级相关部门配合)",
      ["区政务局 lead", "区发改局 support", "区级相关部门 support"],
    ],
    ["政策(由区农业农村局、区发改局牵头实施)", ["区农业农村局 lead", "区发改局 lead"]],
    ["做好。(市发改委牵头,市财政局、市科技局等按职责分工负责)", ["市发改委 lead", "市财政局", "市科技局"]],
    ["做好。(市工业和信息化局、市财政局)", ["市工业和信息化局", "市财政局"]],
  ])("tells who leads: %j", (text, expected) => expect(units(text)).toEqual(expected));

  it.each([
    ["(责任单位:市规划和自然资源局临安分局)", ["市规划和自然资源局临安分局"]],
    ["(责任单位:区文化和广电旅游体育局和区科技局)", ["区文化和广电旅游体育局", "区科技局"]],
    ["(责任单位:市发改委及市财政局)", ["市发改委", "市财政局"]],
    ["(责任单位:各县(市、区)人民政府)", ["各县(市、区)人民政府"]],
    ["(责任单位:各区、县(市)政府,市发改委)", ["各区、县(市)政府", "市发改委"]],
    ["(责任单位:市司法局(市行政执法指挥中心)、市级各部门)", ["市司法局(市行政执法指挥中心)", "市级各部门"]],
  ])("keeps names whole: %j", (text, expected) => expect(units(text)).toEqual(expected));

  it("passes over keys that name no units", () => {
    expect(units("(责任单位:区发改局;完成时限:2024年12月;联系电话:0571-1)")).toEqual(["区发改局"]);
  });

  it.each([
    "明确责任单位:各部门都要落实。",
    "列第一位的责任单位为牵头单位或汇总单位。",
    "组织评审(由第三方机构负责)后公示。",
    "对企业(含个体工商户)给予奖励。(具体办法另行制定)",
  ])("finds none in %j", (text) => expect(units(text)).toEqual([]));
});
