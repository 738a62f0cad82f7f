import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";
import { bindTest, isFault } from "./bind-test.ts";
import { compare, type Fact, type FactTest } from "./fact.ts";
import { type FactData, type FactFile, type FactTestData, factFileSchema } from "./fact-schema.ts";
import { factsOf } from "./facts-of-file.ts";
import { findImplicationCycles, type Implication } from "./implication-cycles.ts";

/** A kind of applicant: whom an offer is for, whom a fact is asked. */
export interface Audience {
  readonly name: string;
  readonly label: string;
  /** Any of these makes one belong to it. */
  readonly facts: readonly Fact[];
}

/** Makes another fact more likely and proves nothing. */
export interface Suggestion {
  readonly by: Fact;
  readonly of: Fact;
  readonly share: number;
}

export interface FactWording {
  readonly fact: Fact;
  readonly data: FactData;
  /** Of a choice: words that tell between its options. */
  readonly optionSet: FactFile["optionSets"][string] | null;
}

/** All that can be known about applicants, and what follows from what. */
export interface FactVocabulary {
  readonly facts: readonly Fact[];
  readonly audiences: readonly Audience[];
  /** Texts of the questions that ask for several facts at once, by name. */
  readonly questions: ReadonlyMap<string, string>;
  readonly implications: readonly Implication[];
  /** What is true of everybody of whom a fact is true, by that fact. */
  readonly implied: ReadonlyMap<Fact, readonly FactTest[]>;
  readonly suggestions: readonly Suggestion[];
  readonly wordings: readonly FactWording[];
  /** What was left out and why, each naming what is wrong; everything else serves. */
  readonly problems: readonly TiaowenError[];
  fact(name: string): Fact | null;
}

/**
 * Reads `corpus/facts.json`. A name that is not there, a name given twice and a cycle of implications are problems
 * that leave out only themselves.
 * @throws TiaowenError `configuration_invalid` when the file as a whole is not of its schema
 */
export function readFactVocabulary(text: string, at = "facts.json"): FactVocabulary {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `${at}: 不是有效的 JSON`, { at, cause });
  }
  const parsed = factFileSchema.safeParse(value);
  if (!parsed.success) {
    const message = `${at}: ${z.prettifyError(parsed.error)}`;
    throw new TiaowenError("configuration_invalid", message, { at, cause: parsed.error });
  }
  return createFactVocabulary(parsed.data, at);
}

export function createFactVocabulary(file: FactFile, at = "facts.json"): FactVocabulary {
  const problems: TiaowenError[] = [];
  const report = (message: string): void => {
    problems.push(new TiaowenError("configuration_invalid", message, { at }));
  };
  const wordings = factsOf(file, report);
  const facts = wordings.map(({ fact }) => fact);
  const byName = new Map(facts.map((fact) => [fact.name, fact]));
  const findFact = (name: string): Fact | null => byName.get(name) ?? null;
  const implications = implicationsOf(wordings, findFact, report);
  return {
    facts,
    audiences: audiencesOf(file, facts, findFact, report),
    questions: new Map(file.questions.map(({ name, text }) => [name, text])),
    implications,
    implied: impliedBy(implications),
    suggestions: suggestionsOf(wordings, findFact, report),
    wordings,
    problems,
    fact: findFact,
  };
}

type Report = (message: string) => void;
type FindFact = (name: string) => Fact | null;

function audiencesOf(file: FactFile, facts: readonly Fact[], findFact: FindFact, report: Report): Audience[] {
  const known = new Set(file.audiences.map(({ name }) => name));
  for (const fact of facts) {
    for (const name of fact.audience) {
      if (!known.has(name)) report(`情况“${fact.name}”的适用对象“${name}”没有定义`);
    }
  }
  return file.audiences.map(({ name, label, facts: members }) => ({
    name,
    label,
    facts: members.flatMap((member) => {
      const fact = findFact(member);
      if (fact === null) report(`适用对象“${name}”提到的情况“${member}”没有定义`);
      return fact ?? [];
    }),
  }));
}

function implicationsOf(wordings: readonly FactWording[], findFact: FindFact, report: Report): Implication[] {
  const implications = wordings.flatMap(({ fact, data }) =>
    data.implies.flatMap(({ when, ...conclusion }) => {
      const premise = premiseOf(fact, when, findFact);
      const then = bindTest(conclusion, findFact);
      for (const bound of [premise, then]) {
        if (isFault(bound)) report(`情况“${fact.name}”的推论无效:${bound.message}`);
      }
      return isFault(premise) || isFault(then) ? [] : [{ when: premise, then }];
    }),
  );
  const { members, paths } = findImplicationCycles(implications);
  for (const path of paths) report(`推论循环:${path.join(" → ")},这几条推论都不采用`);
  return implications.filter((implication) => !members.has(implication));
}

function impliedBy(implications: readonly Implication[]): Map<Fact, FactTest[]> {
  const implied = new Map<Fact, FactTest[]>();
  for (const { when, then } of implications) {
    if (compare(when.fact.positive, when.wanted) !== true) continue;
    const known = implied.get(when.fact);
    if (known === undefined) implied.set(when.fact, [then]);
    else known.push(then);
  }
  return implied;
}

function premiseOf(fact: Fact, when: Omit<FactTestData, "fact"> | undefined, findFact: FindFact) {
  if (when !== undefined) return bindTest({ fact: fact.name, ...when }, findFact);
  const whenever: FactTest = { fact, wanted: fact.positive };
  return fact.options.length === 0 ? { message: `${fact.name}: 数值和日期的推论要写明 when` } : whenever;
}

function suggestionsOf(wordings: readonly FactWording[], findFact: FindFact, report: Report): Suggestion[] {
  return wordings.flatMap(({ fact, data }) =>
    data.suggests.flatMap(({ fact: name, share }) => {
      const of = findFact(name);
      if (of === null) report(`情况“${fact.name}”的提示无效:没有名为“${name}”的情况`);
      return of === null ? [] : [{ by: fact, of, share }];
    }),
  );
}
