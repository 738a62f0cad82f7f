import { describe, expect, it } from "vitest";
import { readValidity } from "../../src/ingest/validity-statements.ts";

function validity(text: string, date: string | null = null, heading = ""): [string | null, string | null] {
  const { from, until } = readValidity([{ text, heading, nearEnd: true }], date);
  return [from, until];
}

describe("readValidity", () => {
  it.each([
    ["本政策自2024年4月1日起施行,有效期三年。", null, "2024-04-01", "2027-03-31"],
    ["本措施有效期2年,自2024年4月1日起实施。", null, "2024-04-01", "2026-03-31"],
    ["本细则自二〇二四年四月一日起执行,有效期为6个月。", null, "2024-04-01", "2024-09-30"],
    ["本意见自2024年3月1日起实施,试行两年。", null, "2024-03-01", "2026-02-28"],
    ["本办法自2024年5月1日起试行,试行期1年。", null, "2024-05-01", "2025-04-30"],
    ["本办法自2024年1月1日起施行,至2026年12月31日止。", null, "2024-01-01", "2026-12-31"],
    ["本政策有效期为2024年1月1日至2024年12月31日。", null, "2024-01-01", "2024-12-31"],
    ["本政策执行期限为2024-2026年。", null, "2024-01-01", "2026-12-31"],
    ["各项政策除标明期限外,均为2024年全年实施有效。", null, "2024-01-01", "2024-12-31"],
    ["本办法自公布之日起施行。", "2024-03-05", "2024-03-05", null],
    ["本办法自发布之日起30日后施行,有效期5年。", "2024-03-05", "2024-04-04", "2029-04-03"],
    ["本政策自印发之日起一个月后施行。", "2024-01-31", "2024-02-29", null],
    ["本措施自印发之日起施行,有效期至2025年12月。", null, null, "2025-12-31"],
    ["本规定2024年4月1日起施行。", null, "2024-04-01", null],
    ["上述措施执行期限为2024年4月15日至2024年12月31日。", null, "2024-04-15", "2024-12-31"],
    ["自2024年7月1日起施行。原《奖励办法》(2020年1月1日起施行)同时废止。", null, "2024-07-01", null],
  ])("%s", (text, date, from, until) => expect(validity(text, date)).toEqual([from, until]));

  it.each([
    ["高新技术企业资格有效期三年。", null],
    ["本办法自公布之日起施行。", null],
    ["本办法自公布之日起施行,有效期3年。", "2024-03"],
    ["项目自2024年1月1日起开工,2025年12月31日竣工。", null],
  ])("leaves open what %s leaves open", (text, date) => expect(validity(text, date)).toEqual([null, null]));

  it("hears only of the document itself away from its end", () => {
    const sentence = { text: "自2024年1月1日起执行新的标准。", heading: "(三)电价", nearEnd: false };
    expect(readValidity([sentence], null)).toEqual({ from: null, until: null });
  });
});
