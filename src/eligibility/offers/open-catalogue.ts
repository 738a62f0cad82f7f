import * as z from "zod";
import { isClause, type PolicyDocument, type Provision } from "../../domain/document.ts";
import { TiaowenError } from "../../domain/errors.ts";
import { fingerprintOf } from "../../search/fingerprint.ts";
import { type BoundCondition, bindCondition, TestTable } from "../conditions/bind-condition.ts";
import { type Condition, factNamesOf, quotesOf } from "../conditions/condition-schema.ts";
import type { Fact } from "../facts/fact.ts";
import type { FactVocabulary } from "../facts/fact-vocabulary.ts";
import type { MentionFinder } from "../reading/mentions.ts";
import type { Catalogue } from "./catalogue.ts";
import { draftOffers } from "./draft-offers.ts";
import type { NoOffer, Offer, OfferState, StackingRule } from "./offer.ts";
import {
  type DecisionData,
  decisionSchema,
  type OfferData,
  type OfferFile,
  offerFileSchema,
} from "./offer-schema.ts";

/** A document with what people wrote down of its offers, if anybody did. */
export interface CatalogueSource {
  readonly document: PolicyDocument;
  /** `offers.json`; `at` names it for people: `lin-an-2024/offers.json`. */
  readonly offers: { readonly text: string; readonly at: string } | null;
}

/** What a clause was when somebody decided it: another digest, another clause. */
export function digestOfClause({ title, text }: Pick<Provision, "title" | "text">): string {
  return fingerprintOf(`${title}\n${text}`);
}

/**
 * Puts together what people decided and, for clauses that nobody has decided, what the rules draft. Whatever is wrong
 * in a file (a quote that is not in its clause, an unknown fact, a clause that is not there) is a problem that leaves
 * out only itself; a clause that has changed since it was decided keeps those of its offers whose quotes still stand,
 * marked for review.
 */
export function openCatalogue(
  sources: readonly CatalogueSource[],
  vocabulary: FactVocabulary,
  mentions: MentionFinder,
): Catalogue {
  const catalogue = new CatalogueBuilder(vocabulary, mentions);
  for (const source of sources) catalogue.add(source);
  return catalogue;
}

/** An offer that asks for nothing at all is a mistake rather than a gift to everybody. */
const anybody: Condition = { unstated: "原文没有写明给谁" };

interface OfferContext {
  readonly territory: Condition | null;
  readonly state: OfferState;
  /** The file, for people. */
  readonly at: string;
}

class CatalogueBuilder implements Catalogue {
  readonly table: TestTable;
  readonly offers: Offer[] = [];
  readonly noOffers: NoOffer[] = [];
  readonly stacking: StackingRule[] = [];
  readonly undecided: Provision[] = [];
  readonly problems: TiaowenError[] = [];
  readonly #vocabulary: FactVocabulary;
  readonly #mentions: MentionFinder;

  constructor(vocabulary: FactVocabulary, mentions: MentionFinder) {
    this.#vocabulary = vocabulary;
    this.#mentions = mentions;
    this.table = new TestTable(vocabulary);
  }

