const kept = 16;

/** The latest results of a costly reading: many rules read the same question, and read it in the same way. */
export class LatestReadings<Reading> {
  readonly #read: (text: string) => Reading;
  readonly #readings = new Map<string, Reading>();

  /** @param read gives the same for the same text */
  constructor(read: (text: string) => Reading) {
    this.#read = read;
  }

  of(text: string): Reading {
    const known = this.#readings.get(text);
    if (known !== undefined) return known;
    const reading = this.#read(text);
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size < kept) break;
      this.#readings.delete(oldest);
    }
    this.#readings.set(text, reading);
    return reading;
  }
}
