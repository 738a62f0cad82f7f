import type { PolicyDocument, Provision, ResponsibleUnit } from "../../domain/document.ts";
import { unitNames } from "../../domain/document.ts";
import type { DraftCitation } from "../answering-context.ts";

/** How an answer names a provision: `(十八)健全科技企业梯度培育机制`. */
export function nameOf(provision: Provision): string {
  if (provision.kind === "chapter") return provision.chapter ?? provision.title;
  if (provision.kind === "preamble") return "文件开头";
  if (provision.kind === "closing") return "文件结尾";
  return `${provision.label ?? ""}${provision.title}`;
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/** 由甲牵头,乙、丙配合 where the document ranks them, 责任单位:甲、乙 where it does not. */
export function unitsSentence(units: readonly ResponsibleUnit[]): string {
  const names = (role: ResponsibleUnit["role"]): string =>
    units
      .filter((unit) => unit.role === role)
      .map(({ name }) => name)
      .join("、");
  const ranked = [
    ["责任单位", names("responsible")],
    ["牵头单位", names("lead")],
    ["配合单位", names("support")],
  ].filter(([, list]) => list !== "");
  return ranked.map(([role, list]) => `${role}：${list}`).join("；");
}

/** Whom to ask, in one breath: at most three units, then 等单位. */
export function unitsToAsk(provisions: readonly Provision[]): string {
  const names = distinctUnits(provisions);
  return names.length <= 3 ? names.join("、") : `${names.slice(0, 3).join("、")}等单位`;
}

export function distinctUnits(provisions: readonly Provision[]): string[] {
  return [...new Set(provisions.flatMap(unitNames))];
}

/** @returns a citation whose quote is the title, or the beginning of the text where there is no title. */
export function citeTitle(document: PolicyDocument, provision: Provision): DraftCitation {
  const quote = provision.title !== "" ? provision.title : (provision.sentences[0]?.text ?? "");
  return { document, provision, quote };
}

export function idsOf(provisions: readonly Provision[]): string[] {
  return provisions.map(({ id }) => id);
}
