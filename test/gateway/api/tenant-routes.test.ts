import { afterEach, describe, expect, test } from '@jest/globals';
import { ScheduleNotFoundError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import type { TenantActions } from '../../../src/gateway/api/tenant-actions.js';
import { apiGateway, as, OPERATOR, VIEWER } from '../support/api-gateway.js';
import { apiSources, apiTenant } from '../support/api-sources.js';

let server: FastifyInstance;
afterEach(() => server.close());

function gateway(failure?: Error) {
  const done: unknown[] = [];
  const act = (name: string) => (tenant: { name: string }, order: unknown) => {
    if (failure) return Promise.reject(failure);
    done.push([name, tenant.name, order]);
    return Promise.resolve(name === 'dryRun' ? [{ ticketId: '1', kind: 'pending' }] : undefined);
  };
  const actions = Object.fromEntries(
    ['reprocess', 'dryRun', 'pause', 'resume'].map((name) => [name, act(name)]),
  ) as unknown as TenantActions;
  server = apiGateway({ sources: apiSources({ tenants: () => [apiTenant('acme')], actions }) });
  return done;
}

const post = (path: string, payload: object, token = OPERATOR) =>
  server.inject({ method: 'POST', url: `/api/tenants/acme/${path}`, headers: as(token), payload });

describe('what operators do', () => {
  test.each([
    [{ ticketIds: ['1', '2', '1'] }, { reason: 'dashboard', ticketIds: ['1', '2'] }],
    [
      { filter: { source: 'rules', since: '24h' }, reason: ' outage is over ', force: true },
      { reason: 'dashboard: outage is over', force: true, filter: { source: 'rules', since: '24h' } },
    ],
  ])('reprocess %j → the desk is asked %j', async (body, request) => {
    const done = gateway();
    const answer = await post('reprocess', body);
    expect([answer.statusCode, answer.json()]).toEqual([202, { asked: request }]);
    expect(done).toEqual([['reprocess', 'acme', request]]);
  });

  test('dry run, pause and resume', async () => {
    const done = gateway();
    expect((await post('dry-run', { ticketIds: ['1'] })).json()).toEqual({
      tickets: [{ ticketId: '1', kind: 'pending' }],
    });
    expect((await post('pause', { reason: 'maintenance' })).statusCode).toBe(202);
    expect((await post('resume', {})).statusCode).toBe(202);
    expect(done.map((one) => (one as unknown[])[0])).toEqual(['dryRun', 'pause', 'resume']);
  });

  test.each(['reprocess', 'dry-run', 'pause', 'resume'])(
    '%s by a viewer → 403, and nothing is done',
    async (path) => {
      const done = gateway();
      expect((await post(path, { ticketIds: ['1'], reason: 'x' }, VIEWER)).statusCode).toBe(403);
      expect(done).toEqual([]);
    },
  );

  test.each([
    ['reprocess', {}, 'expected either ticketIds or filter'],
    ['reprocess', { ticketIds: ['1'], filter: { source: 'llm' } }, 'expected either ticketIds or filter'],
    ['reprocess', { ticketIds: [] }, 'ticketIds: expected at least one ticket ID'],
    ['reprocess', { ticketIds: ['a b'] }, 'ticketIds.0: expected a ticket ID'],
    ['reprocess', { filter: {} }, 'filter: expected at least one of source, root_cause and since'],
    [
      'reprocess',
      { filter: { since: 'yesterday' } },
      'filter.since: expected an ISO 8601 time, or an age such as 72h, 30m or 7d',
    ],
    ['reprocess', { filter: { sorce: 'llm' } }, 'filter: expected no sorce'],
    ['reprocess', { ticketIds: ['1'], force: 'yes' }, 'force: expected true or false'],
    [
      'dry-run',
      { ticketIds: Array.from({ length: 21 }, String) },
      'ticketIds: expected at most 20 ticket IDs',
    ],
    ['pause', {}, 'reason: expected text of 1 to 80 characters'],
    ['pause', { reason: '   ' }, 'reason: expected text of 1 to 80 characters'],
    ['pause', { reason: 'x'.repeat(81) }, 'reason: expected text of 1 to 80 characters'],
  ])('%s %j → 400 that names what is expected', async (path, body, error) => {
    const done = gateway();
    const answer = await post(path, body);
    expect([answer.statusCode, done]).toEqual([400, []]);
    expect(answer.json<{ error: string }>().error).toContain(error);
  });

  test('of a tenant that does not exist → 404', async () => {
    gateway();
    const url = '/api/tenants/nobody/pause';
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: as(OPERATOR),
      payload: { reason: 'x' },
    });
    expect(answer.statusCode).toBe(404);
  });
});

describe('without Temporal', () => {
  const away = Object.assign(new Error('14 UNAVAILABLE'), {
    code: 14,
    details: 'no connection',
    metadata: {},
  });

  test('away → 503 with Retry-After, and no word of addresses', async () => {
    gateway(new ServiceError('no', { cause: away }));
    const answer = await post('pause', { reason: 'x' });
    expect([answer.statusCode, answer.json()]).toEqual([503, { error: 'Temporal cannot be reached' }]);
    expect(answer.headers['retry-after']).toBe('30');
  });

  test.each([
    [new ScheduleNotFoundError('not found', 'scan-acme'), 'scan-acme'],
    [new WorkflowNotFoundError('not found', 'desk-acme', undefined), 'desk-acme'],
  ])('not provisioned → 409 that says what makes it', async (failure, id) => {
    gateway(failure);
    const answer = await post('pause', { reason: 'x' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toEqual({
      error: `Temporal has no ${id}: \`ticket-processor schedule apply\` makes it`,
    });
  });
});
