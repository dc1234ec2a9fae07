import type { Analysis } from '../contract/ticket.js';
import { reachesThreshold } from '../domain/confidence.js';
import type { VerdictPolicy } from '../domain/tenant-policy.js';

/** A model's verdict with what the tenant of today makes of it: the category's tag, and whether it is too unsure. */
export function applyPolicy(
  analysis: Analysis,
  {
    categoryTagPrefix,
    confidenceThreshold,
  }: Pick<VerdictPolicy, 'categoryTagPrefix' | 'confidenceThreshold'>,
): Analysis {
  const { category } = analysis.verdict;
  return {
    ...analysis,
    ...(category === undefined ? {} : { categoryTag: `${categoryTagPrefix}${category}` }),
    ...(reachesThreshold(analysis.confidence, confidenceThreshold)
      ? {}
      : { belowConfidence: confidenceThreshold }),
  };
}
