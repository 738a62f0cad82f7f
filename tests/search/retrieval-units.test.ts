import { describe, expect, it } from "vitest";
import { locateProvisions, RetrievalUnits } from "../../src/search/retrieval-units.ts";
import { type UnitKind, unitKinds } from "../../src/search/search-settings.ts";
import { buildCorpus, buildDocument } from "./build-document.ts";

const corpus = buildCorpus(
  [
    buildDocument("alpha", [
      {
        title: "支持研发",
        text: "鼓励企业研发。对科技企业给予补助。",
        chapter: "一、科技",
        units: ["区科技局", "区财政局"],
        measures: [{ audience: "科技企业", action: "给予补助" }],
      },
      { title: "公交", text: "新辟公交线路5条。" },
    ]),
    buildDocument("beta", [{ title: "", text: "" }]),
  ],
  { "alpha/2": ["有几条新公交", "公交"] },
);
const provisions = locateProvisions(corpus);

const shown = (...kinds: UnitKind[]): [number, UnitKind, string][] => {
  const units = new RetrievalUnits(provisions, corpus.askings, kinds);
  return Array.from({ length: units.size }, (_, row) => [
    units.provisionOfRow[row] ?? -1,
    units.kind(row),
    units.text(row),
  ]);
};

describe("RetrievalUnits", () => {
  it("gives one row per unit, each pointing to its provision, provisions in reading order", () => {
    expect(shown(...unitKinds)).toEqual([
      [0, "provision", "鼓励企业研发。对科技企业给予补助。"],
      [0, "sentence", "鼓励企业研发。"],
      [0, "sentence", "对科技企业给予补助。"],
      [0, "measure", "科技企业,给予补助"],
      [1, "provision", "新辟公交线路5条。"],
      [1, "asking", "有几条新公交"],
      [1, "asking", "公交"],
      [2, "provision", ""],
    ]);
  });

  it("leaves an only sentence out where its provision is there, and keeps it where not", () => {
    expect(shown("sentence").map(([, , text]) => text)).toContain("新辟公交线路5条。");
  });

  it("puts a unit under its title for those who compare meanings, an asking alone", () => {
    const units = new RetrievalUnits(provisions, corpus.askings, ["sentence", "asking"]);
    expect(units.passage(0)).toBe("支持研发\n鼓励企业研发。");
    expect(units.passage(units.size - 1)).toBe("公交");
  });

  it("fills the fields of the lexical index, the same each time it is gone through", () => {
    const units = new RetrievalUnits(provisions, corpus.askings, ["provision", "asking"]);
    const rows = units.lexicalRows(["document", "chapter", "title", "text", "units", "askings"]);
    const expected = [
      {
        group: 0,
        fields: [
          "alpha政策",
          "一、科技",
          "支持研发",
          "鼓励企业研发。对科技企业给予补助。",
          "区科技局 区财政局",
          "",
        ],
      },
      { group: 1, fields: ["alpha政策", "", "公交", "新辟公交线路5条。", "", "有几条新公交\n公交"] },
      { group: 1, fields: ["", "", "", "有几条新公交", "", ""] },
      { group: 1, fields: ["", "", "", "公交", "", ""] },
      { group: 2, fields: ["beta政策", "", "", "", "", ""] },
    ];
    expect([...rows]).toEqual(expected);
    expect([...rows]).toEqual(expected);
  });
});
