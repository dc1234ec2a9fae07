import { seedFacts } from '../../seed/seed-facts.js';
import type { SeedWorld } from '../../seed/seed-world.js';
import { ExportStream } from './export-stream.js';
import { GROUP_ID, IdSequence } from './ids.js';
import type { CreatedTicket, CreatedUser, TicketChange, TicketMarks, TicketRecord } from './types.js';

/** All tickets. Changes come in through `add` and `apply` only, in the order of the journal. */
export class TicketStore {
  readonly stream = new ExportStream();
  readonly ids = new IdSequence();
  readonly createdUsers = new Map<number, CreatedUser>();
  readonly world: SeedWorld;
  #records: TicketRecord[] = [];

  constructor(world: SeedWorld) {
    this.world = world;
    for (let index = 0; index < world.tickets; index += 1) this.#records.push(seededRecord(world, index));
    const byChange = [...this.#records].sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
    for (const record of byChange) this.stream.append(record, record.updatedAt);
  }

  get size(): number {
    return this.#records.length;
  }

  get(ticketId: number): TicketRecord | undefined {
    return this.#records[ticketId - 1];
  }

  all(): readonly TicketRecord[] {
    return this.#records;
  }

  add(created: CreatedTicket): void {
    const { id, at, tags, audit, requester } = created;
    this.createdUsers.set(requester.id, requester);
    for (const { id: auditId, events } of [audit, ...(created.further ?? [])])
      this.ids.observe(lastId(events, Math.max(auditId, requester.id)));
    const record: TicketRecord = {
      id,
      seedIndex: null,
      subject: created.subject,
      status: created.status,
      priority: created.priority,
      type: null,
      tags,
      assignee_id: null,
      group_id: null,
      requesterId: requester.id,
      createdAt: at,
      updatedAt: at,
      generatedAt: at,
      streamPosition: 0,
      laterAudits: [audit, ...(created.further ?? [])],
      ...(created.log === undefined ? {} : { log: created.log }),
      foreignTags: tags,
      personPriority: created.priority !== null,
      marks: null,
    };
    this.#records[id - 1] = record;
    this.stream.append(record, at);
  }

  apply(change: TicketChange): TicketRecord {
    const record = this.get(change.ticketId);
    if (record === undefined)
      throw new Error(`journal names ticket ${change.ticketId}, which does not exist`);
    this.ids.observe(lastId(change.audit.events, change.audit.id));
    if (change.by === 'api') markApiWrite(record, change);
    else markAgentEdit(record, change);
    Object.assign(record, change.set);
    if (change.byRules !== undefined) {
      markAgentEdit(record, { set: change.byRules });
      Object.assign(record, change.byRules);
    }
    (record.laterAudits ??= []).push(change.audit);
    record.updatedAt = change.at;
    this.stream.append(record, change.at);
    return record;
  }
}

function seededRecord(world: SeedWorld, index: number): TicketRecord {
  const facts = seedFacts(world, index);
  return {
    id: index + 1,
    seedIndex: index,
    subject: null,
    status: facts.status,
    priority: facts.priority,
    type: facts.type,
    tags: facts.tags,
    assignee_id: facts.assigneeId,
    group_id: facts.hasGroup ? GROUP_ID : null,
    requesterId: facts.requesterId,
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    generatedAt: facts.updatedAt,
    streamPosition: 0,
    laterAudits: null,
    foreignTags: facts.tags,
    personPriority: facts.priority !== null,
    marks: null,
  };
}

function lastId(events: readonly { id: number }[], atLeast: number): number {
  return events.reduce((last, { id }) => Math.max(last, id), atLeast);
}

function marksOf(record: TicketRecord): TicketMarks {
  record.marks ??= { writes: 0, aiComments: 0, notes: [], lostForeignTags: [], overwrittenPriorities: 0 };
  return record.marks;
}

function markApiWrite(record: TicketRecord, { set, audit }: TicketChange): void {
  const marks = marksOf(record);
  marks.writes += 1;
  for (const event of audit.events) {
    if (event.type !== 'Comment' || event.public) continue;
    marks.aiComments += 1;
    marks.notes.push(event.body);
  }
  if (set.priority !== undefined && record.personPriority) marks.overwrittenPriorities += 1;
  const { tags } = set;
  if (tags === undefined) return;
  const now = new Set(tags);
  for (const tag of record.foreignTags) if (!now.has(tag)) marks.lostForeignTags.push(tag);
  record.foreignTags = record.foreignTags.filter((tag) => now.has(tag));
}

function markAgentEdit(record: TicketRecord, { set }: Pick<TicketChange, 'set'>): void {
  if (set.priority !== undefined) record.personPriority = true;
  const { tags } = set;
  if (tags === undefined) return;
  const [before, now] = [new Set(record.tags), new Set(tags)];
  const added = tags.filter((tag) => !before.has(tag));
  record.foreignTags = [...record.foreignTags.filter((tag) => now.has(tag)), ...added];
}