  add({ document, offers }: CatalogueSource): void {
    const file = offers === null ? null : this.#read(offers.text, offers.at);
    const at = offers?.at ?? document.id;
    const provisions = new Map(document.provisions.map((provision) => [provision.id, provision]));
    const territory = this.#territory(file, document, provisions, at);
    const decided = new Set<Provision>();
    for (const decision of this.#decisions(file, at)) {
      const clause = provisions.get(`${document.id}/${decision.clause}`);
      if (clause === undefined) this.#report(at, `没有“${decision.clause}”这一条`);
      else if (decided.has(clause)) this.#report(at, `“${decision.clause}”写了两次,只用第一次的`);
      else {
        decided.add(clause);
        this.#decide(clause, decision, territory, at);
      }
    }
    for (const clause of document.provisions.filter(isClause)) {
      if (decided.has(clause)) continue;
      this.undecided.push(clause);
      for (const data of draftOffers(clause, this.#vocabulary, this.#mentions)) {
        this.#offer(clause, data, { territory, state: "draft", at: clause.id });
      }
    }
    this.#stack(file, document, provisions, at);
  }

  #read(text: string, at: string): OfferFile | null {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      this.#report(at, "不是有效的 JSON", cause);
      return null;
    }
    const parsed = offerFileSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    this.#report(at, z.prettifyError(parsed.error), parsed.error);
    return null;
  }

  /** A decision that is not of its schema is left out alone. */
  #decisions(file: OfferFile | null, at: string): DecisionData[] {
    return (file?.clauses ?? []).flatMap((written, index) => {
      const decision = decisionSchema.safeParse(written);
      if (decision.success) return [decision.data];
      this.#report(at, `clauses[${index}]: ${z.prettifyError(decision.error)}`, decision.error);
      return [];
    });
  }

  #decide(clause: Provision, decision: DecisionData, territory: Condition | null, at: string): void {
    const isUnchanged = decision.digest === digestOfClause(clause);
    const state = isUnchanged ? "reviewed" : "needs_review";
    if (!isUnchanged) {
      this.#report(
        at,
        `“${decision.clause}”的条文已变,原来的判断待复核(现在的 digest:${digestOfClause(clause)})`,
      );
    }
    if ("none" in decision) {
      const soundsLike =
        decision.soundsLike === undefined
          ? null
          : this.#bind(clause.id, decision.soundsLike, clause.title, at);
      this.noOffers.push({ clause, reason: decision.none, soundsLike, state });
      return;
    }
    for (const data of decision.offers) {
      this.#offer(clause, data, { territory, state, at });
    }
  }

  #offer(clause: Provision, data: OfferData, { territory, state, at }: OfferContext): void {
    const id = `${clause.id}#${data.name}`;
    if (this.offers.some((other) => other.id === id)) {
      this.#report(at, `“${id}”写了两次,只用第一次的`);
      return;
    }
    const quotes = [
      data.quote,
      data.gives,
      ...(data.amount === null ? [] : [data.amount]),
      ...(data.period === undefined ? [] : [data.period.quote]),
      ...(data.conditions === null ? [] : quotesOf(data.conditions)),
    ];
    const missing = quotes.filter((quote) => !clause.text.includes(quote) && !clause.title.includes(quote));
    for (const quote of missing) this.#report(at, `“${id}”引用的话不在条文中:“${quote}”`);
    const audience = this.#audience(data, id, at);
    const asked = [audience, data.anywhere ? null : territory, data.conditions].filter(
      (part) => part !== null,
    );
    const condition = this.#bind(id, asked.length === 0 ? anybody : { all: asked }, data.quote, at);
    if (missing.length > 0 || (audience === null && data.audience.length > 0) || condition === null) return;
    this.offers.push({
      id,
      clause,
      support: data.support,
      nature: data.nature,
      quote: data.quote,
      gives: data.gives,
      amount: data.amount,
      audience: data.audience,
      subject: data.conditions === null ? [] : this.#factsOf(data.conditions),
      condition,
      period: data.period ?? null,
      state,
    });
  }

  /** Who belongs to one of the audiences, told as one reason. */
  #audience({ audience, quote }: OfferData, id: string, at: string): Condition | null {
    const groups = audience.flatMap((name) => {
      const group = this.#vocabulary.audiences.find((candidate) => candidate.name === name);
      if (group === undefined) this.#report(at, `“${id}”的适用对象“${name}”没有定义`);
      return group ?? [];
    });
    const tests = groups.flatMap(({ facts }) => facts.map(({ name }) => ({ fact: name })));
    if (groups.length < audience.length || tests.length === 0) return null;
    const label = `适用对象:${groups.map((group) => group.label).join("、")}`;
    return { any: tests, label: label.length > 60 ? "适用对象" : label, quote };
  }

  #territory(
    file: OfferFile | null,
    document: PolicyDocument,
    provisions: ReadonlyMap<string, Provision>,
    at: string,
  ): Condition | null {
    if (file?.territory == null) return null;
    const { condition, provision: name, quote } = file.territory;
    const provision = provisions.get(`${document.id}/${name}`);
    if (provision === undefined || !provision.text.includes(quote)) {
      this.#report(at, `territory 引用的话不在“${name}”中:“${quote}”`);
      return null;
    }
    return { ...condition, quote };
  }

  #factsOf(condition: Condition): Fact[] {
    return factNamesOf(condition).flatMap((name) => this.#vocabulary.fact(name) ?? []);
  }

  #bind(id: string, condition: Condition, quote: string, at: string): BoundCondition | null {
    try {
      return bindCondition(condition, this.table, quote);
    } catch (error) {
      if (!(error instanceof TiaowenError)) throw error;
      this.#report(at, `“${id}”的条件无效:${error.message}`, error);
      return null;
    }
  }

  #stack(
    file: OfferFile | null,
    document: PolicyDocument,
    provisions: ReadonlyMap<string, Provision>,
    at: string,
  ): void {
    for (const { rule, provision: name, quote, offers } of file?.stacking ?? []) {
      const provision = provisions.get(`${document.id}/${name}`);
      if (provision === undefined || !provision.text.includes(quote)) {
        this.#report(at, `stacking 引用的话不在“${name}”中:“${quote}”`);
        continue;
      }
      const all = this.offers.filter(({ clause }) => clause.documentId === document.id).map(({ id }) => id);
      const named = offers?.map((offer) => `${document.id}/${offer}`);
      for (const offer of named ?? []) {
        if (!all.includes(offer)) this.#report(at, `stacking 提到的“${offer}”没有定义`);
      }
      this.stacking.push({ rule, provisionId: provision.id, quote, offers: new Set(named ?? all) });
    }
  }

  #report(at: string, message: string, cause?: unknown): void {
    this.problems.push(new TiaowenError("corpus_invalid", `${at}: ${message}`, { at, cause }));
  }
}
