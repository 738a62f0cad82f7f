import type { PolicyDocument, Provision } from "../domain/document.ts";

export interface FoundProvision {
  readonly document: PolicyDocument;
  readonly provision: Provision;
}

export function findProvision(documents: readonly PolicyDocument[], id: string): FoundProvision | null {
  for (const document of documents) {
    const provision = document.provisions.find((candidate) => candidate.id === id);
    if (provision !== undefined) return { document, provision };
  }
  return null;
}

export function clauseNumbered(document: PolicyDocument, number: number): Provision[] {
  return document.provisions.filter(
    (provision) => provision.kind === "clause" && provision.number === number,
  );
}
