import type { ConfigFault } from '../../ports/faults.js';
import { isMapping, type Mapping } from './part-faults.js';

/** Looks at the entries themselves, so that a fault elsewhere does not hide these. */

/** A name is the tenant's in workflow IDs, queues and statistics: there is one of each. */
export function sharedNames(entries: readonly unknown[]): ConfigFault[] {
  const names = entries.map((entry) => (isMapping(entry) ? entry['name'] : undefined));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (typeof name !== 'string' || first === index) return [];
    const expected = `another name than that of tenants[${first}]`;
    return [{ variable: `tenants[${index}].name`, expected, got: JSON.stringify(name) }];
  });
}

/** One writer a ticket: two tenants on one account would each write a verdict to each ticket, also in turns. */
export function sharedAccounts(entries: readonly unknown[]): ConfigFault[] {
  const known = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const platform = isMapping(entry) && isMapping(entry['platform']) ? entry['platform'] : {};
    const identities = accountIdentities(platform);
    const first = identities.map((identity) => known.get(identity)).find((other) => other !== undefined);
    for (const identity of identities) if (!known.has(identity)) known.set(identity, index);
    if (first === undefined) return [];
    const key = platform['baseUrl'] === undefined ? 'subdomain' : 'baseUrl';
    const expected = `another account than that of tenants[${first}]`;
    return [{ variable: `tenants[${index}].platform.${key}`, expected, got: 'the same account' }];
  });
}

/** A subdomain and its address are one account, whichever of them an entry names. */
function accountIdentities({ kind, subdomain, baseUrl }: Mapping): string[] {
  const host = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? [new URL(baseUrl).host] : [];
  const vendor = kind === 'freshdesk' ? 'freshdesk' : 'zendesk';
  const named = typeof subdomain === 'string' ? [`${subdomain.toLowerCase()}.${vendor}.com`] : [];
  return [...host, ...named];
}
