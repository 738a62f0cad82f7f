import type { PolicyDocument, Provision, Sentence } from "../../domain/document.ts";
import type { DraftAnswer, DraftBlock, DraftCitation } from "../answering-context.ts";
import type { ValidityFacet } from "../understanding/question.ts";
import { nameOf, quoted } from "./wording.ts";

/** Quotes where the document states its validity; that it has run out is said by the step that adds validity. */
export function composeValidity(
  document: PolicyDocument | undefined,
  facets: readonly ValidityFacet[] = [],
): DraftAnswer | null {
  if (document === undefined) return null;
  const { statedIn } = document.metadata.validity;
  const provision = document.provisions.find(({ text }) => statedIn !== null && text.includes(statedIn));
  if (provision === undefined || statedIn === null) return null;
  const term: DraftBlock = {
    text: `${nameOf(provision)}写明：${quoted(statedIn)}`,
    provisionIds: [provision.id],
  };
  const others = facets.map((facet) => facetOf(facet, document, provision));
  const isOpen = others.some((other) => other.isOpen);
  return {
    status: isOpen ? "answered_partially" : "answered",
    reason: null,
    // Asked which of two prevails, the term is no answer.
    blocks: [...(facets.includes("precedence") ? [] : [term]), ...others.flatMap(({ blocks }) => blocks)],
    citations: distinctCitations([
      { document, provision, quote: statedIn },
      ...others.flatMap(({ citations }) => citations),
    ]),
    responsibleUnits: [],
    suggestions: [],
  };
}

interface Facet {
  readonly blocks: readonly DraftBlock[];
  readonly citations: readonly DraftCitation[];
  /** Something asked for is not in the text. */
  readonly isOpen: boolean;
}

function facetOf(facet: ValidityFacet, document: PolicyDocument, statedIn: Provision): Facet {
  switch (facet) {
    case "extension":
      return (
        quotedFacet(document, extending) ??
        openFacet("文件没有写明到期以后是否延续，也没有写明后续政策。", statedIn)
      );
    case "own_terms":
      return openFacet(
        "单独标明期限的，以该条写明的为准；文件没有另外列出是哪些条款，请看所问条款的原文。",
        statedIn,
      );
    case "precedence":
      return precedence(document, statedIn);
  }
}

const extending = /延续|延长|顺延|继续(?:执行|有效)|到期后|期满后/u;
const prevailing = /以.{1,12}为准|遵照执行|从其规定|不一致|按.{1,12}(?:规定|政策)执行|从优|就高|不重复/u;
const repealing = /废止|停止执行|不再执行|失效/u;

/** What the document says of other rules, higher or older, and what it leaves open. */
function precedence(document: PolicyDocument, statedIn: Provision): Facet {
  const higher = quotedFacet(document, prevailing);
  const older = quotedFacet(document, repealing);
  const open = older === null ? openFacet("文件没有写明以前的政策是否废止。", statedIn) : null;
  const found = [higher, older, open].filter((facet) => facet !== null);
  return {
    blocks: found.flatMap(({ blocks }) => blocks),
    citations: found.flatMap(({ citations }) => citations),
    isOpen: higher === null && older === null,
  };
}

function quotedFacet(document: PolicyDocument, pattern: RegExp): Facet | null {
  for (const provision of document.provisions.filter(({ kind }) => kind === "closing")) {
    const sentence = provision.sentences.find(({ text }: Sentence) => pattern.test(text));
    if (sentence === undefined) continue;
    return {
      blocks: [{ text: `${nameOf(provision)}写明：${quoted(sentence.text)}`, provisionIds: [provision.id] }],
      citations: [{ document, provision, quote: sentence.text }],
      isOpen: false,
    };
  }
  return null;
}

function openFacet(text: string, provision: Provision): Facet {
  return { blocks: [{ text, provisionIds: [provision.id] }], citations: [], isOpen: true };
}

/** The first citation of each provision. */
function distinctCitations(citations: readonly DraftCitation[]): DraftCitation[] {
  return citations.filter(
    ({ provision }, index) => citations.findIndex((other) => other.provision === provision) === index,
  );
}
