import { commentEvent, viaFor } from '../wire/comment-event.js';
import { INTEGRATION_USER_ID, seedIdSequence } from '../store/ids.js';
import { isoSeconds } from '../../time.js';
import type { Audit, AuditEvent, FieldEvent } from '../store/types.js';
import { AGENTS } from '../../seed/agents.js';
import { seedContent, type SeedContent } from '../../seed/seed-content.js';
import type { SeedWorld } from '../../seed/seed-world.js';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)';

/** The audits of a seeded ticket, oldest first: its creation, the replies, and what agents set. */
export function seedHistory(world: SeedWorld, index: number): Audit[] {
  const content = seedContent(world, index);
  const nextId = seedIdSequence(index + 1);
  const { facts } = content;
  const steps = content.replies.length + (facts.status === 'new' ? 0 : 1);
  const stepSeconds = (facts.updatedAt - facts.createdAt) / Math.max(1, steps);
  const audits = [createdAudit(content, { ticketId: index + 1, nextId })];
  content.replies.forEach((reply, at) => {
    const byAgent = reply.by === 'agent';
    audits.push(
      audit({
        ticketId: index + 1,
        nextId,
        at: facts.createdAt + Math.floor(stepSeconds * (at + 1)),
        authorId: byAgent ? agentOf(content) : facts.requesterId,
        channel: byAgent ? 'web' : content.channel,
        events: (auditId, authorId) => [commentEvent({ ...reply, id: nextId(), auditId, authorId })],
      }),
    );
  });
  if (facts.status !== 'new') audits.push(triageAudit(content, { ticketId: index + 1, nextId }));
  return audits;
}

interface Place {
  ticketId: number;
  nextId: () => number;
}

interface AuditParts extends Place {
  at: number;
  authorId: number;
  channel: string;
  events: (auditId: number, authorId: number) => AuditEvent[];
}

function audit({ ticketId, nextId, at, authorId, channel, events }: AuditParts): Audit {
  const id = nextId();
  return {
    id,
    ticket_id: ticketId,
    created_at: isoSeconds(at),
    author_id: authorId,
    metadata: { system: { client: BROWSER, ip_address: '192.0.2.1' }, custom: {} },
    events: events(id, authorId),
    via: viaFor(channel),
  };
}

function createdAudit(content: SeedContent, place: Place): Audit {
  const { facts, body, html, attachments } = content;
  const field = (name: string, value: unknown): FieldEvent => ({
    id: place.nextId(),
    type: 'Create',
    value,
    field_name: name,
  });
  const early = facts.status === 'new';
  return audit({
    ...place,
    at: facts.createdAt,
    authorId: facts.requesterId,
    channel: content.channel,
    events: (auditId, authorId) => [
      commentEvent({ id: place.nextId(), auditId, authorId, body, html, public: true, attachments }),
      field('subject', content.subject),
      field('status', 'new'),
      field('priority', early ? facts.priority : null),
      field('type', facts.type),
      ...(facts.tags.length > 0 ? [field('tags', facts.tags)] : []),
      field('requester_id', String(facts.requesterId)),
      {
        id: place.nextId(),
        type: 'Notification',
        via: {
          channel: 'rule',
          source: { from: { id: 6130830300186, title: 'Confirm receipt' }, to: {}, rel: 'trigger' },
        },
        subject: 'Request received',
        body: 'Thank you, a person will look at it.',
        recipients: [facts.requesterId],
      },
    ],
  });
}

function triageAudit(content: SeedContent, place: Place): Audit {
  const { facts } = content;
  const field = (name: string, value: unknown, previous: unknown): FieldEvent => ({
    id: place.nextId(),
    type: 'Change',
    value,
    field_name: name,
    previous_value: previous,
  });
  return audit({
    ...place,
    at: facts.updatedAt,
    authorId: facts.status === 'deleted' ? INTEGRATION_USER_ID : agentOf(content),
    channel: 'web',
    events: () => [
      field('status', facts.status, 'new'),
      ...(facts.priority === null ? [] : [field('priority', facts.priority, null)]),
      ...(facts.assigneeId === null ? [] : [field('assignee_id', String(facts.assigneeId), null)]),
    ],
  });
}

function agentOf({ facts }: SeedContent): number {
  return facts.assigneeId ?? AGENTS[facts.requesterIndex % AGENTS.length]?.id ?? INTEGRATION_USER_ID;
}
