import type { Provision } from "../../domain/document.ts";
import type { TiaowenError } from "../../domain/errors.ts";
import type { TestTable } from "../conditions/bind-condition.ts";
import { type Chances, chanceOf, chancesFor } from "../conditions/likelihood.ts";
import { deduce } from "../facts/deduce.ts";
import { compare } from "../facts/fact.ts";
import type { Profile } from "../facts/profile.ts";
import type { NoOffer, Offer, StackingRule } from "./offer.ts";

/** Everything that a set of documents offers, ready to be put to a profile. */
export interface Catalogue {
  readonly table: TestTable;
  readonly offers: readonly Offer[];
  /** Clauses that somebody decided to offer nothing. */
  readonly noOffers: readonly NoOffer[];
  readonly stacking: readonly StackingRule[];
  /** Clauses that nobody has decided: their offers, if any, are drafts. */
  readonly undecided: readonly Provision[];
  /** What was left out and why; each names its file, its clause and what is wrong. */
  readonly problems: readonly TiaowenError[];
}

/** What some of its documents offer. */
export function withinDocuments(catalogue: Catalogue, documentIds: readonly string[]): Catalogue {
  const isWithin = ({ clause }: { readonly clause: Provision }): boolean =>
    documentIds.includes(clause.documentId);
  const { table, problems, stacking, undecided } = catalogue;
  return {
    table,
    problems,
    stacking,
    undecided,
    offers: catalogue.offers.filter(isWithin),
    noOffers: catalogue.noOffers.filter(isWithin),
  };
}

/** By catalogue and by the broad facts known of somebody: how likely each offer is to fit. */
const priors = new WeakMap<Catalogue, Map<string, Chances>>();

/**
 * How likely each offer is to fit somebody of whom only the broad facts of a profile are known (that it is a firm),
 * in the order of the catalogue: what every offer is measured against.
 */
export function priorChances(catalogue: Catalogue, { vocabulary, knowledge }: Profile): Chances {
  const broad = vocabulary.facts.flatMap((fact) => {
    const possible = knowledge[fact.index] ?? fact.everything;
    const isKnown = fact.broad && compare(possible, fact.positive) === true;
    return isKnown || fact.presumed ? [{ fact, possible: isKnown ? possible : fact.positive }] : [];
  });
  const key = broad.map(({ fact }) => fact.name).join(" ");
  const known = priors.get(catalogue)?.get(key);
  if (known !== undefined) return known;
  const { table, offers } = catalogue;
  const tests = chancesFor(vocabulary, deduce(vocabulary, broad).knowledge, table.tests);
  const chances = offers.map(({ condition }) => chanceOf(condition, tests, 1));
  priors.set(catalogue, (priors.get(catalogue) ?? new Map()).set(key, chances));
  return chances;
}
