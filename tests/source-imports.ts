export interface SourceImport {
  /** As written: `../domain/answer.ts`, `node:fs`; null for a dynamic import whose path is worked out at run time. */
  readonly specifier: string | null;
  /** Erased before anything runs. */
  readonly typesOnly: boolean;
}

/** `import … from`, `export … from` and `import "…"` begin a line in formatted code and in bundles. */
const declarations =
  /^(?:import|export)\s+(?:(?<type>type\s)?(?<names>[\w$*{},\s]+?)\s*from\s*)?["'](?<specifier>[^"'\n]+)["']/gm;
const dynamicImports = /(?<![\w$.])import\s*\(\s*(?:["'](?<specifier>[^"'\n]+)["'])?/g;

/** Every module a source names, in whatever form. */
export function importsOf(source: string): SourceImport[] {
  const code = withoutComments(source);
  const declared = [...code.matchAll(declarations)].map(({ groups = {} }) => ({
    specifier: groups["specifier"] ?? null,
    typesOnly: groups["type"] !== undefined || namesTypesAlone(groups["names"]),
  }));
  const dynamic = [...code.matchAll(dynamicImports)].map(({ groups = {} }) => ({
    specifier: groups["specifier"] ?? null,
    typesOnly: false,
  }));
  return [...declared, ...dynamic];
}

/** `{ type Answer, type Citation }` */
function namesTypesAlone(names: string | undefined): boolean {
  const braced = names?.match(/^\{(?<list>[^}]*)\}$/)?.groups?.["list"];
  if (braced === undefined) return false;
  const list = braced
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return list.length > 0 && list.every((name) => name.startsWith("type "));
}

/** A comment stands alone or after a space; `https://` and `**\/*` in texts are none. */
export function withoutComments(source: string): string {
  return source.replace(/(?<=^|\s)(?:\/\*[\s\S]*?\*\/|\/\/.*)/gm, "");
}
