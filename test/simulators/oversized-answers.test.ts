import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TimeoutError } from 'got';
import { startFreshdeskSimulator } from '../../simulators/freshdesk/server.js';
import { startLlmSimulator } from '../../simulators/llm/server.js';
import { OVERSIZED } from '../../simulators/oversized-answers.js';
import type { RunningSimulator } from '../../simulators/process/run.js';
import { startZendeskSimulator } from '../../simulators/zendesk/server.js';
import { directAgents } from '../../src/http/outgoing.js';
import { AnswerTooLargeError, exchange } from '../../src/http/exchange.js';
import { sim } from '../support/running-up.js';

const authorization = `Basic ${Buffer.from('key:X').toString('base64')}`;
const CHAT = { model: 'm', messages: [{ role: 'user', content: 'Sort it.' }] };
const SIMULATORS = {
  zendesk: { start: () => startZendeskSimulator({ tickets: 1 }), path: '/api/v2/tickets/1', json: undefined },
  freshdesk: {
    start: () => startFreshdeskSimulator({ tickets: 1 }),
    path: '/api/v2/tickets/1',
    json: undefined,
  },
  llm: { start: () => startLlmSimulator({}), path: '/v1/chat/completions', json: CHAT },
};

describe.each(Object.entries(SIMULATORS))('%s', (_name, { start, path, json }) => {
  let simulator: RunningSimulator;
  beforeAll(async () => {
    simulator = await start();
  });
  afterAll(() => simulator.close());

  const ask = () =>
    exchange(simulator.url + path, {
      ...{ method: json === undefined ? 'GET' : 'POST', json, headers: { authorization } },
      ...{ agent: directAgents(), timeoutMs: 10_000, maxBytes: 1024 * 1024 },
    } as const);

  test.each(OVERSIZED)('%s is more than anybody reads, and over when the faults are', async (fault) => {
    await sim(simulator.url, 'faults', { [fault]: 1 });
    const failure = fault === 'drippingAnswer' ? TimeoutError : AnswerTooLargeError;
    await expect(ask()).rejects.toBeInstanceOf(failure);
    await sim(simulator.url, 'faults', {});
    expect((await ask()).status).toBe(200);
  });
});
