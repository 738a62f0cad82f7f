import type { TextSpan } from "../../domain/text-span.ts";
import { type Deduction, deduce, type Knowledge, type Statement } from "./deduce.ts";
import { type Fact, type Possible, samePossible } from "./fact.ts";
import type { FactVocabulary } from "./fact-vocabulary.ts";

/** A fact that the applicant states, in text or by a form. */
export interface ToldFact extends Statement {
  /** The words of the text it was read from; null where it came from a form. */
  readonly words: string | null;
  readonly span: TextSpan | null;
}

/**
 * - `told`: the applicant says so
 * - `implied`: follows from what the applicant says
 * - `presumed`: taken for granted until the applicant says otherwise
 */
export type FactSource = "told" | "implied" | "presumed";

export interface KnownFact {
  readonly fact: Fact;
  readonly possible: Possible;
  readonly source: FactSource;
  /** What it was read from, directly or by implication. */
  readonly from: readonly ToldFact[];
}

export interface FactProblem {
  /**
   * - `contradiction`: facts told that cannot all be true; none of them counts
   * - `impossible`: a figure that nobody can have
   * - `unknown_fact`: a name that the vocabulary has not
   * - `malformed`: a value that the fact cannot have
   */
  readonly code: "contradiction" | "impossible" | "unknown_fact" | "malformed";
  /** Names of the facts concerned, known ones or not. */
  readonly facts: readonly string[];
  /** For people. */
  readonly message: string;
}

/** What is known about one applicant. */
export interface Profile {
  readonly vocabulary: FactVocabulary;
  readonly knowledge: Knowledge;
  readonly facts: readonly KnownFact[];
  /** Facts that the applicant does not want to be asked about. */
  readonly skipped: ReadonlySet<Fact>;
  readonly problems: readonly FactProblem[];
}

type Given = ToldFact & { readonly presumed: boolean };

/**
 * Puts together what is told and what follows from it. Facts that contradict one another are named and none of them
 * counts; what the vocabulary presumes gives way to whatever speaks against it. What is not told is unknown.
 */
export function createProfile(
  vocabulary: FactVocabulary,
  told: readonly ToldFact[],
  options: { readonly skipped?: Iterable<Fact>; readonly problems?: readonly FactProblem[] } = {},
): Profile {
  const problems: FactProblem[] = [...(options.problems ?? [])];
  let given: Given[] = told.flatMap((fact) => {
    const problem = impossibility(fact);
    if (problem !== null) problems.push(problem);
    return problem === null ? { ...fact, presumed: false } : [];
  });
  let deduction: Deduction<Given> = deduce(vocabulary, given);
  while (deduction.conflict !== null) {
    const { statements, fact } = deduction.conflict;
    const problem = contradiction(fact, statements);
    const isNamed = problems.some(({ facts }) => facts.join() === problem.facts.join());
    if (!isNamed) problems.push(problem);
    given = given.filter((statement) => !statements.includes(statement));
    deduction = deduce(vocabulary, given);
  }
  for (const fact of vocabulary.facts) {
    if (!fact.presumed) continue;
    const presumption: Given = { fact, possible: fact.positive, words: null, span: null, presumed: true };
    const extended = deduce(vocabulary, [presumption], deduction);
    if (extended.conflict === null) deduction = extended;
  }
  return {
    vocabulary,
    knowledge: deduction.knowledge,
    facts: knownFacts(vocabulary, deduction),
    skipped: new Set(options.skipped),
    problems,
  };
}

function knownFacts(vocabulary: FactVocabulary, { knowledge, grounds }: Deduction<Given>): KnownFact[] {
  return vocabulary.facts.flatMap((fact): KnownFact[] => {
    const possible = knowledge[fact.index] ?? fact.everything;
    if (samePossible(possible, fact.everything)) return [];
    const statements = [...(grounds.get(fact) ?? [])];
    const from = statements.filter(({ presumed }) => !presumed);
    const isTold = from.some((statement) => statement.fact === fact);
    return [{ fact, possible, source: isTold ? "told" : from.length > 0 ? "implied" : "presumed", from }];
  });
}

function contradiction(fact: Fact, statements: readonly Given[]): FactProblem {
  const said = new Set(
    statements.map((statement) =>
      statement.words === null ? `填写的“${statement.fact.label}”` : `“${statement.words}”`,
    ),
  );
  const names = [...new Set(statements.map((statement) => statement.fact.name))];
  const subject = names.length === 1 ? `对“${fact.label}”的说法` : "";
  return {
    code: "contradiction",
    facts: names,
    message: `${[...said].join("和")}${subject}${said.size === 1 ? "前后" : "互相"}矛盾,都先不作数,请再说明`,
  };
}

/** Of numbers alone: the oldest firm is older than anybody would write into a spread. */
function impossibility({ fact, possible, words }: ToldFact): FactProblem | null {
  if (fact.spread === null || fact.type === "date" || typeof possible === "number") return null;
  const [least, , , , most] = fact.spread;
  if (possible.high >= least && possible.low <= most) return null;
  const said = words === null ? "填写的数" : `“${words}”`;
  return {
    code: "impossible",
    facts: [fact.name],
    message: `“${fact.label}”应在 ${least} 至 ${most}${fact.unit ?? ""} 之间,${said}不作数`,
  };
}
