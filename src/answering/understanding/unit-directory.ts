import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";

const unitDirectorySchema = z.strictObject({
  units: z.array(
    z.strictObject({
      name: z.string().min(2),
      aliases: z.array(z.string().min(2)),
      document: z.string().min(1).optional(),
    }),
  ),
});
export type UnitDirectoryData = z.infer<typeof unitDirectorySchema>;

export interface UnitMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Finds the units a text names in any usual form and gives them in the document's spelling. */
export interface UnitDirectory {
  mentions(text: string): UnitMention[];
}

/**
 * @param names every unit the corpus prints; each is also known without its leading 区 or 市.
 * @param data aliases that people use; an alias of two units is left out as ambiguous.
 */
export function createUnitDirectory(names: readonly string[], data: UnitDirectoryData): UnitDirectory {
  const byForm = new Map<string, string | null>();
  const add = (form: string, name: string): void => {
    const known = byForm.get(form);
    byForm.set(form, known === undefined || known === name ? name : null);
  };
  for (const name of names) {
    for (const form of officialForms(name)) add(form, name);
  }
  for (const { name, aliases } of data.units) {
    if (names.includes(name)) for (const alias of aliases) add(alias, name);
  }
  const forms = [...byForm].sort(([left], [right]) => right.length - left.length);
  return {
    mentions(text) {
      const found: UnitMention[] = [];
      const isTaken = new Uint8Array(text.length);
      for (const [form, name] of forms) {
        for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
          if (isTaken.subarray(at, at + form.length).includes(1)) continue;
          isTaken.fill(1, at, at + form.length);
          if (name !== null) found.push({ name, start: at, end: at + form.length });
        }
      }
      return found.sort((left, right) => left.start - right.start);
    },
  };
}

/** 区科技局 → 科技局; 市规划和自然资源局临安分局 → 规划和自然资源局临安分局. */
function officialForms(name: string): string[] {
  const bare = name.replace(/^[区市县省]/u, "");
  return bare.length >= 3 ? [name, bare] : [name];
}

/** @param at the file, for the error. */
export function parseUnitDirectory(value: unknown, at: string): UnitDirectoryData {
  const parsed = unitDirectorySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TiaowenError("configuration_invalid", `单位目录格式错误:${z.prettifyError(parsed.error)}`, {
    at,
  });
}
