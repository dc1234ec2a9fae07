import type { Client } from '@temporalio/client';
import { readPause } from '../temporal/pause.js';

/** A pause is in force this much later at most, and so is its end: what is passed over then, the next scan finds. */
export const PAUSE_HOLDS_MS = 5_000;
/** A delivery must not wait long for an answer about a pause: without one the last answer holds. */
const PATIENCE_MS = 2_000;

/**
 * Why a tenant is paused, asked at most once in five seconds however many webhooks come; null: it is not, or Temporal
 * never said.
 */
export function createKnownPauses(
  client: Client,
  now: () => number = Date.now,
): (tenant: string) => Promise<string | null> {
  const known = new Map<string, { askedAtMs: number; reason: Promise<string | null> }>();
  const ask = async (tenant: string, before: Promise<string | null>): Promise<string | null> => {
    try {
      const { paused } = await client.withDeadline(Date.now() + PATIENCE_MS, () => readPause(client, tenant));
      return paused?.reason ?? null;
    } catch {
      return before;
    }
  };
  return (tenant) => {
    const before = known.get(tenant);
    if (before !== undefined && now() - before.askedAtMs < PAUSE_HOLDS_MS) return before.reason;
    const asked = { askedAtMs: now(), reason: ask(tenant, before?.reason ?? Promise.resolve(null)) };
    known.set(tenant, asked);
    return asked.reason;
  };
}
