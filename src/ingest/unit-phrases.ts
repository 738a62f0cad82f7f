import type { ResponsibleUnit, UnitRole } from "../domain/document.ts";
import { anyOf, officialWords } from "./official-words.ts";
import { looksLikeUnit, readUnitList } from "./unit-names.ts";

const { responsible, lead, support } = officialWords.roles;

/** Source of a pattern for the words before a list of units; its named groups tell the role. */
export const rolePattern = `(?:(?<lead>${anyOf(lead)})|(?<support>${anyOf(support)})|(?<responsible>${anyOf(responsible)}))`;

const blank = "[ \\t\\u3000]*";
const note = "(?:[(（][^()（）:：]{1,20}[)）])?";
/** Source of a pattern for a role word and the colon after it: `责任单位:`, `【牵头单位】`, `**责任单位**:`. */
export const roleKeyPattern = `\\**[【\\[]?(?:本条|政策)?${rolePattern}\\**${blank}${note}${blank}(?:(?:为|是)?${blank}[:：]|[】\\]]${blank}[:：]?)${blank}\\**`;

export function roleOf(match: RegExpMatchArray): UnitRole {
  if (match.groups?.["lead"] !== undefined) return "lead";
  return match.groups?.["support"] !== undefined ? "support" : "responsible";
}

const keyAtStart = new RegExp(`^\\s*(?:注[:：])?${roleKeyPattern}`, "u");
const keyWithoutColon = new RegExp(`^\\s*${rolePattern}[ \\t\\u3000]+`, "u");
const innerKey = new RegExp(`(?<=[,，;；、。\\s]|[)）])${roleKeyPattern}`, "gu");
/** Keys of the same statement that name no units: 完成时限:2024年12月;联系电话:… */
const otherKey = /^[\s\u3000]*(?:[\u4e00-\u9fa5]{2,8}|[一-龥](?:[ \u3000]+[一-龥]){1,3})[ \u3000]*[:：]/u;

/** The units of `责任单位:A、B;配合单位:C`, or null when the text does not begin with such a key. */
export function readKeyedUnits(text: string, offset: number): ResponsibleUnit[] | null {
  const match = keyAtStart.exec(text);
  if (match !== null)
    return readSegments(text.slice(match[0].length), offset + match[0].length, roleOf(match));
  const spaced = keyWithoutColon.exec(text);
  if (spaced === null) return null;
  const units = readUnitList(text.slice(spaced[0].length), offset + spaced[0].length, roleOf(spaced));
  return allAreNames(units) ? units : null;
}

/** Lists of units parted by further keys; what stands under keys that name no units is passed over. */
export function readSegments(text: string, offset: number, firstRole: UnitRole): ResponsibleUnit[] {
  const units: ResponsibleUnit[] = [];
  let role: UnitRole = firstRole;
  let start = 0;
  for (const match of [...text.matchAll(innerKey), null]) {
    const segment = text.slice(start, match?.index ?? text.length);
    const list = withoutOtherKeys(segment);
    // 责任单位:A牵头,B、C配合 tells the roles itself.
    const phrase = role === "responsible" ? readUnitPhrase(list, offset + start) : null;
    for (const unit of phrase ?? readUnitList(list, offset + start, role)) {
      if (!units.some((other) => other.name === unit.name && other.role === unit.role)) units.push(unit);
    }
    if (match === null) break;
    role = roleOf(match);
    start = match.index + match[0].length;
  }
  return units;
}

function withoutOtherKeys(segment: string): string {
  if (otherKey.test(segment)) return "";
  for (const match of segment.matchAll(/[;；,，。\s\u3000]/gu)) {
    if (otherKey.test(segment.slice(match.index + 1))) return segment.slice(0, match.index);
  }
  return segment;
}

const verb = "(?:牵头|配合|负责|协助|协同|参与|协办|主办)";
const afterVerb = "(?:抓好)?(?:组织)?(?:实施|落实|负责|办理|推进|抓总)?";
const verbAtEnd = new RegExp(`${verb}${afterVerb}(?:[,，](?:以)?下同)?[。]?$`, "u");
const leadVerb = new RegExp(`(?:牵头|主办)${afterVerb}[。]?$`, "u");
const supportVerb = new RegExp(`(?:配合|协助|协同|参与|协办)${afterVerb}[。]?$`, "u");
const phraseEnd = new RegExp(`(?<=${verb}${afterVerb})[,，;；、]|$`, "gu");

/** `由A、B牵头实施`, `A牵头,B、C配合`, `A、B按职责分工负责`; null for a sentence that is no such phrase. */
export function readUnitPhrase(text: string, offset: number): ResponsibleUnit[] | null {
  if (!verbAtEnd.test(text.trim())) return null;
  const units: ResponsibleUnit[] = [];
  let start = 0;
  for (const match of text.matchAll(phraseEnd)) {
    const part = text.slice(start, match.index);
    const role = leadVerb.test(part.trim())
      ? "lead"
      : supportVerb.test(part.trim())
        ? "support"
        : "responsible";
    const named = readUnitList(part, offset + start, role);
    if (part.trim() !== "" && !/^[以]?下同$/u.test(part.trim())) {
      if (!allAreNames(named)) return null;
      units.push(...named);
    }
    start = match.index + match[0].length;
  }
  return units.length > 0 ? units : null;
}

/** `区发改局、区财政局` and nothing else. */
export function readBareNames(text: string, offset: number): ResponsibleUnit[] | null {
  const units = readUnitList(text, offset, "responsible");
  return allAreNames(units) && units.every((unit) => unit.name.length <= 25) ? units : null;
}

export function allAreNames(units: readonly ResponsibleUnit[]): boolean {
  return units.length > 0 && units.every((unit) => looksLikeUnit(unit.name));
}
