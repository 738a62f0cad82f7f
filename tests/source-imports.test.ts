import { expect, test } from "vitest";
import { importsOf } from "./source-imports.ts";

test("imports are read in every form, and comments and texts are taken for none", () => {
  const source = `
import "./style.ts";
import value, { type A } from "./value.ts";
import { type B, type C } from './types.ts';
import type { D } from "./more-types.ts";
import * as z from "zod";
import data from "./data.json" with { type: "json" };
export { e } from "./e.ts";
export type { F } from "./f.ts";
export * from "./all.ts";
import {
  g,
  type H,
} from "./long.ts";
export const path = "https://example.org"; // import "./commented.ts";
/*
import "./in-a-comment.ts";
*/
const text = "import x from './text.ts'";
const lazy = await import("./lazy.ts");
`;
  const runs = importsOf(source).map(({ specifier, typesOnly }) => `${specifier} ${typesOnly}`);
  expect(runs).toEqual([
    "./style.ts false",
    "./value.ts false",
    "./types.ts true",
    "./more-types.ts true",
    "zod false",
    "./data.json false",
    "./e.ts false",
    "./f.ts true",
    "./all.ts false",
    "./long.ts false",
    "./lazy.ts false",
  ]);
});
