import { LONGEST_TAG as LONGEST_OF_FRESHDESK } from '../../platforms/freshdesk/announced-changes.js';
import { DEFAULT_VERDICT_POLICY, type VerdictPolicy } from '../../domain/tenant-policy.js';
import type { ConfigFault } from '../../ports/faults.js';
import type { PlatformConfig } from './tenant.js';

/** Characters. Zendesk's own limit is far beyond what a prefix and a name may have. */
const LONGEST: Record<PlatformConfig['kind'], number> = {
  zendesk: Infinity,
  freshdesk: LONGEST_OF_FRESHDESK,
};

export interface CategoryTags {
  kind: PlatformConfig['kind'];
  categories?: VerdictPolicy['categories'] | undefined;
  categoryTagPrefix?: string | undefined;
}

/**
 * A fault for each category whose tag the help desk would refuse, by which no ticket of that category would ever get
 * its verdict. @param path of the tenant, such as `tenants[0]`.
 */
export function categoryTagFaults(
  { kind, categories = [], categoryTagPrefix = DEFAULT_VERDICT_POLICY.categoryTagPrefix }: CategoryTags,
  path: string,
): ConfigFault[] {
  const most = LONGEST[kind] - categoryTagPrefix.length;
  const expected =
    most < 1
      ? `a shorter categoryTagPrefix: a tag of ${kind} has at most ${LONGEST[kind]} characters`
      : `a name of at most ${most} characters: with ${categoryTagPrefix} it is a tag, and one of ${kind} has at most ${LONGEST[kind]}`;
  return categories.flatMap(({ name }, index) => {
    if (name.length <= most) return [];
    return [{ variable: `${path}.categories[${index}].name`, expected, got: JSON.stringify(name) }];
  });
}
