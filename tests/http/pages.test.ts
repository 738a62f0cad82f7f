import { describe, expect, test } from "vitest";
import type { PageAssets } from "../../src/http/page-assets.ts";
import { smallService } from "./small-service.ts";

const files = new Map([
  [
    "/",
    { body: "<!doctype html><title>条文</title>", contentType: "text/html; charset=utf-8", etag: '"page1"' },
  ],
  [
    "/app.js",
    { body: new TextEncoder().encode("export {};"), contentType: "text/javascript", etag: '"script1"' },
  ],
  ["/healthz", { body: "not this one", contentType: "text/plain", etag: '"x"' }],
]);
const pages: PageAssets = { get: async (path) => files.get(path) ?? null };
const { app, log } = smallService({ pages });

test("pages are served under a policy that lets them use this service alone", async () => {
  const response = await app.request("/?utm=1");
  expect([response.status, await response.text()]).toEqual([200, "<!doctype html><title>条文</title>"]);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(log.lines.at(-1)?.fields["route"]).toBe("pages");
});

test("bytes come as they are", async () => {
  const response = await app.request("/app.js");
  expect([response.headers.get("content-type"), await response.text()]).toEqual([
    "text/javascript",
    "export {};",
  ]);
});

test("a page that the reader has is not sent again", async () => {
  const response = await app.request("/", { headers: { "if-none-match": '"page1"' } });
  expect([response.status, response.headers.get("etag"), await response.text()]).toEqual([
    304,
    '"page1"',
    "",
  ]);
});

// Browsers replace a stored page's policy by the one of the 304: the second visit to a page once ran no script.
test.each(["/", "/docs"])("%s keeps its policy when it is not sent again", async (path) => {
  const first = await app.request(path);
  const again = await app.request(path, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
  expect(again.headers.get("content-security-policy")).toBe(first.headers.get("content-security-policy"));
});

test("HEAD gives the headers of a page", async () => {
  const response = await app.request("/", { method: "HEAD" });
  expect([response.status, response.headers.get("etag"), await response.text()]).toEqual([
    200,
    '"page1"',
    "",
  ]);
});

describe("the API comes first", () => {
  test("a page cannot stand in front of a route", async () => {
    expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok" });
  });

  test("a page is read, not written", async () => {
    const response = await app.request("/", { method: "POST", body: "x" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  });

  test("what is no page is a problem", async () => {
    const response = await app.request("/nothing");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "application/problem+json; charset=utf-8",
    ]);
  });
});
