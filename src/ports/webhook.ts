import { z } from 'zod';

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
