import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";
import { placeAtEnd, placeAtStart } from "./places.ts";

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
    if (names.includes(name)) for (const alias of aliases.flatMap(spokenForms)) add(alias, name);
  }
  const places = ownPlaces(byForm);
  const forms = [...byForm].sort(([left], [right]) => right.length - left.length);
  return {
    mentions(text) {
      const found: UnitMention[] = [];
      const isTaken = new Uint8Array(text.length);
      for (const [form, name] of forms) {
        for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
          const end = at + form.length;
          if (isTaken.subarray(at, end).includes(1)) continue;
          const before = text.slice(0, at);
          if (canBePartOfWord.test(form) && !standsAlone(before, text.slice(end))) continue;
          isTaken.fill(1, at, end);
          if (name !== null && !isElsewhere(before, form, name, places.get(name)))
            found.push({ name, start: at, end });
        }
      }
      return found.sort((left, right) => left.start - right.start);
    },
  };
}

/** 人社, 发改, 区外办: short, or without the 局 or 委员会 that ends a name, and so found inside other words too. */
const canBePartOfWord = /^.{1,2}$|^.{3,4}(?<![局部会社联协所司行队院心门关处厅网口子线统边])$/u;
const wordBefore =
  /(?:^|[^\p{Script=Han}]|[找问去到是由归跟和与或及给让请把在向叫那这说被各的里中]|[那这哪]个|里面)$/u;
const wordAfter =
  /^(?:$|[^\p{Script=Han}]|[管负责那这边的是有在和与跟及或还说让给要能找牵主来也都系部条干做承涉参任职几出哪什啥怎谁吗呢吧么各]|一[起同块]|共同)/u;

/** 个人社保 names no 人社, 高新区发改造 no 发改: a short form counts between words that do not go on from it. */
function standsAlone(before: string, after: string): boolean {
  return wordBefore.test(before) && wordAfter.test(after);
}

/** 市科技局, 余杭区科技局: a unit of the same kind that belongs to another level or place. */
function isElsewhere(
  before: string,
  form: string,
  name: string,
  own: ReadonlySet<string> | undefined,
): boolean {
  if (placeAtStart(form) !== null) return false;
  const place = placeAtEnd(before);
  if (place !== null && own?.has(place) !== true) return true;
  const level = /[省市县]$/u.exec(before)?.[0];
  return place === null && level !== undefined && !/^[区市县省]/u.test(form) && !name.startsWith(level);
}

/** By unit, the places that its own longer names put before its shorter ones: 临安 before 科技局. */
function ownPlaces(byForm: ReadonlyMap<string, string | null>): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const [form, name] of byForm) {
    if (name === null) continue;
    for (let at = 2; at < form.length - 1; at++) {
      const rest = form.slice(at);
      const isName = byForm.get(rest) === name && placeAtStart(rest) === null;
      const place = isName ? placeAtEnd(form.slice(0, at)) : null;
      if (place !== null) places.set(name, (places.get(name) ?? new Set()).add(place));
    }
  }
  return places;
}

/** 区科技局 → 科技局, 科技口; 市规划和自然资源局临安分局 → 规划和自然资源局临安分局. */
function officialForms(name: string): string[] {
  const bare = name.replace(/^[区市县省]/u, "");
  return bare.length >= 3 ? [name, ...spokenForms(bare)] : [name];
}

/** 国资办 is also 国资部门, 国资口, 国资那边. */
function spokenForms(form: string): string[] {
  const field = /^([^区市县省].{1,4}?)(?:分?局|委员会|[办委部处])$/u.exec(form)?.[1];
  return field === undefined ? [form] : [form, ...fieldEndings.map((ending) => field + ending)];
}

const fieldEndings = ["部门", "口", "口子", "条线", "系统", "那边"];

/** @param at the file, for the error. */
export function parseUnitDirectory(value: unknown, at: string): UnitDirectoryData {
  const parsed = unitDirectorySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TiaowenError("configuration_invalid", `单位目录格式错误:${z.prettifyError(parsed.error)}`, {
    at,
  });
}
