import fc from "fast-check";
import { expect, test } from "vitest";
import { problemSchema } from "../../src/http/problems.ts";
import { smallService } from "./small-service.ts";

const { app, log } = smallService();

const path = fc.oneof(
  fc.constantFrom(
    "/v1/ask",
    "/v1/search",
    "/v1/eligibility",
    "/v1/eligibility/schema",
    "/v1/documents",
    "/v1/documents/shi-li-2024",
    "/v1/clauses/shi-li-2024/1",
  ),
  fc.constantFrom("/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"),
  fc
    .array(fc.string({ unit: "binary" }), { maxLength: 4 })
    .map((parts) => `/${parts.map(encodeLoosely).join("/")}`),
  fc.string().map((tail) => `/v1/documents/${encodeURI(tail)}?${encodeURI(tail)}`),
);

function encodeLoosely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant("POST") },
  { weight: 3, arbitrary: fc.constantFrom("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY") },
  {
    weight: 1,
    arbitrary: fc
      .stringMatching(/^[A-Z]{1,8}$/)
      .filter((name) => !["TRACE", "TRACK", "CONNECT"].includes(name)),
  },
);

const bodyText = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: "binary" }),
  fc
    .record(
      {
        question: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
        description: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
        query: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
        limit: fc.oneof(fc.double(), fc.integer()),
        conversationId: fc.string({ unit: "binary" }),
        documentIds: fc.oneof(fc.array(fc.string()), fc.constant(["shi-li-2024"])),
        mode: fc.constantFrom("auto", "extractive", "generative", "other"),
        profile: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body)),
);
const body = fc.oneof(bodyText, fc.uint8Array({ maxLength: 2000 }), fc.constant(undefined));

const headerValue = fc.oneof(
  fc.constantFrom(
    "application/json",
    "text/event-stream",
    "application/json; charset=latin1",
    "gzip",
    "*/*",
    "bytes=0-1",
  ),
  fc.stringMatching(/^[\x21-\x7e\x80-\xff]{0,40}$/),
);
const headers = fc.dictionary(
  fc.constantFrom(
    "accept",
    "accept-language",
    "content-type",
    "content-encoding",
    "content-length",
    "if-none-match",
    "origin",
    "range",
    "x-request-id",
    "x-forwarded-for",
    "cookie",
    "authorization",
  ),
  headerValue,
);

test("no method, path, headers and body whatever cause a 5xx or an answer without an id", async () => {
  await fc.assert(
    fc.asyncProperty(method, path, headers, body, async (method, path, headers, body) => {
      const sends = body !== undefined && method !== "GET" && method !== "HEAD";
      const withType =
        method === "POST" && !("content-type" in headers) ? { "content-type": "application/json" } : {};
      const init: RequestInit = { method, headers: { ...withType, ...headers } };
      if (sends) init.body = body;
      const request = new Request(`http://localhost${path}`, init);
      const response = await app.fetch(request);
      const text = await response.text();
      expect(response.status, text).toBeLessThan(500);
      expect(response.headers.get("x-request-id")).toMatch(/^[\w.:=-]{1,128}$/);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      if (response.status >= 400 && method !== "HEAD") {
        expect(problemSchema.parse(JSON.parse(text)).status).toBe(response.status);
      }
      expect(text).not.toContain("event: error");
    }),
    { numRuns: 1500 },
  );
  expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
});
