export interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

/**
 * Keeps the best rows of a stream in a bounded heap: the highest scores, equal ones in row order, so that the
 * same scores always give the same ranking.
 */
export class TopRows {
  readonly #capacity: number;
  /** The worst kept row is first. */
  readonly #heap: ScoredRow[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  offer(row: number, score: number): void {
    const worst = this.#heap[0];
    if (this.#heap.length < this.#capacity) {
      this.#heap.push({ row, score });
      this.#siftUp(this.#heap.length - 1);
    } else if (worst !== undefined && (score > worst.score || (score === worst.score && row < worst.row))) {
      this.#heap[0] = { row, score };
      this.#siftDown();
    }
  }

  /** Best first. */
  ranked(): ScoredRow[] {
    return this.#heap.toSorted((one, other) => other.score - one.score || one.row - other.row);
  }

  #siftUp(start: number): void {
    let child = start;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfWorse(child, parent)) return;
      child = parent;
    }
  }

  #siftDown(): void {
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      const worse = right < this.#heap.length && this.#isWorse(right, left) ? right : left;
      if (worse >= this.#heap.length || !this.#swapIfWorse(worse, parent)) return;
      parent = worse;
    }
  }

  #isWorse(one: number, other: number): boolean {
    const first = this.#heap[one];
    const second = this.#heap[other];
    if (first === undefined || second === undefined) return false;
    return first.score < second.score || (first.score === second.score && first.row > second.row);
  }

  #swapIfWorse(child: number, parent: number): boolean {
    const lower = this.#heap[child];
    const upper = this.#heap[parent];
    if (lower === undefined || upper === undefined || !this.#isWorse(child, parent)) return false;
    this.#heap[parent] = lower;
    this.#heap[child] = upper;
    return true;
  }
}
