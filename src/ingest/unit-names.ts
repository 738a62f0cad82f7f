import type { ResponsibleUnit, UnitRole } from "../domain/document.ts";
import { anyOf, officialWords } from "./official-words.ts";

const suffix = `(?:${anyOf(officialWords.unitSuffixes)})`;
const endsAsUnit = new RegExp(`${suffix}(?:[(（][^()（）]*[)）])?$`, "u");
const leadMark = "(?:总?牵头(?:单位|部门|负责|实施)?|主办|主责|牵头抓总)";
const supportMark = "(?:配合|协办|协助|协同|参与|参加)(?:单位|部门|实施|落实)?";
const bracketedMark = new RegExp(
  `[(（\\[【〔]\\s*(?:(${leadMark})|(${supportMark}))\\s*[)）\\]】〕]\\s*$`,
  "u",
);
const trailingMark = new RegExp(
  `(?:(?:共同|联合|分别|负责|按(?:照)?(?:各自)?职责(?:分工)?)*(?:(${leadMark})|(${supportMark})|负责(?:实施|落实|办理)?|实施|落实|承担))$`,
  "u",
);
const byDuty =
  /[,，、]?\s*(?:按(?:照)?|依)(?:各自)?(?:工作)?职责(?:权限)?(?:分工)?(?:负责|落实|实施|抓好落实)*$/u;
const andOthers = /等(?:(?:有关|相关|各|市级|区级|县级|省级|市|区|县|省|职能)*(?:部门|单位|科室|处室))?$/u;
const leadIn = /^(?:由|会同|联合|以及|及其?|并由|并|[、,，;；:：\s])+/u;
/** 各区、县(市)政府 and 各镇、街道 are one name. */
const bareLevel = /^各(?:级|有关)?(?:省|市|州|区|县|镇|乡|镇乡|乡镇|街道|开发区|园区)$/u;
const levelFollows =
  /^(?:县|市|区|镇|乡|街道|园区|平台|功能区)(?:[(（].{1,8}[)）])?(?:人民政府|政府|办事处|管委会)?$/u;
const conjunction = /和|及|与|暨/gu;
const beginsAsUnit = /^(?:省|市|区|县|州|国|各|镇|乡|中|人民?银?行|有关|相关)/u;

/** Whether the words are the name of a unit and nothing more: ends like one, has no verb of a sentence. */
export function looksLikeUnit(name: string): boolean {
  if (name.length < 2 || name.length > 40) return false;
  if (/[。；;:：,，!?！？“”%]|\d{2}|(?:应当|不得|可以|给予|奖励|补助|进行|开展)/u.test(name)) return false;
  if ((name.match(/[(（]/gu)?.length ?? 0) !== (name.match(/[)）]/gu)?.length ?? 0)) return false;
  return endsAsUnit.test(name) || /^(?:各|有关|相关)/u.test(name);
}

/**
 * The units that `list` names, in order, with the role each one states itself (区发改局(牵头)) or else `role`.
 * @param offset where `list` begins in the source
 */
