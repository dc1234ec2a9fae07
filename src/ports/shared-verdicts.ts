import type { Analysis } from '../contract/ticket.js';

/** What the model said of a ticket, as far as it holds for every equal ticket. Its summary is free of personal data. */
export type ModelVerdict = Omit<Analysis, 'usage' | 'inputHash'>;

/** Names all tickets of a tenant that get the same verdict. */
export interface VerdictKey {
  tenant: string;
  /** SHA-256, hex, over everything that the verdict depends on. */
  inputHash: string;
}

/** Turns values into text that only holders of the keys can read. */
export interface Sealer {
  seal(value: unknown): Promise<string>;
  /** Null when it was not sealed with a key that we have, or was changed since. */
  open(sealed: string): Promise<unknown>;
}

/**
 * Verdicts of the model that all workers share, for a week each and so many a tenant. Both methods throw what the
 * database client throws.
 */
export interface SharedVerdicts {
  /** Null: there is none, it has expired, or it cannot be read with our keys. */
  find(key: VerdictKey): Promise<ModelVerdict | null>;
  /** Replaces what was kept under the key. */
  keep(key: VerdictKey, verdict: ModelVerdict): Promise<void>;
}
