/** A hit of another document stands in for one of a crowding document only if it is at least this good. */
const standInScore = 0.5;

/**
 * Keeps one document from filling the results while others have hits of their own worth showing: once a document
 * has its share of the places, the best hit of the others goes first, provided its score is at least half of the
 * hit's it displaces. With one document, or with hits far apart, the order stays.
 * @param hits best first.
 * @param share 0 to 1, of the `limit` places.
 * @returns at most `limit` hits.
 */
export function spreadDocuments<Hit extends { readonly score: number }>(
  hits: readonly Hit[],
  limit: number,
  share: number,
  documentOf: (hit: Hit) => string,
): Hit[] {
  const places = Math.ceil(limit * share);
  const taken = new Map<string, number>();
  const waiting = [...hits];
  const chosen: Hit[] = [];
  const isFull = (hit: Hit): boolean => (taken.get(documentOf(hit)) ?? 0) >= places;
  while (chosen.length < limit && waiting.length > 0) {
    const first = waiting[0];
    const standIn = first !== undefined && isFull(first) ? waiting.findIndex((hit) => !isFull(hit)) : 0;
    const isGoodEnough = (waiting[standIn]?.score ?? 0) >= standInScore * (first?.score ?? 0);
    const [next] = waiting.splice(standIn > 0 && isGoodEnough ? standIn : 0, 1);
    if (next === undefined) break;
    taken.set(documentOf(next), (taken.get(documentOf(next)) ?? 0) + 1);
    chosen.push(next);
  }
  return chosen;
}
