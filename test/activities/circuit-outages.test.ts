import { describe, expect, test } from '@jest/globals';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { FAILURE } from '../../src/contract/failures.js';
import { completion, json, withModelServer, type Answer } from '../models/with-model-server.js';
import { withAccount, type CannedAnswer, type CannedBehaviour } from '../platforms/zendesk/fake-account.js';
import { activitiesOver, failureOf, TENANT } from '../support/activities.js';
import { verdictText } from '../support/fake-model.js';
import { REDACTED } from '../support/ticket-stubs.js';

/** The adapters' own, so short that silence is found out at once. */
const TIMEOUT_MS = 200;
const MINUTE_MS = 60_000;

const reset: CannedBehaviour = (request) => void request.socket.destroy();
const silence: CannedBehaviour = () => undefined;
const status = (code: number, body: unknown = { error: 'x' }): CannedAnswer => ({ status: code, body });

/** Asks the help desk for a ticket six times; how the sixth ended, and how many requests were made. */
async function sixTickets(answers: readonly (CannedAnswer | CannedBehaviour)[]) {
  let sixth: Awaited<ReturnType<typeof failureOf>> | undefined;
  let made = 0;
  await withAccount([...answers, status(404)], async ({ platform, requests }) => {
    const { call } = activitiesOver({ platform: platform({ requestTimeoutMs: TIMEOUT_MS }) });
    for (let count = 0; count < 6; count += 1)
      sixth = await failureOf(call('fetchTicket', { tenant: TENANT, ticketId: '42' }));
    made = requests.length;
  });
  return { sixth, made };
}

describe('a help desk', () => {
  test.each<[string, (CannedAnswer | CannedBehaviour)[]]>([
    ['503', Array.from({ length: 5 }, () => status(503))],
    ['502 with a page of HTML', Array.from({ length: 5 }, () => status(502, '<html>Bad gateway</html>'))],
    ['resets', Array.from({ length: 5 }, () => reset)],
    ['silence', Array.from({ length: 5 }, () => silence)],
    ['one of each kind', [status(500), reset, silence, status(504), reset]],
  ])('that fails five times (%s) is asked a sixth time only after a pause', async (_kind, answers) => {
    const { sixth, made } = await sixTickets(answers);
    expect(made).toBe(5);
    expect(sixth).toMatchObject({ type: FAILURE.platformCircuitOpen, nonRetryable: false });
    const pauseMs = Number(sixth?.nextRetryDelay);
    expect(pauseMs).toBeGreaterThan(0);
    expect(pauseMs).toBeLessThanOrEqual(MINUTE_MS);
  });

  test.each<[string, CannedAnswer[]]>([
    ['404', Array.from({ length: 5 }, () => status(404))],
    ['403', Array.from({ length: 5 }, () => status(403))],
    ['401', Array.from({ length: 5 }, () => status(401))],
    ['429', Array.from({ length: 5 }, () => status(429))],
    ['answers that are none', Array.from({ length: 5 }, () => status(200, 'I am a teapot'))],
    ['one of each', [status(404), status(403), status(422), status(400), status(200, '{"ticket":7}')]],
  ])('that answers five hostile tickets (%s) is asked a sixth time', async (_kind, answers) => {
    const { sixth, made } = await sixTickets(answers);
    expect(made).toBe(6);
    expect(sixth?.type).toBe(FAILURE.ticketNotFound);
  });
});

/** Asks the model for a verdict six times; how the sixth ended, and how many requests were made. */
async function sixVerdicts(answer: Answer) {
  let sixth: unknown;
  let made = 0;
  await withModelServer(
    (response, request, index) =>
      index < 5 ? answer(response, request, index) : json(response, completion(verdictText())),
    async ({ baseUrl, seen }) => {
      const prices = { priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0 };
      const model = createOpenAiModel({ baseUrl, model: 'small', timeoutMs: TIMEOUT_MS, ...prices });
      const { call } = activitiesOver({ model });
      for (let count = 0; count < 6; count += 1) {
        sixth = await call('analyzeTicket', { tenant: TENANT, ticket: REDACTED }).catch(
          (error: unknown) => error,
        );
      }
      made = seen.filter(({ path }) => path.endsWith('/chat/completions')).length;
    },
  );
  return { sixth, made };
}

describe('a model', () => {
  test.each<[string, Answer]>([
    ['500', (response) => json(response, { error: { message: 'x' } }, 500)],
    ['resets', (response) => void response.socket?.destroy()],
    ['silence', () => undefined],
  ])(
    'that fails five times (%s) is not asked a sixth time: the rules decide at once',
    async (_kind, answer) => {
      const { sixth, made } = await sixVerdicts(answer);
      expect(made).toBe(5);
      expect(sixth).toMatchObject({ type: FAILURE.modelCircuitOpen, nonRetryable: true });
    },
  );

  test.each<[string, Answer]>([
    ['422', (response) => json(response, { error: { message: 'x' } }, 422)],
    ['429', (response) => json(response, { error: { message: 'x' } }, 429)],
    ['prose', (response) => json(response, completion('This customer is unhappy.'))],
    ['a refusal', (response) => json(response, completion(null, { refusal: 'I cannot help with that.' }))],
    ['a cut-off', (response) => json(response, completion('{"summary":"Th', { finish_reason: 'length' }))],
    ['nothing', (response) => json(response, completion(''))],
  ])('that answers five hostile tickets with %s is asked a sixth time', async (_kind, answer) => {
    const { sixth, made } = await sixVerdicts(answer);
    expect(made).toBe(6);
    expect(sixth).toMatchObject({ source: 'llm' });
  });
});
