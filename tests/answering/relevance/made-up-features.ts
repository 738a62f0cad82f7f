import {
  answerabilityFeatures,
  type FeatureName,
  type Features,
} from "../../../src/answering/relevance/features.ts";

/** Features of which only those given are not 0. */
export function madeUpFeatures(given: Partial<Features>): Features {
  const zeros = Object.fromEntries(answerabilityFeatures.asked.map((name) => [name, 0]));
  return { ...(zeros as Record<FeatureName, number>), isAskedOf: true, ...given };
}
