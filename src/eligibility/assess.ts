import { evaluate, explain, openTests } from "./conditions/evaluate.ts";
import { chanceOf, chancesFor } from "./conditions/likelihood.ts";
import { isSettled, met, type Outlook, truthOf, unmet } from "./conditions/outlook.ts";
import type { Fact } from "./facts/fact.ts";
import type { Profile } from "./facts/profile.ts";
import { findNextQuestion, type NextQuestion } from "./next-question.ts";
import type { Awaited, OfferAssessment, Verdict } from "./offer-assessment.ts";
import { type Catalogue, priorChances } from "./offers/catalogue.ts";
import type { NoOffer, StackingRule } from "./offers/offer.ts";

export interface Assessment {
  /** Every offer of the catalogue, in its order. */
  readonly offers: readonly OfferAssessment[];
  /** Clauses that offer nothing though the applicant might think so. */
  readonly noOffers: readonly NoOffer[];
  /** Rules on having several of the offers that are eligible or possible at once. */
  readonly stacking: readonly StackingRule[];
  readonly nextQuestion: NextQuestion | null;
}

/** Puts every offer to a profile. Nothing is decided by what was not told. */
export function assess(profile: Profile, catalogue: Catalogue): Assessment {
  const { table } = catalogue;
  const tests = table.outlooksFor(profile.knowledge);
  const chances = chancesFor(profile.vocabulary, profile.knowledge, table.tests);
  const priors = priorChances(catalogue, profile);
  const told = new Set(profile.facts.filter(({ source }) => source === "told").map(({ fact }) => fact));
  const offers = catalogue.offers.map((offer, index): OfferAssessment => {
    const outlook = evaluate(offer.condition, tests);
    const likelihood = outlook === unmet ? 0 : chanceOf(offer.condition, chances, 1);
    return {
      offer,
      verdict: verdictOf(outlook),
      awaits: awaitedBy(outlook),
      reasons: explain(offer.condition, tests),
      missing: isSettled(outlook) ? [] : missingFacts(openTests(offer.condition, tests), catalogue),
      likelihood,
      relevance: bitsGained(likelihood, priors[index] ?? 0),
      isNamed: offer.subject.some((fact) => told.has(fact)),
    };
  });
  const open = offers.filter(({ verdict }) => verdict !== "not_eligible").map(({ offer }) => offer.id);
  return {
    offers,
    noOffers: catalogue.noOffers.filter(
      ({ soundsLike }) => soundsLike !== null && truthOf(evaluate(soundsLike, tests)) === true,
    ),
    stacking: catalogue.stacking.filter(({ offers: ids }) => open.filter((id) => ids.has(id)).length > 1),
    nextQuestion: findNextQuestion(profile, catalogue, offers),
  };
}

function verdictOf(outlook: Outlook): Verdict {
  if (outlook === met) return "eligible";
  return outlook === unmet ? "not_eligible" : "possible";
}

function awaitedBy(outlook: Outlook): Awaited | null {
  if (outlook === met || outlook === unmet) return null;
  return isSettled(outlook) ? "rules" : "facts";
}

function missingFacts(places: readonly number[], { table }: Catalogue): Fact[] {
  return [...new Set(places.flatMap((place) => table.tests[place]?.fact ?? []))];
}

function bitsGained(likelihood: number, prior: number): number {
  return likelihood === 0 || prior === 0 ? 0 : Math.log2(likelihood / prior);
}
