/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FreshdeskSimulatorOptions } from '../../../simulators/freshdesk/options.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { send } from '../json-client.js';
import { endProcesses, startProcess } from '../simulator-process.js';
import { AUTHORIZATION, runFreshdesk, type RunningFreshdesk } from './running-freshdesk.js';

const newFolder = temporaryFolders();
const headers = { authorization: AUTHORIZATION };
let running: RunningFreshdesk | null = null;

afterEach(async () => {
  await stop();
  endProcesses();
});

async function stop(): Promise<void> {
  await running?.close();
  running = null;
}

/** Ends the simulator of the test, if one runs, and starts another on the same folder. */
async function restart(dataDir: string, options: FreshdeskSimulatorOptions = {}): Promise<RunningFreshdesk> {
  await stop();
  running = await runFreshdesk({ ...options, dataDir });
  return running;
}

async function listed(url: string): Promise<unknown> {
  const query = 'updated_since=2020-01-01T00:00:00Z&order_by=updated_at&order_type=asc&include=description';
  return (await send(`${url}/api/v2/tickets?${query}`, { headers })).body;
}

describe('journal', () => {
  test('every answered write is there after SIGKILL, in its place among the changes', async () => {
    const dataDir = newFolder();
    const first = await startProcess('freshdesk', ['--tickets', '5', '--data-dir', dataDir]);
    const created = await send(`${first.url}/_sim/tickets`, {
      method: 'POST',
      body: { tickets: [{ subject: 'New', description: 'Text', requester: 'someone@example.com' }] },
    });
    const id = created.body.ids[0] as number;
    const ticket = `${first.url}/api/v2/tickets/${id}`;
    for (let write = 0; write < 20; write += 1) {
      await send(ticket, { method: 'PUT', body: { tags: [`t${write}`] }, headers });
      await send(`${ticket}/notes`, { method: 'POST', body: { body: `note ${write}` }, headers });
    }
    await send(`${first.url}/api/v2/tickets/2`, { method: 'PUT', body: { subject: 'Later' }, headers });
    const tickets = await listed(first.url);
    const ledger = (await send(`${first.url}/_sim/ledger`)).body.tickets;
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await restart(dataDir, { tickets: 99 });
    expect((await second.ledger()).tickets).toEqual(ledger);
    expect(await listed(second.url)).toEqual(tickets);
    expect(ledger[id]).toMatchObject({ writes: 20, aiComments: 20 });
    expect((await second.get(`tickets/${id}/conversations?per_page=100`)).body).toHaveLength(20);
  });

  test('ids go on where they were', async () => {
    const dataDir = newFolder();
    const first = await restart(dataDir);
    const id = await first.open();
    await first.post(`tickets/${id}/notes`, { body: 'before' });
    const second = await restart(dataDir);
    for (const body of ['after', 'last']) await second.post(`tickets/${id}/notes`, { body });
    const notes = (await second.get(`tickets/${id}/conversations`)).body as { id: number }[];
    expect(new Set(notes.map((note) => note.id)).size).toBe(3);
  });

  test('a line that a crash tore is cut off, and writing goes on behind it', async () => {
    const dataDir = newFolder();
    const first = await restart(dataDir, { tickets: 2 });
    await first.put('tickets/1', { subject: 'Changed' });
    await stop();
    appendFileSync(path.join(dataDir, 'freshdesk-journal.jsonl'), '{"kind":"change","chan');
    const second = await restart(dataDir);
    const id = await second.open();
    const third = await restart(dataDir);
    expect((await third.get(`tickets/${id}`)).body.id).toBe(3);
    expect((await third.get('tickets/1')).body.subject).toBe('Changed');
  });
});
