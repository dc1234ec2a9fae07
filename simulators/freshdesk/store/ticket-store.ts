import type { SeedWorld } from '../../seed/seed-world.js';
import { seedFacts } from '../seed/seed-facts.js';
import { IdSequence } from './ids.js';
import { markChange } from './marks.js';
import {
  PRIORITY,
  type Conversation,
  type CreatedContact,
  type CreatedTicket,
  type NoteEdit,
  type TicketChange,
  type TicketRecord,
} from './types.js';
import { UpdateOrder } from './update-order.js';

/** All tickets. Changes come in through `add` and `apply` only, in the order of the journal. */
export class TicketStore {
  readonly order = new UpdateOrder();
  readonly ids = new IdSequence();
  readonly createdContacts = new Map<number, CreatedContact>();
  readonly world: SeedWorld;
  #records: TicketRecord[] = [];

  constructor(world: SeedWorld) {
    this.world = world;
    for (let index = 0; index < world.tickets; index += 1) this.#records.push(seededRecord(world, index));
    const byChange = [...this.#records].sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
    for (const record of byChange) this.order.add(record);
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
    this.createdContacts.set(created.requester.id, created.requester);
    this.ids.observe(created.requester.id);
    for (const { id } of created.conversations ?? []) this.ids.observe(id);
    const record = createdRecord(created);
    this.#records[created.id - 1] = record;
    this.order.add(record);
  }

  /** The note anew; undefined where there is none that can be edited. */
  editNote({ ticketId, noteId, html, text }: NoteEdit): Conversation | undefined {
    const record = this.get(ticketId);
    const note = record?.later?.find(({ id, kind }) => id === noteId && kind === 'note');
    if (record === undefined || note === undefined) return undefined;
    const index = record.marks?.notes.indexOf(note.text) ?? -1;
    if (record.marks && index >= 0) record.marks.notes[index] = text;
    return Object.assign(note, { html, text });
  }

  /** The ticket that a note was added to. */
  ticketOfNote(noteId: number): number | undefined {
    return this.#records.find(({ later }) => later?.some(({ id, kind }) => id === noteId && kind === 'note'))
      ?.id;
  }

  apply(change: TicketChange): TicketRecord {
    const record = this.get(change.ticketId);
    if (record === undefined)
      throw new Error(`journal names ticket ${change.ticketId}, which does not exist`);
    for (const { id } of change.conversations) this.ids.observe(id);
    markChange(record, change);
    if (change.set.status !== undefined) record.statusAt = change.at;
    Object.assign(record, change.set);
    if (change.conversations.length > 0) (record.later ??= []).push(...change.conversations);
    this.order.move(record, change.at);
    return record;
  }
}

function seededRecord(world: SeedWorld, index: number): TicketRecord {
  const facts = seedFacts(world, index);
  return {
    id: index + 1,
    seedIndex: index,
    created: null,
    subject: null,
    status: facts.status,
    priority: facts.priority,
    type: facts.type,
    tags: facts.tags,
    responder_id: facts.responderId,
    group_id: facts.groupId,
    custom_fields: facts.customFields,
    spam: facts.spam,
    deleted: facts.deleted,
    requesterId: facts.requesterId,
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    statusAt: facts.updatedAt,
    updateNumber: 0,
    later: null,
    foreignTags: facts.tags,
    personPriority: facts.priority !== PRIORITY.low,
    marks: null,
  };
}

function createdRecord(created: CreatedTicket): TicketRecord {
  const { id, at, status, priority, tags, spam, deleted, requester } = created;
  return {
    id,
    seedIndex: null,
    created,
    subject: null,
    status,
    priority,
    type: null,
    tags,
    responder_id: null,
    group_id: null,
    custom_fields: { cf_plan: null, cf_region: null },
    spam,
    deleted,
    requesterId: requester.id,
    createdAt: at,
    updatedAt: at,
    statusAt: at,
    updateNumber: 0,
    later: created.conversations ?? null,
    foreignTags: tags,
    personPriority: priority !== PRIORITY.low,
    marks: null,
  };
}
