import { LRUCache } from 'lru-cache';
import type { ModelVerdict, SharedVerdicts, VerdictKey } from '../ports/shared-verdicts.js';
import { within } from '../http/within.js';

/** Verdicts of one tenant held by one process: a few MiB. */
const MOST_IN_MEMORY = 5_000;
/** As long as what is shared; a verdict that was replaced by another process is asked for again after this. */
const MEMORY_LIFETIME_MS = 60 * 60_000;
/** A database answers in a few milliseconds; the model takes a second or two. */
const SHARED_ANSWERS_WITHIN_MS = 250;
/** A database that failed, or was slow, is left alone for this long. */
const SHARED_RESTS_MS = 30_000;

/** Verdicts for tickets equal to one that the model has judged. Never fails, and hardly waits. */
export interface VerdictCache {
  find(key: VerdictKey): Promise<ModelVerdict | null>;
  keep(key: VerdictKey, verdict: ModelVerdict): void;
}

export interface VerdictCacheOptions {
  /** Null: what this process knows is all there is. */
  shared: SharedVerdicts | null;
  /** Told when the shared verdicts are left alone for a while. Must not throw. */
  onTrouble?: ((error: unknown) => void) | undefined;
  answersWithinMs?: number;
  /** Of each tenant. Default 5,000. */
  mostInMemory?: number;
}

/**
 * This process's own verdicts in front of those that all workers share. A database that is down is a miss. Each tenant
 * has its own room, so that a flood of one tenant's tickets pushes nobody else's verdicts out.
 */
export function createVerdictCache({
  shared,
  onTrouble,
  answersWithinMs = SHARED_ANSWERS_WITHIN_MS,
  mostInMemory = MOST_IN_MEMORY,
}: VerdictCacheOptions): VerdictCache {
  const rooms = new Map<string, LRUCache<string, ModelVerdict>>();
  const roomOf = (tenant: string): LRUCache<string, ModelVerdict> => {
    const known =
      rooms.get(tenant) ?? new LRUCache<string, ModelVerdict>({ max: mostInMemory, ttl: MEMORY_LIFETIME_MS });
    rooms.set(tenant, known);
    return known;
  };
  let restsUntilMs = 0;
  const unlessResting = async <T>(ask: (shared: SharedVerdicts) => Promise<T>): Promise<T | null> => {
    if (shared === null || performance.now() < restsUntilMs) return null;
    try {
      return await within(answersWithinMs, ask(shared));
    } catch (error) {
      if (performance.now() >= restsUntilMs) onTrouble?.(error);
      restsUntilMs = performance.now() + SHARED_RESTS_MS;
      return null;
    }
  };
  return {
    async find(key) {
      const own = roomOf(key.tenant);
      const known = own.get(key.inputHash);
      if (known !== undefined) return known;
      const found = await unlessResting((verdicts) => verdicts.find(key));
      if (found !== null) own.set(key.inputHash, found);
      return found;
    },
    keep(key, verdict) {
      roomOf(key.tenant).set(key.inputHash, verdict);
      void unlessResting((verdicts) => verdicts.keep(key, verdict));
    },
  };
}
