/** Uniform in [0, 1). */
export type Random = () => number;

/** A stream of its own for each combination of numbers (seed, step, example…), whichever thread asks for it. */
export function randomStream(...names: readonly number[]): Random {
  let state = names.reduce((mixed, name) => scramble(Math.imul(mixed ^ name, 0x9e37_79b1)), 0x85eb_ca6b);
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function scramble(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x7feb_352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846c_a68b);
  return twice ^ (twice >>> 16);
}

/** A whole number in [0, limit). */
export function randomBelow(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** Standard normal (Box-Muller). */
export function randomNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
