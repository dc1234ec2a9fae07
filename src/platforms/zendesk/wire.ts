import { z } from 'zod';

/**
 * The vendor's answers, reduced to the fields we use. Fields we can do without may be null, missing or odd;
 * unknown fields are dropped. What a write depends on (ticket ID, tags, update stamp) must be there.
 * @see https://developer.zendesk.com/api-reference/ticketing/introduction/
 */
const id = z.union([z.number().int(), z.string().min(1).max(64)]).transform(String);
const optionalId = id.nullish().catch(null);
const idList = z.array(optionalId).nullish().catch(null);
const optionalText = z.string().nullish().catch(null);
const optionalFlag = z.boolean().nullish().catch(null);
const tagList = z.array(z.string()).nullable();

/** Where a ticket belongs and how it came in. */
const place = {
  group_id: optionalId,
  brand_id: optionalId,
  ticket_form_id: optionalId,
  via: z.object({ channel: optionalText }).nullish().catch(null),
};
export type WirePlace = z.output<z.ZodObject<typeof place>>;

/** As in the path of every other request; anything else is no ticket that could be read or written. */
export const TICKET_NUMBER = /^[1-9]\d{0,18}$/;

/** One line of the listing. */
export const listedTicket = z.object({
  id: id.pipe(z.string().regex(TICKET_NUMBER)),
  ...place,
  status: optionalText,
  tags: tagList.nullish().catch(null),
  subject: optionalText,
  from_messaging_channel: optionalFlag,
  updated_at: optionalText,
  /** Unix seconds of the change that put the ticket into the stream; later than `updated_at` at times. */
  generated_timestamp: z.number().nullish().catch(null),
});

/** Lines are read one by one: one that cannot be read must not hold up the others. */
export const changesAnswer = z.object({
  tickets: z.array(z.unknown()),
  after_cursor: optionalText,
  after_url: optionalText,
  end_of_stream: z.boolean().nullish().catch(null),
});
export type WireChanges = z.output<typeof changesAnswer>;
export type WireListedTicket = z.output<typeof listedTicket>;

const ticket = z.object({
  id,
  ...place,
  status: optionalText,
  tags: tagList,
  priority: optionalText,
  updated_at: z.iso.datetime({ offset: true }),
  subject: optionalText,
  description: optionalText,
  created_at: optionalText,
  from_messaging_channel: optionalFlag,
  requester_id: optionalId,
  submitter_id: optionalId,
  assignee_id: optionalId,
  collaborator_ids: idList,
  follower_ids: idList,
  email_cc_ids: idList,
});
export type WireTicket = z.output<typeof ticket>;

/** Enough of the answer to a write to know that the application gave it. */
export const writeAnswer = z.object({ ticket: z.object({ id }) });

const user = z.object({
  id,
  name: optionalText,
  email: optionalText,
  phone: optionalText,
  role: optionalText,
});
export const usersAnswer = z.object({ users: z.array(user) });
export type WireUser = z.output<typeof user>;

/** `users`: the people on the ticket, from servers that send them along when asked. */
export const ticketAnswer = z.object({ ticket, users: z.array(user).nullish().catch(null) });

/** An anonymous user has a null ID. */
export const currentUserAnswer = z.object({ user: z.object({ id: optionalId, role: optionalText }) });

/** How the vendor says that there is more: cursor pages (`meta`, `links`) or offset pages (`next_page`). */
const paging = {
  meta: z.object({ has_more: z.boolean().nullish(), after_cursor: optionalText }).nullish(),
  links: z.object({ next: optionalText }).nullish().catch(null),
  next_page: optionalText,
};
export type WirePaging = z.output<z.ZodObject<typeof paging>>;

