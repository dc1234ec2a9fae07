import { isDeepStrictEqual } from 'node:util';
import type { ReadyTenant } from './tenants.js';

/** What is to be done so that the tenants of one moment become those of another. */
export interface TenantChanges {
  added: ReadyTenant[];
  /** As they are to be. */
  changed: ReadyTenant[];
  /** Names. */
  removed: string[];
}

/** What differs between two readings of the tenants; their order in the file does not count. */
export function tenantChanges(before: readonly ReadyTenant[], after: readonly ReadyTenant[]): TenantChanges {
  const known = new Map(before.map((tenant) => [tenant.name, tenant]));
  const kept = new Set(after.map(({ name }) => name));
  return {
    added: after.filter(({ name }) => !known.has(name)),
    changed: after.filter((tenant) => {
      const earlier = known.get(tenant.name);
      return earlier !== undefined && !isDeepStrictEqual(settings(earlier), settings(tenant));
    }),
    removed: before.flatMap(({ name }) => (kept.has(name) ? [] : [name])),
  };
}

/** Nothing differs. */
export const isNoChange = ({ added, changed, removed }: TenantChanges): boolean =>
  added.length + changed.length + removed.length === 0;

/** One moment is enough to tell ages and times apart, if it is one that nobody writes down. */
const SOME_MOMENT = new Date('2001-02-03T04:05:06.789Z');

/** A tenant without its place in the file; where its first scan begins, as a value. */
function settings({ triage, ...tenant }: ReadyTenant): object {
  const scanStart = triage.scanStart(SOME_MOMENT);
  return { ...tenant, fileEntry: null, triage: { ...triage, scanStart } };
}
