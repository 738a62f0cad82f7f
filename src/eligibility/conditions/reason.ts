import type { Truth } from "../facts/fact.ts";

/** Why a verdict is what it is: one condition of the text. */
export interface Reason {
  readonly condition: string;
  /** Verbatim words of the clause that state it. */
  readonly quote: string;
  /** Null while a fact is missing, or where the text does not say what it asks for. */
  readonly met: Truth;
}

/** How a condition is told as one reason. */
export interface Telling {
  readonly label: string;
  readonly quote: string;
}
