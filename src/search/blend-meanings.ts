import type { RankedProvision } from "./rank-fusion.ts";

/**
 * One ranking out of those of two embedders on the same scale: the weighted mean of both similarities, 0 for a
 * ranking that lacks the provision. Equal scores in reading order.
 * @param weight of `configured`, 0 to 1
 */
export function blendMeanings(
  builtIn: readonly RankedProvision[],
  configured: readonly RankedProvision[],
  weight: number,
): RankedProvision[] {
  const byBuiltIn = new Map(builtIn.map((hit) => [hit.provision, hit]));
  const byConfigured = new Map(configured.map((hit) => [hit.provision, hit]));
  return [...new Map([...byBuiltIn, ...byConfigured]).values()]
    .map(({ provision, row }) => ({
      provision,
      row,
      score:
        weight * (byConfigured.get(provision)?.score ?? 0) +
        (1 - weight) * (byBuiltIn.get(provision)?.score ?? 0),
    }))
    .sort((one, other) => other.score - one.score || one.provision - other.provision);
}
