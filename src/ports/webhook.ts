import { z } from 'zod';
import { randomBytes, createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a help desk tells of a ticket, in our words. Only what decides whether to look at it: the ticket says the rest. */
export interface Delivery {
  ticketId: string;
  /** `gone`: deleted, merged into another one, or spam. `unsaid`: the body does not tell. */
  change: 'created' | 'customerReply' | 'gone' | 'other' | 'unsaid';
  /** Null: the body does not tell. */
  tags: readonly string[] | null;
  /** No person made the change: a rule of the help desk did. */
  byRule: boolean;
}

/** A body that was read. `elsewhere`: it tells of something that is no ticket. Null instead: of nothing we know. */
export type ReadBody = { about: 'ticket'; delivery: Delivery } | { about: 'elsewhere' };

/** A field that may be missing, or be anything: then it is as if it were not there. */
export const ifUsable = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** A ticket's number, as number or as text: placeholders become text. */
export const ticketNumber = z
  .union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,18}$/)])
  .transform(String);

/** A list, or the text that a placeholder becomes: Zendesk puts spaces between tags, Freshdesk commas. */
export const tagList = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(/[\s,]+/).filter((tag) => tag !== '')),
]);

const ownBody = z.object({
  ticket_id: ifUsable(ticketNumber),
  ticket: ifUsable(z.object({ id: ifUsable(ticketNumber), tags: ifUsable(tagList) })),
  id: ifUsable(ticketNumber),
  tags: ifUsable(tagList),
});

/** Reads a body that the account's own rule composes: `ticket_id`, `ticket.id` or `id`, and the tags if it tells them. */
export function readOwnBody(body: unknown): ReadBody | null {
  const { data } = ownBody.safeParse(body);
  const ticketId = data?.ticket_id ?? data?.ticket?.id ?? data?.id;
  if (ticketId === undefined) return null;
  const tags = data?.tags ?? data?.ticket?.tags ?? null;
  return { about: 'ticket', delivery: { ticketId, change: 'unsaid', tags, byRule: false } };
}

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

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two texts are the same, in a time that tells nothing of where they differ or how long they are. */
export const equalTexts = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));
