/** A question as a bag of terms, with the numbers of the provisions that answer it. */
export interface TermBag {
  readonly numbers: readonly number[];
  /** Each weight is the term's share of the question, 0 to 1. */
  readonly terms: readonly { readonly term: number; readonly weight: number }[];
}

/** A term that makes up this much of a provision's questions, on a logarithmic scale, says no more when it is said more. */
const enough = 1.5;
const growth = 4;

/** The words in which each provision is asked for, all its questions taken together (Rocchio's prototypes). */
export class ProvisionVocabulary {
  readonly #count: number;
  /** Per term pairs of a provision's number and how much its questions say it, 0 to 1. */
  readonly #shares: ReadonlyMap<number, readonly (readonly [number: number, share: number])[]>;

  /** @param count of provisions; every number in the bags is smaller. */
  constructor(count: number, bags: readonly TermBag[]) {
    this.#count = count;
    const sums = new Map<number, Map<number, number>>();
    for (const { numbers, terms } of bags) {
      for (const { term, weight } of terms) {
        const known = sums.get(term) ?? new Map<number, number>();
        sums.set(term, known);
        for (const number of numbers) known.set(number, (known.get(number) ?? 0) + weight);
      }
    }
    this.#shares = new Map(
      [...sums].map(([term, byNumber]) => [
        term,
        [...byNumber].map(
          ([number, sum]) => [number, Math.min(1, Math.log(1 + growth * sum) / enough)] as const,
        ),
      ]),
    );
  }

  /** @returns per provision number how much of what is said its questions say, 0 to 1; rare terms weigh more. */
  likeness(terms: readonly number[]): number[] {
    const likeness = new Array<number>(this.#count).fill(0);
    let total = 0;
    for (const term of terms) {
      const shares = this.#shares.get(term) ?? [];
      const weight = Math.log(1 + this.#count / Math.max(0.5, shares.length));
      total += weight;
      for (const [number, share] of shares) likeness[number] = (likeness[number] ?? 0) + weight * share;
    }
    return likeness.map((value) => value / Math.max(1e-9, total));
  }
}
