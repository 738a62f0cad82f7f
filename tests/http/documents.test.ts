import { describe, expect, test } from "vitest";
import * as z from "zod";
import { searchResultSchema } from "../../src/domain/ask.ts";
import { clauseSchema, documentSchema, documentSummarySchema } from "../../src/http/document-resources.ts";
import { smallDocument } from "./small-corpus.ts";
import { postJson, smallService } from "./small-service.ts";

const { app } = smallService();
const document = smallDocument("shi-li-2024");

test("the list of documents tells each one's place, time and size", async () => {
  const response = await app.request("/v1/documents");
  const { documents } = z.object({ documents: z.array(documentSummarySchema) }).parse(await response.json());
  expect(documents.map(({ id }) => id)).toEqual(["shi-li-2024", "shi-li-2025"]);
  expect(documents[0]).toEqual({
    id: "shi-li-2024",
    title: "关于推动示例区经济发展若干政策",
    issuer: "示例区人民政府",
    documentNumber: null,
    date: null,
    region: { name: "示例省示例市示例区", shortNames: ["示例区"] },
    status: "issued",
    validity: { from: "2024-01-01", until: "2024-12-31", state: "expired" },
    references: [{ title: "示例省若干政策", documentNumber: "示政发〔2024〕4号", relation: "implements" }],
    counts: { chapters: 1, clauses: 2, units: 3 },
    suggestedQuestions: [{ audience: "resident", question: "加装电梯找谁?" }],
  });
});

test("validity is told for today", async () => {
  const during = smallService({ now: () => new Date("2024-12-31T15:59:59Z") }).app;
  const after = smallService({ now: () => new Date("2024-12-31T16:00:00Z") }).app;
  const stateIn = async (service: typeof app) =>
    documentSchema.parse(await (await service.request("/v1/documents/shi-li-2024")).json()).validity.state;
  expect([await stateIn(during), await stateIn(after)]).toEqual(["in_force", "expired"]);
});

test("a document is given whole, its offsets pointing into the source it names", async () => {
  const whole = documentSchema.parse(await (await app.request("/v1/documents/shi-li-2024")).json());
  expect(whole.provisions).toEqual(document.provisions);
  expect(whole.validityStatedIn).toBe("本通知2024年全年有效。");
  const response = await app.request(whole.sourceUrl);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; charset=utf-8$/i);
  const source = await response.text();
  for (const { text, textSpan } of whole.provisions) {
    expect(source.slice(textSpan.start, textSpan.end)).toBe(text);
  }
});

describe("one clause", () => {
  test.each([
    ["1", "clause"],
    ["2", "clause"],
    ["preamble", "preamble"],
    ["chapter-1", "chapter"],
    ["closing", "closing"],
  ])("%s, with the range of the source in which its quotes stand", async (number, kind) => {
    const response = await app.request(`/v1/clauses/shi-li-2024/${number}`);
    const clause = clauseSchema.parse(await response.json());
    expect([clause.id, clause.kind]).toEqual([`shi-li-2024/${number}`, kind]);
    const source = await (await app.request(clause.source.url)).text();
    expect(source.slice(clause.source.start, clause.source.end)).toBe(clause.source.text);
    expect(clause.source.text).toContain(clause.text);
    for (const { name } of clause.units) expect(clause.source.text).toContain(name);
  });

  test.each([
    ["preamble", null, "shi-li-2024/1"],
    ["1", null, "shi-li-2024/2"],
    ["2", "shi-li-2024/1", null],
    ["closing", "shi-li-2024/2", null],
  ])("%s names the clauses before and after it", async (number, previous, next) => {
    const clause = clauseSchema.parse(await (await app.request(`/v1/clauses/shi-li-2024/${number}`)).json());
    expect([clause.previous?.id ?? null, clause.next?.id ?? null]).toEqual([previous, next]);
  });

  test.each(["0", "01", "1 ", "3", "(一)", "..", "chapter-2", "__proto__"])(
    "%s is not there",
    async (number) => {
      const response = await app.request(`/v1/clauses/shi-li-2024/${encodeURIComponent(number)}`);
      expect(response.status).toBe(404);
    },
  );
});

describe("what can be kept", () => {
  const paths = [
    "/v1/documents",
    "/v1/documents/shi-li-2024",
    "/v1/documents/shi-li-2024/source",
    "/v1/clauses/shi-li-2024/1",
    "/openapi.json",
    "/docs",
    "/docs/reference.css",
  ];

  test.each(paths)("%s has an ETag and is not sent again to who has it", async (path) => {
    const first = await app.request(path);
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]+"$/);
    const again = await app.request(path, { headers: { "if-none-match": `"other", W/${tag}` } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
    expect(again.headers.get("x-request-id")).not.toBeNull();
    const other = await app.request(path, { headers: { "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
  });

  test.each(paths)("HEAD of %s is its headers alone", async (path) => {
    const got = await app.request(path);
    const head = await app.request(path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const name of ["content-type", "etag", "cache-control"]) {
      expect(head.headers.get(name)).toBe(got.headers.get(name));
    }
  });

  test("a clause's tag changes when its document runs out", async () => {
    const tagOn = async (day: string) => {
      const service = smallService({ now: () => new Date(day) });
      return (await service.app.request("/v1/clauses/shi-li-2024/1")).headers.get("etag");
    };
    expect(await tagOn("2024-06-01")).toBe(await tagOn("2024-07-01"));
    expect(await tagOn("2024-06-01")).not.toBe(await tagOn("2025-06-01"));
  });
});

describe("search", () => {
  const search = async (body: unknown) => {
    const response = await app.request("/v1/search", postJson(body));
    expect(response.status).toBe(200);
    return z.object({ results: z.array(searchResultSchema) }).parse(await response.json()).results;
  };

  test("ranks clauses and says why", async () => {
    const [first] = await search({ query: "加装电梯" });
    expect(first).toMatchObject({
      clauseId: "shi-li-2024/2",
      clauseNumber: 2,
      clauseLabel: "(二)",
      responsibleUnits: ["区住建局", "区财政局"],
      explanation: { fused: { rank: 1 } },
    });
  });

  test("gives at most as many as asked for, 10 if not said", async () => {
    expect(await search({ query: "高新技术企业加装电梯", limit: 1 })).toHaveLength(1);
    expect((await search({ query: "高新技术企业加装电梯" })).length).toBeGreaterThan(1);
  });

  test("keeps to the documents asked for", async () => {
    const results = await search({ query: "加装电梯", documentIds: ["shi-li-2025"] });
    expect(new Set(results.map(({ documentId }) => documentId))).toEqual(new Set(["shi-li-2025"]));
  });

  test("searches for the normal form of the query", async () => {
    expect(await search({ query: "加\u200b装电\0梯" })).toEqual(await search({ query: "加装电梯" }));
  });
});
