import { PlatformError, type TicketWrite } from '../../ports/platform.js';
import {
  announcedNotes,
  wasNeverMade,
  type AnnouncedNote,
  type TicketNow,
  announce,
  changesLeft,
  wasMade,
  markerOf,
  type AnnouncedWrite,
} from './marker.js';
import { type FreshdeskClient } from './client.js';
import { isPlatformError } from '../account-client.js';
import { conversationPages } from './to-conversation.js';
import { conversationAnswer, ticketAnswer } from './wire.js';
import { escapeHtml } from '../../http/html.js';

const TICKET_ROUTE = '/api/v2/tickets/{id}';
/**
 * All requests of a write together. Less than the time after which a lost worker's write is begun anew elsewhere, so
 * that two attempts never write side by side.
 */
const WRITE_WITHIN_MS = 15_000;
/** A note is sent only while there is this much time left to hear of it. */
const NOTE_NEEDS_MS = 5_000;
/**
 * Somebody replaces the tags together with us, again and again: let them finish. What each answer lacks after that is
 * taken off by a rule of the account: the write was made, and whether it is worth another one the next look decides.
 */
const MOST_TRIES = 3;

/** One write, whoever tries it: to which ticket, and what is left of its time. */
interface Writing {
  client: FreshdeskClient;
  ticketId: string;
  write: TicketWrite;
  /** Milliseconds that are left. @throws {PlatformError} `unavailable` when fewer than these are. */
  patienceMs: (atLeastMs?: number) => number;
  signal: AbortSignal | undefined;
}

/**
 * Writes a verdict: the note first, which announces the write, then tags and priority. Repeating it adds no second
 * note: it looks for its own before, and finishes what that one announces.
 *
 * - No note, and the ticket has changed since the decision: `conflict`, nothing was written.
 * - After the note the write is finished on whatever the ticket has become: only our tags are put on and taken off,
 *   and the priority is set only while it is the one that was decided on.
 * - Where the write that the last note announces was refused, another note waits until tags and priority are taken.
 * - A note of this verdict that announces another priority was refused because of it: it is rewritten, not doubled.
 *
 * Four to five requests. @see docs/decisions/2026-11-23-freshdesk-writes.md
 * @throws {PlatformError} never `uncertain`: what was begun is found and finished by repeating.
 */
export async function writeVerdict(
  client: FreshdeskClient,
  { ticketId, write }: Pick<Writing, 'ticketId' | 'write'>,
  signal?: AbortSignal,
): Promise<void> {
  const writing = { client, ticketId, write, patienceMs: timeLeft(ticketId), signal };
  const notes = await readNotes(writing);
  const ticket = await readTicket(writing);
  const note = notes.findLast((one) => one.write.record.verdictId === write.record.verdictId);
  if (note !== undefined) {
    const begun = await asDecidedNow(writing, note);
    if (!wasMade(begun, ticket)) await make(writing, begun, ticket);
    return;
  }
  if (Date.parse(ticket.updated_at) !== Date.parse(write.expectedUpdatedAt)) throw changedMeanwhile(writing);
  const announced = announce(ticketId, write, ticket);
  if (wasNeverMade(notes.at(-1), ticket)) {
    await make(writing, announced, ticket);
    await addNote(writing, announced);
    return;
  }
  await addNote(writing, announced);
  await make(writing, announced, await readTicket(writing));
}

async function readNotes({ client, ticketId, patienceMs, signal }: Writing): Promise<AnnouncedNote[]> {
  const notes: AnnouncedNote[] = [];
  const pages = conversationPages(client, { ticketId, patienceMs: patienceMs() }, signal);
  for await (const { conversations, answeredAt } of pages)
    notes.push(...announcedNotes(conversations, { ticketId, answeredAt }));
  return notes;
}

async function readTicket({ client, ticketId, patienceMs, signal }: Writing): Promise<TicketNow> {
  const request = { method: 'GET', route: TICKET_ROUTE, id: ticketId, schema: ticketAnswer } as const;
  return (await client.send({ ...request, patienceMs: patienceMs() }, signal)).value;
}

async function addNote(writing: Writing, announced: AnnouncedWrite): Promise<void> {
  const { client, ticketId, write, patienceMs, signal } = writing;
  const body = noteHtml(write.note, markerOf(ticketId, announced));
  await client.send(
    {
      method: 'POST',
      route: `${TICKET_ROUTE}/notes`,
      id: ticketId,
      json: { body, private: true },
      schema: conversationAnswer,
      patienceMs: patienceMs(NOTE_NEEDS_MS),
    },
    signal,
  );
}

/** What a note of this verdict announces, once its priority is the one that is written. */
async function asDecidedNow(
  writing: Writing,
  { noteId, write: begun }: AnnouncedNote,
): Promise<AnnouncedWrite> {
  const { client, ticketId, write, patienceMs, signal } = writing;
  const { priority } = write.record;
  if (begun.record.priority === priority) return begun;
  const announced = { ...begun, record: { ...begun.record, priority } };
  if (noteId === null) return announced;
  const request = {
    method: 'PUT',
    route: '/api/v2/conversations/{id}',
    id: noteId,
    json: { body: noteHtml(write.note, markerOf(ticketId, announced)) },
    schema: conversationAnswer,
    patienceMs: patienceMs(),
  } as const;
  try {
    await client.send(request, signal);
  } catch (error) {
    // A note that may not be edited says too much of the priority; the ticket is right all the same.
    if (!isPlatformError(error, 'invalid', 'notFound', 'forbidden')) throw error;
  }
  return announced;
}

/** Makes what is left of an announced write, and looks at what the vendor answers: the ticket after it. */
async function make(writing: Writing, announced: AnnouncedWrite, ticket: TicketNow): Promise<void> {
  const { client, ticketId, patienceMs, signal } = writing;
  let current = ticket;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const json = changesLeft(announced, current);
    if (json === null) return;
    const request = { method: 'PUT', route: TICKET_ROUTE, id: ticketId, json, schema: ticketAnswer } as const;
    current = (await client.send({ ...request, patienceMs: patienceMs() }, signal)).value;
  }
}

function timeLeft(ticketId: string): Writing['patienceMs'] {
  const endsAtMs = performance.now() + WRITE_WITHIN_MS;
  return (atLeastMs = 1) => {
    const leftMs = Math.floor(endsAtMs - performance.now());
    if (leftMs >= atLeastMs) return leftMs;
    throw new PlatformError(
      `write to ticket ${ticketId}: expected to be done within ${WRITE_WITHIN_MS / 1000} s, got slow answers`,
      { kind: 'unavailable' },
    );
  };
}

const changedMeanwhile = ({ ticketId }: Writing): PlatformError =>
  new PlatformError(`write to ticket ${ticketId}: expected it as it was read, got a later change`, {
    kind: 'conflict',
  });

/**
 * The HTML body of a note: its plain text, whatever that holds, line by line, and the marker in small print. An
 * account's editor may drop the style; nothing depends on it.
 */
export function noteHtml(text: string, marker: string): string {
  const lines = escapeHtml(text).split(/\r\n|\r|\n/);
  return [
    `<div>${lines.join('<br>')}</div>`,
    `<div style="font-size:8px;color:#999999;word-break:break-all">${escapeHtml(marker)}</div>`,
  ].join('');
}
