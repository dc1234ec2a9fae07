import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** `unproven`: it may be anybody's. `stale`: it was the help desk's once, and may be somebody's repetition now. */
export type Proof = 'genuine' | 'unproven' | 'stale';

/** A delivery as it came, before anything of it is believed. */
export interface UnprovenDelivery {
  headers: IncomingHttpHeaders;
  /** Byte for byte. */
  body: Buffer;
  /** What proves a delivery of this tenant; null: there is no such tenant, or it takes no webhooks. */
  key: string | null;
}

/** Stands for a key that there is not, so that an unknown tenant takes as long to refuse as a wrong key. */
export const NOBODYS_KEY = randomBytes(32).toString('base64');

/** The value of a header that must be there once; empty when it is not. */
export function headerText(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
