import type { Provision } from "../../domain/document.ts";
import type { TiaowenError } from "../../domain/errors.ts";
import type { TestTable } from "../conditions/bind-condition.ts";
import { type Chances, chanceOf, chancesFor } from "../conditions/likelihood.ts";
import { deduce } from "../facts/deduce.ts";
import { compare } from "../facts/fact.ts";
import type { Profile } from "../facts/profile.ts";
import type { NoOffer, Offer, StackingRule } from "./offer.ts";

/** Everything that a set of documents offers, ready to be put to a profile. */
export interface OfferSet {
  readonly table: TestTable;
  readonly offers: readonly Offer[];
  /** Clauses that somebody decided to offer nothing. */
  readonly noOffers: readonly NoOffer[];
  readonly stacking: readonly StackingRule[];
}

/** What the whole corpus offers, and what nobody has decided or could read. */
export interface Catalogue extends OfferSet {
  /** Clauses that nobody has decided: their offers, if any, are drafts. */
  readonly undecided: readonly Provision[];
  /** What was left out and why; each names its file, its clause and what is wrong. */
  readonly problems: readonly TiaowenError[];
}

/** What some of its documents offer. */
export function withinDocuments(catalogue: Catalogue, documentIds: readonly string[]): OfferSet {
  const isWithin = ({ clause }: { readonly clause: Provision }): boolean =>
    documentIds.includes(clause.documentId);
  const offers = catalogue.offers.filter(isWithin);
  return {
    table: catalogue.table,
    offers,
    noOffers: catalogue.noOffers.filter(isWithin),
    stacking: catalogue.stacking.filter(({ offers: ids }) => offers.some(({ id }) => ids.has(id))),
  };
}

/** By table, as some documents share that of all, and by the broad facts known of somebody. */
const priors = new WeakMap<TestTable, Map<string, Chances>>();

/**
 * How likely each offer is to fit somebody of whom only the broad facts of a profile are known (that it is a firm),
 * in the order of the catalogue: what every offer is measured against.
 */
export function priorChances({ table, offers }: OfferSet, { vocabulary, knowledge }: Profile): Chances {
  const broad = vocabulary.facts.flatMap((fact) => {
    const possible = knowledge[fact.index] ?? fact.everything;
    const isKnown = fact.broad && compare(possible, fact.positive) === true;
    return isKnown || fact.presumed ? [{ fact, possible: isKnown ? possible : fact.positive }] : [];
  });
  const key = broad.map(({ fact }) => fact.name).join(" ");
  const known = priors.get(table) ?? new Map<string, Chances>();
  const tests = known.get(key) ?? chancesFor(vocabulary, deduce(vocabulary, broad).knowledge, table.tests);
  priors.set(table, known.set(key, tests));
  return offers.map(({ condition }) => chanceOf(condition, tests, 1));
}
