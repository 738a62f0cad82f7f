import type { TextSpan } from "./text-span.ts";

/** How the printed words bound the value: 以上 / 不少于 → `at_least`, 以下 / 以内 / 不超过 → `at_most`, 左右 → `about`. */
export type FigureBound = "exact" | "at_least" | "at_most" | "about";

/** One number with its unit as the text prints it: `65家`, `5.9亿元`, `3.8%`, `1—2场`. */
export interface Figure {
  /** What is counted or measured, in the document's words: `新增高新技术企业`. Empty when the text does not say. */
  readonly subject: string;
  /** Verbatim, e.g. `5.9亿元`. Always equals the source at `span`. */
  readonly printed: string;
  /** Printed number times the multiplier in `unit`'s prefix: 5.9亿元 → 590000000 (with `baseUnit` 元). */
  readonly value: number;
  /** Upper end where the text prints a range (1—2场 → 2), else null. */
  readonly upperValue: number | null;
  /** The unit as printed, multiplier included: `亿元`, `万千瓦时`, `%`, `家`. */
  readonly unit: string;
  /** The unit without its multiplier: `元`, `千瓦时`, `%`, `家`. */
  readonly baseUnit: string;
  readonly bound: FigureBound;
  /** The year the sentence or clause states for it, else null. */
  readonly year: number | null;
  readonly span: TextSpan;
}
