import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, type SourceImport, withoutComments } from "./source-imports.ts";

const root = join(import.meta.dirname, "..");

interface SourceFile {
  /** From the project's folder: `src/domain/answer.ts`. */
  readonly path: string;
  readonly source: string;
  readonly imports: readonly SourceImport[];
}

interface Rule {
  readonly name: string;
  /** One line for each breach: where, what, and what to do. */
  readonly breaches: (file: SourceFile) => string[];
  /** A file that breaks the rule, so that a rule that has gone blind is noticed. */
  readonly broken: SourceFile;
}

/** What each part of the core may import beside itself: the house's floors, from the ground up. */
const floors: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  ingest: ["domain"],
  search: ["domain"],
  answering: ["domain", "ingest", "search"],
  eligibility: ["domain", "ingest", "search"],
  knowledge: ["domain", "ingest", "search"],
  http: ["domain", "ingest", "search", "answering", "eligibility", "knowledge"],
};

/** Packages that run in workerd and in Node alike, by the part of the core that may use them. */
const corePackages: Readonly<Record<string, readonly string[]>> = {
  domain: ["zod"],
  ingest: ["zod"],
  search: ["zod"],
  answering: ["zod", "opencc-js", "pinyin-pro"],
  eligibility: ["zod"],
  knowledge: ["zod"],
  http: ["zod", "hono", "@hono/zod-openapi"],
};

/** Parts that run in Node alone; all others run in workerd too. */
const nodeParts: readonly string[] = ["adapters/node", "adapters/postgres", "entry"];

/** It puts other adapters together for a machine with Node, and packs what those of Workers read. */
const composingAdapter = "adapters/node";

/** `domain`, `adapters/node`; a part is what the rules speak of. */
function partOf(path: string): string {
  const [, floor = "", technology = ""] = path.split("/");
  return floor === "adapters" ? `${floor}/${technology}` : floor;
}

function isCore(path: string): boolean {
  return partOf(path) in floors;
}

/** Where a relative import leads, from the project's folder; null for packages. */
function targetOf(file: SourceFile, specifier: string): string | null {
  return specifier.startsWith(".") ? posix.join(posix.dirname(file.path), specifier) : null;
}

function relativeTargets(file: SourceFile): string[] {
  return file.imports.flatMap(({ specifier }) =>
    specifier === null ? [] : (targetOf(file, specifier) ?? []),
  );
}

function packagesOf(file: SourceFile): string[] {
  return file.imports.flatMap(({ specifier }) =>
    specifier === null || specifier.startsWith(".") ? [] : [specifier],
  );
}

