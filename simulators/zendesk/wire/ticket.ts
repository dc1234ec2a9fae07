import { seedContent } from '../../seed/seed-content.js';
import { personUserId } from '../../seed/people.js';
import * as ids from '../store/ids.js';
import { isoSeconds } from '../../time.js';
import type { TicketStore } from '../store/ticket-store.js';
import type { TicketRecord, Via } from '../store/types.js';
import { viaFor } from './comment-event.js';

const CUSTOM_STATUS_BASE = 6_130_830_355_738;
const PLANS = ['starter', 'team', 'business', null];

/** Texts and other fields that never change. */
interface Fixed {
  subject: string;
  description: string;
  via: Via;
  emailCcIds: number[];
}

/** A ticket as the vendor sends it. */
export function wireTicket(
  record: TicketRecord,
  { store, baseUrl }: { store: TicketStore; baseUrl: string },
) {
  const fixed = fixedOf(record, store);
  const subject = record.subject ?? fixed.subject;
  const mail = fixed.via.channel === 'email';
  const fields = [
    { id: ids.PLAN_FIELD_ID, value: PLANS[record.id % PLANS.length] ?? null },
    { id: ids.REGION_FIELD_ID, value: null },
  ];
  return {
    url: `${baseUrl}/api/v2/tickets/${record.id}.json`,
    id: record.id,
    external_id: null,
    via: fixed.via,
    created_at: isoSeconds(record.createdAt),
    updated_at: isoSeconds(record.updatedAt),
    type: record.type,
    subject,
    raw_subject: subject,
    description: fixed.description,
    priority: record.priority,
    status: record.status,
    recipient: mail ? 'support@tallybird.example' : null,
    requester_id: record.requesterId,
    submitter_id: record.requesterId,
    assignee_id: record.assignee_id,
    organization_id: record.id % 4 === 0 ? ids.ORGANIZATION_ID : null,
    group_id: record.group_id,
    collaborator_ids: fixed.emailCcIds,
    follower_ids: [],
    email_cc_ids: fixed.emailCcIds,
    forum_topic_id: null,
    problem_id: null,
    has_incidents: false,
    is_public: true,
    due_at: null,
    tags: record.tags,
    custom_fields: fields,
    satisfaction_rating: record.id % 5 === 0 ? { score: 'unoffered' } : null,
    sharing_agreement_ids: [],
    custom_status_id: CUSTOM_STATUS_BASE + record.status.length * 128,
    encoded_id: `TB${record.id.toString(36).toUpperCase().padStart(5, '0')}-ZD`,
    fields,
    followup_ids: [],
    ticket_form_id: ids.TICKET_FORM_ID,
    brand_id: ids.BRAND_ID,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: fixed.via.channel === 'chat' || record.log !== undefined,
  };
}

function fixedOf(record: TicketRecord, store: TicketStore): Fixed {
  if (record.seedIndex !== null) {
    const content = seedContent(store.world, record.seedIndex);
    return {
      subject: content.subject,
      description: content.body,
      via: viaFor(content.channel),
      emailCcIds: content.facts.copiedIndexes.map(personUserId),
    };
  }
  const created = record.laterAudits?.[0];
  const first = created?.events.find(({ type }) => type === 'Comment' || type === 'VoiceComment');
  return {
    subject: '',
    description: first !== undefined && 'body' in first ? first.body : '',
    via: created?.via ?? viaFor('api'),
    emailCcIds: [],
  };
}
