import { z } from 'zod';

/**
 * The vendor's answers, reduced to the fields we use. Fields we can do without may be null, missing or odd;
 * unknown fields are dropped. What a write depends on (ticket ID, tags, priority, update stamp) must be there.
 * @see https://developers.freshdesk.com/api/
 */
const id = z.union([z.number().int(), z.string().min(1).max(64)]).transform(String);
const optionalId = id.nullish().catch(null);
const optionalText = z.string().nullish().catch(null);
const optionalNumber = z.number().nullish().catch(null);
const optionalFlag = z.boolean().nullish().catch(null);
const tagList = z.array(z.string()).nullable();
const stamp = z.iso.datetime({ offset: true });
const addressList = z.array(optionalText).nullish().catch(null);
const attachments = z
  .array(z.object({ name: optionalText }))
  .nullish()
  .catch(null);

/** Where a ticket belongs and how it came in. */
const place = { group_id: optionalId, product_id: optionalId, source: optionalNumber };
export type WirePlace = z.output<z.ZodObject<typeof place>>;

/** As in the path of every other request; anything else is no ticket that could be read or written. */
export const TICKET_NUMBER = /^[1-9]\d{0,18}$/;

/** One line of the listing. */
export const listedTicket = z.object({
  id: id.pipe(z.string().regex(TICKET_NUMBER)),
  ...place,
  status: optionalNumber,
  tags: tagList.nullish().catch(null),
  updated_at: stamp,
  deleted: optionalFlag,
  spam: optionalFlag,
});
/** What a line tells at least of where it stands in the listing. */
export const listedTime = z.object({ id: id.nullish().catch(null), updated_at: stamp });
/** Lines are read one by one: one that cannot be read must not hold up the others. */
export const ticketsAnswer = z.array(z.unknown());
/** A list in which no line may be missed. */
export const ticketIdsAnswer = z.array(z.object({ id }));
export type WireListedTicket = z.output<typeof listedTicket>;

/** Phone numbers come as text, and now and then as numbers. */
const phone = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const person = z.object({ name: optionalText, email: optionalText, phone, mobile: phone });
export type WirePerson = z.output<typeof person>;

/** A contact has its names beside its ID; an agent's are those of the contact within. */
export const personAnswer = z.union([
  z.object({ contact: person }).transform(({ contact }) => contact),
  person,
]);

export const ticketAnswer = z.object({
  id,
  ...place,
  status: optionalNumber,
  tags: tagList,
  /** An odd one is an error, not a ticket without a priority, which we would overwrite. */
  priority: z.number().int().nullish(),
  updated_at: stamp,
  created_at: optionalText,
  subject: optionalText,
  description: optionalText,
  description_text: optionalText,
  requester_id: optionalId,
  responder_id: optionalId,
  requester: person.nullish().catch(null),
  cc_emails: addressList,
  attachments,
  deleted: optionalFlag,
  spam: optionalFlag,
});
export type WireTicket = z.output<typeof ticketAnswer>;

export const conversationAnswer = z.object({
  id: optionalId,
  user_id: optionalId,
  body: optionalText,
  body_text: optionalText,
  incoming: optionalFlag,
  private: optionalFlag,
  source: optionalNumber,
  from_email: optionalText,
  created_at: optionalText,
  attachments,
});
export const conversationsAnswer = z.array(conversationAnswer);
export type WireConversation = z.output<typeof conversationAnswer>;

export const currentAgentAnswer = z.object({ id, ticket_scope: optionalNumber });

/** A rule that cannot be read must not be missed: events and conditions have to be lists. */
const ruleEvent = z.object({
  field_name: optionalText,
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  value: z.unknown().optional(),
});
export type WireRuleEvent = z.output<typeof ruleEvent>;
const ruleProperty = z.object({
  field_name: optionalText,
  operator: optionalText,
  value: z.unknown().optional(),
});
export type WireRuleProperty = z.output<typeof ruleProperty>;
const rule = z.object({
  id,
  name: optionalText,
  active: optionalFlag,
  operator: optionalText,
  performer: z.object({ type: optionalNumber }).nullish().catch(null),
  events: z.array(ruleEvent).nullish(),
  conditions: z
    .array(z.object({ match_type: optionalText, properties: z.array(ruleProperty).nullish() }))
    .nullish(),
});
export type WireRule = z.output<typeof rule>;
export const rulesAnswer = z.array(rule);

const ticketField = z.object({
  id,
  name: optionalText,
  label: optionalText,
  type: optionalText,
  archived: optionalFlag,
  required_for_agents: optionalFlag,
  required_for_closure: optionalFlag,
  choices: z.unknown().optional(),
});
export type WireTicketField = z.output<typeof ticketField>;
export const ticketFieldsAnswer = z.array(ticketField);