/** `hono/cors` → `hono`, `@hono/zod-openapi` → itself. */
function packageName(specifier: string): string {
  const [first = "", second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

function sample(path: string, source: string): SourceFile {
  return { path, source, imports: importsOf(source) };
}

const rules: readonly Rule[] = [
  {
    name: "the core's floors import downwards only",
    breaches: (file) =>
      relativeTargets(file)
        .filter((target) => target.startsWith("src/") && isCore(file.path))
        .filter((target) => {
          const [from, to] = [partOf(file.path), partOf(target)];
          return from !== to && !floors[from]?.includes(to);
        })
        .map(
          (target) =>
            `${file.path} imports ${target}: ${partOf(file.path)} may import ${floors[partOf(file.path)]?.join(", ") || "nothing but itself"}. Declare what it needs as a type beside it (a port) and let an upper floor, an adapter or an entry pass it in.`,
        ),
    broken: sample("src/domain/answer.ts", 'import type { Readiness } from "../http/readiness.ts";'),
  },
  {
    name: "an adapter never imports another technology's adapter",
    breaches: (file) =>
      relativeTargets(file)
        .filter((target) => partOf(file.path).startsWith("adapters/") && target.startsWith("src/adapters/"))
        .filter((target) => partOf(target) !== partOf(file.path) && partOf(file.path) !== composingAdapter)
        .map(
          (target) =>
            `${file.path} imports ${target}: take the port from the core instead, or put both together in an entry or in src/${composingAdapter}, which alone composes.`,
        ),
    broken: sample(
      "src/adapters/workers/pages.ts",
      'import { readPageAssets } from "../node/page-assets.ts";',
    ),
  },
  {
    name: "only tests and evaluations import an entry, and src imports neither tests nor evaluations",
    breaches: (file) =>
      relativeTargets(file)
        .filter((target) => !target.startsWith("src/") || partOf(target) === "entry")
        // What a build packs stands outside src and is data.
        .filter((target) => !(partOf(file.path) === "entry" && target.startsWith("dist/worker/")))
        .map(
          (target) =>
            `${file.path} imports ${target}: move what both need into the part of src that it belongs to.`,
        ),
    broken: sample("src/search/lexicon.ts", 'import words from "../../evals/questions/words.json";'),
  },
  {
    name: "src reads nothing of the evaluations",
    breaches: (file) =>
      /["'`][^"'`\n]*\bevals\//.test(withoutComments(file.source))
        ? [
            `${file.path} names a path in evals/: a product that has seen the questions proves nothing. Learn from corpus/ and keep what was learnt beside the code that uses it.`,
          ]
        : [],
    broken: sample("src/search/words.ts", 'const path = "evals/questions/dev.jsonl";'),
  },
  {
    name: "the core uses the packages of its floor only",
    breaches: (file) =>
      packagesOf(file)
        .filter((specifier) => isCore(file.path) && !specifier.startsWith("node:"))
        .filter((specifier) => !corePackages[partOf(file.path)]?.includes(packageName(specifier)))
        .map(
          (specifier) =>
            `${file.path} imports ${specifier}: ${partOf(file.path)} uses ${corePackages[partOf(file.path)]?.join(", ")} alone. Put a port beside the code and the package into src/adapters/<technology>/, or, if it runs in workerd too and belongs here, add it to corePackages in this test.`,
        ),
    broken: sample("src/domain/figure.ts", 'import { Converter } from "opencc-js/t2cn";'),
  },
  {
    name: "what runs in workerd uses no Node built-in and no native module",
    breaches: (file) => {
      if (nodeParts.includes(partOf(file.path))) return [];
      const advice =
        "workerd has none of it. Use a Web standard (crypto.subtle, TextEncoder, Uint8Array), or put a port here and its implementation into src/adapters/node.";
      const modules = packagesOf(file)
        .filter((specifier) => specifier.startsWith("node:") || packageName(specifier) === "hnswlib-node")
        .map((specifier) => `${file.path} imports ${specifier}: ${advice}`);
      const globals = [...withoutComments(file.source).matchAll(nodeGlobals)].map(
        ([name]) => `${file.path} uses ${name}: ${advice}`,
      );
      return [...modules, ...globals];
    },
    broken: sample("src/http/app.ts", "const port = process.env.PORT;"),
  },
  {
    name: "the scripts of pages import one another, and types from elsewhere",
    breaches: (file) =>
      file.path.startsWith("src/http/pages/client/")
        ? file.imports
            .filter(({ typesOnly }) => !typesOnly)
            .filter(
              ({ specifier }) =>
                specifier === null || !(targetOf(file, specifier) ?? "").startsWith("src/http/pages/client/"),
            )
            .map(
              ({ specifier }) =>
                `${file.path} imports ${specifier}: the browser is served nothing else. Import its types only (import type), or move what runs into src/http/pages/client.`,
            )
        : [],
    broken: sample(
      "src/http/pages/client/main.ts",
      'import { answerSchema } from "../../../domain/answer.ts";',
    ),
  },
  {
    name: "a step of the answering pipeline imports no other step",
    breaches: (file) =>
      file.path.startsWith(stepsFolder)
        ? relativeTargets(file)
            .filter((target) => target.startsWith(stepsFolder))
            .map(
              (target) =>
                `${file.path} imports ${target}: steps meet in the context alone. Pass the value through AnsweringContext, or move what both use to src/answering.`,
            )
        : [],
    broken: sample("src/answering/steps/one.ts", 'import { two } from "./two.ts";'),
  },
  {
    name: "an entry stays under 60 lines",
    breaches: (file) => {
      const lines = file.source.split("\n").length - 1;
      return partOf(file.path) === "entry" && lines >= 60
        ? [`${file.path} has ${lines} lines: an entry only chooses. Move what it does into an adapter.`]
        : [];
    },
    broken: sample("src/entry/node.ts", "await start();\n".repeat(60)),
  },
  {
    name: "no file is named for holding anything at all",
    breaches: ({ path }) =>
      /(?:^|[/.-])(?:utils?|helpers?|misc|manager)(?:[/.-])/.test(path)
        ? [`${path} says nothing of what it holds: name it after its one idea, or split it.`]
        : [],
    broken: sample("src/search/text-utils.ts", ""),
  },
  {
    name: "every imported path is written out",
    breaches: (file) =>
      file.imports
        .filter(({ specifier }) => specifier === null)
        .map(
          () =>
            `${file.path} works out a path to import: write it out, so that bundles and this test see it.`,
        ),
    broken: sample("src/http/app.ts", "const module = await import(path);"),
  },
];

const stepsFolder = "src/answering/steps/";
const nodeGlobals =
  /(?<![\w$.])(?:process\s*\??[.[]|Buffer\s*[.(]|require\s*\(|__dirname\b|import\.meta\.(?:dir|file)name)/g;

async function sourceFiles(): Promise<SourceFile[]> {
  const names = await readdir(join(root, "src"), { recursive: true });
  const paths = names.filter((name) => name.endsWith(".ts")).map((name) => posix.join("src", name));
  return Promise.all(paths.map(async (path) => sample(path, await readFile(join(root, path), "utf8"))));
}

const files = await sourceFiles();

describe.for(rules)("$name", ({ breaches, broken }) => {
  test("everywhere in src", () => {
    expect(files.flatMap(breaches)).toEqual([]);
  });
  test("or this test says so", () => {
    expect(breaches(broken)).toEqual([expect.stringContaining(`${broken.path} `)]);
  });
});

test("every part of src has its place in the house", () => {
  const known = (part: string): boolean => part in floors || part === "entry" || part.startsWith("adapters/");
  const strange = files.map(({ path }) => path).filter((path) => !known(partOf(path)));
  expect(strange, "give the new folder its floor in this test, or move the file").toEqual([]);
});

test("every import that was read leads to a file that is there", async () => {
  const present = new Set([
    ...files.map(({ path }) => path),
    ...(await readdir(join(root, "src"), { recursive: true }))
      .filter((name) => name.endsWith(".json"))
      .map((name) => posix.join("src", name)),
  ]);
  const lost = files.flatMap((file) =>
    relativeTargets(file).filter((target) => target.startsWith("src/") && !present.has(target)),
  );
  expect(lost).toEqual([]);
});
