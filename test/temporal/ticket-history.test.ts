import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { newEncryptionKeyText, parseEncryptionKeys, type EncryptionKeys } from '../../src/crypto/keys.js';
import { readTicketHistory } from '../../src/temporal/failed-tickets.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../support/temporal.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

test('requests are read from an encrypted history; one without input asks for nothing special', async () => {
  const { keys } = parseEncryptionKeys(newEncryptionKeyText('k1')) as { keys: EncryptionKeys };
  const client = new Client({ connection: env.connection, dataConverter: createDataConverter(keys) });
  const input = { tenant: freshTenant(), platform: 'zendesk', ticketId: '42', reason: 'cli' } as const;
  const request = { reason: 'cli', force: true };
  const handle = await client.workflow.signalWithStart('processTicket', {
    ...ticketStartOptions(input),
    signal: 'reprocess',
    signalArgs: [request],
  });
  await handle.signal('reprocess');
  await handle.signal('anotherSignal', { reason: 'none of ours' });
  await handle.terminate('end of test');
  const { workflowId, signaledRunId: runId } = handle;
  expect(await readTicketHistory(client, { workflowId, runId })).toEqual([
    { kind: 'started', reason: 'cli' },
    { kind: 'asked', request },
    { kind: 'asked', request: {} },
  ]);
});
