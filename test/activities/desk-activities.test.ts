import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '@temporalio/client';
import { FAILURE } from '../../src/contract/failures.js';
import { activitiesOver, failureOf, TENANT } from '../support/activities.js';

const RUNS = { tenant: TENANT, platform: 'zendesk' };

const refusal = (code: number) =>
  new ServiceError('refused', {
    cause: Object.assign(new Error('grpc'), { code, details: '', metadata: {} }),
  });

describe('findTicketPage', () => {
  const input = { tenant: TENANT, filter: { source: 'rules' as const }, askedAt: '2026-03-01T12:00:00Z' };

  test("looks among the runs of the tenant's platform", async () => {
    const asked: unknown[] = [];
    const page = { ticketIds: ['1', '2'], listed: 3, cursor: 'next', endOfStream: false };
    const { call } = activitiesOver({
      ticketRuns: {
        findPage: (query) => {
          asked.push(query);
          return Promise.resolve(page);
        },
      },
    });
    expect(await call('findTicketPage', { ...input, cursor: 'here' })).toEqual(page);
    expect(asked).toEqual([{ ...RUNS, ...input, cursor: 'here' }]);
  });

  test.each([3, 7, 11, 12])('gRPC status %d → TemporalRefused, not retried', async (code) => {
    const { call } = activitiesOver({ ticketRuns: { findPage: () => Promise.reject(refusal(code)) } });
    expect(await failureOf(call('findTicketPage', { ...input, cursor: null }))).toMatchObject({
      ...{ type: FAILURE.temporalRefused, nonRetryable: true },
    });
  });

  test.each([4, 8, 14])('gRPC status %d → as it is, retried', async (code) => {
    const { call } = activitiesOver({ ticketRuns: { findPage: () => Promise.reject(refusal(code)) } });
    await expect(call('findTicketPage', { ...input, cursor: null })).rejects.toBeInstanceOf(ServiceError);
  });
});

describe('askForVerdicts', () => {
  test("asks the workflows of the tenant's platform", async () => {
    const asked: unknown[] = [];
    const { call } = activitiesOver({
      ticketRuns: {
        ask: (query) => {
          asked.push(query);
          return Promise.resolve();
        },
      },
    });
    const input = { tenant: TENANT, ticketIds: ['1'], request: { reason: 'cli', force: true, key: 'k' } };
    await call('askForVerdicts', input);
    expect(asked).toEqual([{ ...RUNS, ...input }]);
  });

  test('of a tenant that this worker does not know → TenantUnknown', async () => {
    const { call } = activitiesOver({});
    const failed = Promise.resolve().then(() =>
      call('askForVerdicts', { tenant: 'nobody', ticketIds: ['1'], request: { key: 'k' } }),
    );
    expect(await failureOf(failed)).toMatchObject({ type: FAILURE.tenantUnknown });
  });
});
