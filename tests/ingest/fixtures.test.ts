import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ingestReport } from "../../src/ingest/ingest-report.ts";
import { parseDocument } from "../../src/ingest/parse-document.ts";

const folder = new URL("./fixtures/", import.meta.url);
const documents = readdirSync(folder).filter((name) => /\.(?:txt|md)$/u.test(name));

/** Documents in the shapes that governments publish, each with what it says beside it. */
describe("documents of other shapes", () => {
  it.each(documents)("%s", (name) => {
    const source = readFileSync(new URL(name, folder), "utf8");
    const expected = JSON.parse(readFileSync(new URL(name.replace(/\.\w+$/u, ".json"), folder), "utf8"));
    const parsed = parseDocument(source, { documentId: "fixture" });
    expect(ingestReport(parsed)).toEqual(expected.report);
    expect(parsed.provisions.map((provision) => provision.id.replace("fixture/", ""))).toEqual(
      expected.provisions,
    );
    expect(parsed.matter.map((matter) => matter.kind)).toEqual(expected.matter);
  });
});
