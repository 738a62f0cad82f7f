import { isoDayOf } from "./calendar.ts";
import { type Fact, type FactTest, no, optionsIn, type Possible } from "./fact.ts";

/** A test in a few words, edges stated: `高新技术企业:首次认定`, `家庭年收入不超过10万元(含)`. */
export function describeTest({ fact, wanted }: FactTest): string {
  if (fact.type === "boolean") return wanted === no ? `不是:${fact.label}` : fact.label;
  return `${fact.label}${fact.type === "choice" ? ":" : ""}${describePossible(fact, wanted)}`;
}

/** What is possible of a fact, without its label: `是`, `首次认定或重新认定`, `不低于50人(含)`. */
export function describePossible(fact: Fact, possible: Possible): string {
  if (typeof possible === "number") {
    return optionsIn(fact, possible)
      .map(({ label }) => label)
      .join("或");
  }
  const { low, lowOpen, high, highOpen } = possible;
  const spelt = (value: number): string =>
    fact.type === "date" ? isoDayOf(value) : `${amountText(value)}${fact.unit ?? ""}`;
  if (low === high) return `为${spelt(low)}`;
  const bounds: string[] = [];
  if (fact.type === "date") {
    if (Number.isFinite(low)) bounds.push(`自${spelt(low)}起(含)`);
    if (Number.isFinite(high)) bounds.push(`至${spelt(high)}止(含)`);
  } else {
    if (Number.isFinite(low)) bounds.push(lowOpen ? `高于${spelt(low)}(不含)` : `不低于${spelt(low)}(含)`);
    if (Number.isFinite(high))
      bounds.push(highOpen ? `低于${spelt(high)}(不含)` : `不超过${spelt(high)}(含)`);
  }
  return bounds.join("、");
}

/** 100000 → 10万, 250000000 → 2.5亿, 12 → 12. */
function amountText(value: number): string {
  for (const [size, name] of [
    [100_000_000, "亿"],
    [10_000, "万"],
  ] as const) {
    if (Math.abs(value) >= size) return `${Number((value / size).toFixed(4))}${name}`;
  }
  return `${value}`;
}