export function readUnitList(list: string, offset: number, role: UnitRole): ResponsibleUnit[] {
  const units: ResponsibleUnit[] = [];
  for (const piece of mergeLevels(list, splitOutsideBrackets(list, 0, list.length))) {
    const unit = readUnit(list, piece, offset, role);
    if (unit === null) continue;
    for (const part of splitConjunction(unit)) {
      if (!units.some((other) => other.name === part.name && other.role === part.role)) units.push(part);
    }
  }
  return units;
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

const opening = "(（[【〔{《〈“";
const closing = ")）]】〕}》〉”";

function splitOutsideBrackets(list: string, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let start = from;
  for (let index = from; index < to; index += 1) {
    const character = list.charAt(index);
    if (opening.includes(character)) depth += 1;
    else if (closing.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && isSeparator(list, index)) {
      pieces.push({ start, end: index });
      start = index + 1;
    }
  }
  pieces.push({ start, end: to });
  return pieces.filter((piece) => list.slice(piece.start, piece.end).trim() !== "");
}

function isSeparator(list: string, index: number): boolean {
  const character = list.charAt(index);
  if ("、,，;；。/／|\n\t".includes(character)) return true;
  if (!/[\s\u3000]/.test(character)) return false;
  // A space between two names parts them; a space that a page left inside a name does not.
  const before =
    list
      .slice(0, index)
      .split(/[、,，;；。/／|\s]/u)
      .at(-1) ?? "";
  const after =
    list
      .slice(index)
      .trimStart()
      .split(/[、,，;；。/／|\s]/u)[0] ?? "";
  return endsAsUnit.test(before) && after.length > 1;
}

function mergeLevels(list: string, pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const previous = merged.at(-1);
    const isContinuation =
      previous !== undefined &&
      bareLevel.test(list.slice(previous.start, previous.end).trim()) &&
      levelFollows.test(list.slice(piece.start, piece.end).trim());
    if (isContinuation) merged[merged.length - 1] = { start: previous.start, end: piece.end };
    else merged.push(piece);
  }
  return merged;
}

function readUnit(list: string, piece: Piece, offset: number, role: UnitRole): ResponsibleUnit | null {
  const printed = list.slice(piece.start, piece.end);
  const leading = leadIn.exec(printed.trimStart())?.[0].length ?? 0;
  const start = piece.start + printed.length - printed.trimStart().length + leading;
  let name = list.slice(start, piece.end).trimEnd();
  let stated: UnitRole | null = null;
  for (;;) {
    const before = name;
    name = name.replace(byDuty, "");
    for (const mark of [bracketedMark, trailingMark]) {
      const match = mark.exec(name);
      if (match === null || match.index === 0) continue;
      if (mark === trailingMark && isPartOfName(name)) continue;
      if (match[1] !== undefined) stated ??= "lead";
      if (match[2] !== undefined) stated ??= "support";
      name = name.slice(0, match.index);
    }
    name = name.replace(andOthers, "").replace(/[。.;；、,，:：\s*]+$/u, "");
    if (name === before) break;
  }
  if (name === "" || /^(?:等|及|和|部门|单位)$/u.test(name)) return null;
  return { name, role: stated ?? role, span: { start: offset + start, end: offset + start + name.length } };
}

/** 区政策落实 is no unit, 市乡村振兴综合服务中心 has no mark: a mark counts only after the end of a unit's name. */
function isPartOfName(name: string): boolean {
  const match = trailingMark.exec(name);
  if (match === null) return true;
  const rest = name.slice(0, match.index).replace(andOthers, "").replace(byDuty, "");
  return !endsAsUnit.test(rest) && !/[)）]$/.test(rest) && !/^各/.test(rest);
}

/** 区发改局和区财政局 is two units, 市规划和自然资源局 is one: 和 parts what on both sides is a whole name. */
function splitConjunction(unit: ResponsibleUnit): ResponsibleUnit[] {
  for (const match of unit.name.matchAll(conjunction)) {
    const left = unit.name.slice(0, match.index);
    const right = unit.name.slice(match.index + match[0].length).replace(/^以?及/u, "");
    if (
      left.length < 3 ||
      !endsAsUnit.test(left.replace(/以$/u, "")) ||
      /[(（]/.test(left.replace(/[(（][^)）]*[)）]/gu, ""))
    ) {
      continue;
    }
    if (!beginsAsUnit.test(right) || !looksLikeUnit(right)) continue;
    const name = left.replace(/以$/u, "");
    const rightStart = unit.span.start + unit.name.length - right.length;
    return [
      { ...unit, name, span: { start: unit.span.start, end: unit.span.start + name.length } },
      ...splitConjunction({ ...unit, name: right, span: { start: rightStart, end: unit.span.end } }),
    ];
  }
  return [unit];
}
