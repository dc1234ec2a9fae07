import { LRUCache } from 'lru-cache';
import type { ModelVerdict, SharedVerdicts, VerdictKey } from '../ports/records.js';
import { within } from '../http/waiting.js';
import { createHash } from 'node:crypto';
import type { RedactedTicket } from '../domain/ticket.js';
import { writtenPlaceholders } from '../domain/redaction/placeholders.js';

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

interface VerdictCacheOptions {
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

/** Counted up when equal keys must no longer mean equal verdicts, or when what is kept under them changes its form. */
const FORMAT = 1;

export interface VerdictKeyInput {
  tenant: string;
  /** The configured model. */
  model: string;
  /** All that the model is told beside the ticket: prompt with its version and language, labels, categories. */
  instructions: unknown;
  ticket: RedactedTicket;
}

/**
 * Tickets with the same key get the same verdict. They may differ in white space, in how Unicode writes the same
 * letters, and in the numbers of placeholders as long as the same ones are equal: `<CARD_1> and <CARD_2>` is never
 * `<CARD_1> and <CARD_1>`. Everything else counts, case too: shouting is a sign of urgency and anger, and so do order,
 * authors and bounds of messages.
 */
export function verdictKey({ tenant, model, instructions, ticket }: VerdictKeyInput): VerdictKey {
  const normalised = normaliser();
  const parts = [
    normalised(ticket.subject),
    ...ticket.messages.map(({ author, text }) => [author, normalised(text)]),
  ];
  const inputHash = createHash('sha256')
    .update(JSON.stringify([FORMAT, tenant, model, instructions, parts]))
    .digest('hex');
  return { tenant, inputHash };
}

/** Numbers placeholders of each type by their first appearance in what it is given, one text after the other. */
function normaliser(): (text: string) => string {
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  const numberOf = (type: string, placeholder: string): number => {
    const known = numbers.get(placeholder);
    if (known !== undefined) return known;
    const next = (counts.get(type) ?? 0) + 1;
    counts.set(type, next);
    numbers.set(placeholder, next);
    return next;
  };
  return (text) => {
    let result = '';
    let end = 0;
    for (const found of writtenPlaceholders(text)) {
      const number = numberOf(found.type, `${found.type}_${found.number}`);
      result += `${text.slice(end, found.start)}<${found.type}_${number}>`;
      end = found.end;
    }
    return (result + text.slice(end)).normalize('NFC').replace(/\s+/g, ' ').trim();
  };
}

/** Names one workflow run, for what this process remembers of it. */
export const runKey = (run: { workflowId: string; runId: string } | undefined): string =>
  `${run?.workflowId}/${run?.runId}`;
