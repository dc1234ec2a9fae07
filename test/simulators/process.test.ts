/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { send } from './json-client.js';
import { endProcesses, forkSimulator, startProcess } from './simulator-process.js';

afterEach(endProcesses);

describe('a simulator as a process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with code 0', async (signal) => {
    const { url, child } = await startProcess('llm', []);
    expect((await send(`${url}/v1/models`)).status).toBe(200);
    child.kill(signal);
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  test('it ends when the parent goes away', async () => {
    const { child } = await startProcess('zendesk', ['--tickets', '1']);
    child.disconnect();
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  test('flags reach the server', async () => {
    const { url, child } = await startProcess('zendesk', [
      ...['--tickets', '3', '--seed', '4', '--requests-per-minute', '9', '--latency-ms', '0-1'],
      ...['--faults', '{"missingTickets":[2]}'],
    ]);
    const answer = await send(`${url}/api/v2/tickets/2`);
    expect([answer.status, answer.headers.get('x-rate-limit')]).toEqual([404, '9']);
    expect(Object.keys((await send(`${url}/_sim/ledger`)).body.tickets as object)).toHaveLength(3);
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  test.each([
    [['--colour', 'red'], '--colour'],
    [['--faults', '{"rest":1}'], 'rest'],
  ])('%j → exit 64 and a message that names it', async (args, named) => {
    const child = forkSimulator('zendesk', args);
    const [message, [code]] = await Promise.all([
      text(child.stderr ?? Readable.from([])),
      once(child, 'exit'),
    ]);
    expect(code).toBe(64);
    expect(message).toContain(named);
  });
});