const sender = z.object({ name: optionalText, address: optionalText, phone: optionalText });
/** Of a call. @see https://developer.zendesk.com/documentation/ticketing/managing-tickets/adding-voice-comments-to-tickets */
const call = z.object({
  transcription_text: optionalText,
  from: optionalText,
  to: optionalText,
  answered_by_name: optionalText,
});
const comment = z.object({
  /** `Comment` or `VoiceComment`. */
  type: optionalText,
  data: call.nullish().catch(null),
  author_id: optionalId,
  public: z.boolean().nullish().catch(null),
  created_at: optionalText,
  plain_body: optionalText,
  body: optionalText,
  html_body: optionalText,
  attachments: z
    .array(z.object({ file_name: optionalText }))
    .nullish()
    .catch(null),
  via: z
    .object({
      channel: optionalText,
      source: z.object({ from: sender.nullish() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  metadata: z
    .object({ flags: z.array(z.unknown()).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type WireComment = z.output<typeof comment>;

export const commentsAnswer = z.object({
  comments: z.array(comment),
  users: z.array(user).nullish().catch(null),
  ...paging,
});

/**
 * What was said in messaging channels, which comments do not have.
 * @see https://developer.zendesk.com/documentation/ticketing/reference-guides/conversation-log-events-reference
 */
const logEvent = z.object({
  type: optionalText,
  created_at: optionalText,
  author: z
    .object({ type: optionalText, display_name: optionalText, name: optionalText })
    .nullish()
    .catch(null),
  content: z.object({ text: optionalText, body: optionalText }).nullish().catch(null),
  attachments: z
    .array(z.object({ file_name: optionalText }))
    .nullish()
    .catch(null),
});
export type WireLogEvent = z.output<typeof logEvent>;
export const conversationLogAnswer = z.object({ events: z.array(logEvent), ...paging });

/** What an audit of a chat holds in the `value` of its events: `ChatStartedEvent` and its like. */
export const chatSession = z.object({
  history: z.array(
    z.object({
      type: optionalText,
      actor_type: optionalText,
      actor_name: optionalText,
      message: optionalText,
      filename: optionalText,
      /** Milliseconds since 1970. */
      timestamp: z.number().nullish().catch(null),
    }),
  ),
});
export type WireChatEvent = z.output<typeof chatSession>['history'][number];

/**
 * What made a change. An event has one of its own only where it differs from its audit's.
 * @see https://developer.zendesk.com/documentation/ticketing/reference-guides/ticket-audit-events-reference/
 */
const via = z
  .object({
    channel: z.union([z.string(), z.number().transform(String)]).nullish(),
    source: z
      .object({
        rel: optionalText,
        from: z.object({ id: optionalId, title: optionalText }).nullish().catch(null),
      })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

/** Who owns the priority depends on these events: an odd one is an error, not a history without changes. */
const auditEvent = z.object({
  type: optionalText,
  field_name: optionalText,
  value: z.unknown().optional(),
  previous_value: z.unknown().optional(),
  /** Of comments. */
  public: z.boolean().nullish().catch(null),
  via,
});
export type WireAuditEvent = z.output<typeof auditEvent>;

const audit = z.object({
  created_at: optionalText,
  /** -1: the system. */
  author_id: optionalId,
  metadata: z.unknown().optional(),
  events: z.array(auditEvent).nullish(),
  via,
});
export type WireAudit = z.output<typeof audit>;

export const auditsAnswer = z.object({ audits: z.array(audit), ...paging });

/** A rule that cannot be read must not be missed: its conditions have to be conditions. */
const ruleCondition = z.object({
  field: z.string(),
  operator: optionalText,
  value: z.unknown().optional(),
});
export type WireRuleCondition = z.output<typeof ruleCondition>;

const rule = z.object({
  id,
  title: optionalText,
  active: z.boolean().nullish(),
  conditions: z
    .object({ all: z.array(ruleCondition).nullish(), any: z.array(ruleCondition).nullish() })
    .nullish(),
});
export type WireRule = z.output<typeof rule>;

export const triggersAnswer = z.object({ triggers: z.array(rule), ...paging });
export const automationsAnswer = z.object({ automations: z.array(rule), ...paging });

const ticketField = z.object({
  id,
  type: optionalText,
  title: optionalText,
  active: z.boolean().nullish().catch(null),
  required: z.boolean().nullish().catch(null),
  sub_type_id: z.number().nullish().catch(null),
  system_field_options: z
    .array(z.object({ value: optionalText }))
    .nullish()
    .catch(null),
});
export type WireTicketField = z.output<typeof ticketField>;
export const ticketFieldsAnswer = z.object({ ticket_fields: z.array(ticketField), ...paging });
