/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ZendeskSimulatorOptions } from '../../../simulators/zendesk/options.js';
import { send } from '../json-client.js';
import { endProcesses, startProcess } from '../simulator-process.js';
import { runZendesk, type RunningZendesk } from './running-zendesk.js';

let dataDir: string;
let running: RunningZendesk | null = null;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'zendesk-simulator-'));
});

afterEach(async () => {
  await stop();
  endProcesses();
  rmSync(dataDir, { recursive: true });
});

async function stop(): Promise<void> {
  await running?.close();
  running = null;
}

/** Ends the simulator of the test, if one runs, and starts another on the same folder. */
async function restart(options: ZendeskSimulatorOptions = {}): Promise<RunningZendesk> {
  await stop();
  running = await runZendesk({ ...options, dataDir });
  return running;
}

async function exported(url: string): Promise<unknown> {
  const { body } = await send(`${url}/api/v2/incremental/tickets/cursor?start_time=0`);
  return body.tickets.map((ticket: { url: string }) => ({ ...ticket, url: '' }));
}

describe('journal', () => {
  test('every answered write is there after SIGKILL, in its place in the export', async () => {
    const first = await startProcess('zendesk', ['--tickets', '5', '--data-dir', dataDir]);
    const created = await send(`${first.url}/_sim/tickets`, {
      method: 'POST',
      body: { tickets: [{ subject: 'New', description: 'Text', requester: 'someone@example.com' }] },
    });
    const id = created.body.ids[0] as number;
    for (let write = 0; write < 20; write += 1) {
      const ticket = { tags: [`t${write}`], comment: { body: `note ${write}`, public: false } };
      await send(`${first.url}/api/v2/tickets/${id}`, { method: 'PUT', body: { ticket } });
    }
    const tickets = await exported(first.url);
    const ledger = (await send(`${first.url}/_sim/ledger`)).body.tickets;
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await restart({ tickets: 99 });
    expect((await second.ledger()).tickets).toEqual(ledger);
    expect(await exported(second.url)).toEqual(tickets);
    expect(ledger[id].aiComments).toBe(20);
  });

  test('ids go on where they were', async () => {
    const first = await restart();
    const id = await first.open();
    await first.put(`tickets/${id}`, { ticket: { tags: ['before'] } });
    const second = await restart();
    await second.put(`tickets/${id}`, { ticket: { tags: ['after'] } });
    const { audits } = (await second.get(`tickets/${id}/audits`)).body;
    const ids = audits.flatMap((audit: { id: number; events: { id: number }[] }) => [
      audit.id,
      ...audit.events.map((event) => event.id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a line that a crash tore is cut off, and writing goes on behind it', async () => {
    const first = await restart({ tickets: 2 });
    await first.put('tickets/1', { ticket: { subject: 'Changed' } });
    await stop();
    appendFileSync(path.join(dataDir, 'zendesk-journal.jsonl'), '{"kind":"change","chan');
    const second = await restart();
    const id = await second.open();
    const third = await restart();
    expect((await third.get(`tickets/${id}`)).body.ticket.id).toBe(3);
  });

  test('a batch that waited runs after the restart', async () => {
    const first = await restart({ jobDelayMs: 60_000 });
    const id = await first.open();
    const accepted = await first.put('tickets/update_many', { tickets: [{ id, additional_tags: ['late'] }] });
    const second = await restart({ jobDelayMs: 1 });
    const url = `job_statuses/${accepted.body.job_status.id}`;
    while ((await second.get(url)).body.job_status.status !== 'completed');
    expect((await second.ledger()).tickets[id]).toMatchObject({ writes: 1, tags: ['late'] });
  });
});
