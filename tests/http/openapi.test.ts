import { describe, expect, test } from "vitest";
import * as z from "zod";
import { smallService } from "./small-service.ts";

const { app } = smallService({
  pages: { get: async () => null },
  corsOrigins: ["https://www.example.gov.cn"],
});
const text = await (await app.request("/openapi.json")).text();
const document = z
  .looseObject({
    openapi: z.string(),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.looseObject({ operationId: z.string(), tags: z.array(z.string()) })),
    ),
    components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
  })
  .parse(JSON.parse(text));

test("it is OpenAPI 3.1", () => {
  expect(document.openapi).toBe("3.1.0");
});

test("every route of the app is in it, and nothing else", () => {
  const routes = app.routes
    .filter(({ method, path }) => method !== "ALL" && path !== "/docs/reference.css")
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`);
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(new Set(described)).toEqual(new Set(routes));
  expect(described.length).toBeGreaterThanOrEqual(10);
});

test("every reference leads somewhere, and every schema is used", () => {
  const references = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name),
  );
  const schemas = new Set(Object.keys(document.components.schemas));
  expect(references).toEqual(schemas);
  expect(text.match(/"\$ref"/g)).toHaveLength(text.match(/"\$ref":"#\/components\/schemas\//g)?.length ?? 0);
});

test("no schema asks for a named one and for null at once, as nullable() of a named enum is written", () => {
  for (const [, parts] of text.matchAll(/"allOf":(\[.*?\])/g)) expect(parts).not.toContain('"null"');
});

test("operations have names of their own", () => {
  const names = Object.values(document.paths).flatMap((operations) =>
    Object.values(operations).map(({ operationId }) => operationId),
  );
  expect(new Set(names).size).toBe(names.length);
});

test("path parameters are declared, and only those", () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values(operations)) {
      const declared = z
        .array(z.object({ name: z.string(), in: z.literal("path"), required: z.literal(true) }))
        .default([])
        .parse(operation["parameters"]);
      expect(declared.map(({ name }) => name)).toEqual(inPath);
    }
  }
});

test("calls with a body tell every way in which it can be refused", () => {
  for (const path of ["/v1/ask", "/v1/eligibility", "/v1/search"]) {
    const responses = z.record(z.string(), z.unknown()).parse(document.paths[path]?.["post"]?.["responses"]);
    expect(Object.keys(responses)).toEqual(["200", "400", "413", "415", "422", "500", "503"]);
  }
});

test("what validates is what is described", () => {
  expect(document.components.schemas["AskRequest"]).toMatchObject({
    type: "object",
    required: ["question"],
    properties: {
      question: { type: "string" },
      mode: { enum: ["auto", "extractive", "generative"], default: "auto" },
      documentIds: { type: "array", minItems: 1, maxItems: 100 },
    },
  });
  expect(document.components.schemas["SearchRequest"]).toMatchObject({
    properties: { limit: { type: "integer", minimum: 1, maximum: 50, default: 10 } },
  });
});

describe("the reference page", async () => {
  const response = await app.request("/docs");
  const page = await response.text();

  test("shows every operation with a curl example", () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      expect(page).toContain(`<code>${path}</code>`);
      for (const { operationId } of Object.values(operations))
        expect(page).toContain(`<h3 id="${operationId}">`);
    }
    expect(page.match(/curl /g)?.length).toBeGreaterThanOrEqual(Object.keys(document.paths).length);
    expect(page).toContain("&quot;$BASE/v1/clauses/lin-an-2024/18&quot;");
    expect(page).not.toContain("undefined");
    expect(page).not.toContain("[object");
  });

  test("links only to sections that are there", () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect(ids).toContain(link);
  });

  test("needs no script and asks nobody else for anything", () => {
    expect(page).not.toMatch(/<script|javascript:|style="| on\w+="|(src|href)="(https?:)?\/\//);
    expect(response.headers.get("content-security-policy")).toContain(
      "default-src 'none'; script-src 'self'",
    );
  });

  test("has its stylesheet", async () => {
    const style = await app.request("/docs/reference.css");
    expect([style.status, style.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(await style.text()).not.toMatch(/url\(|@import/);
  });

  test("the examples it shows work", async () => {
    for (const [, path, json] of page.matchAll(
      /curl &quot;\$BASE([^&]+)&quot; \\\n {2}--json &#39;(.+?)&#39;/g,
    )) {
      const body = (json ?? "").replaceAll("&quot;", '"');
      const answer = await app.request(path ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });
});
