import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScheduleOverlapPolicy, type Connection, type ScheduleHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { failureOf } from '../../src/cli/failure.js';
import { SEARCH_ATTRIBUTES, scanScheduleId } from '../../src/contract/names.js';
import type { ListTicketsResult } from '../../src/contract/scan.js';
import { ensureScanSchedule, type ScanScheduleOptions } from '../../src/temporal/schedules.js';
import {
  addSearchAttributes,
  ensureSearchAttributes,
  SearchAttributesError,
} from '../../src/temporal/search-attributes.js';
import { searchAttributesCheck } from '../../src/cli/doctor/temporal.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

const INDEXED = proto.temporal.api.enums.v1.IndexedValueType;
const connection = (): Connection => env.connection;

describe('search attributes', () => {
  const registered = async (namespace: string) => {
    const { customAttributes } = await connection().operatorService.listSearchAttributes({ namespace });
    return customAttributes;
  };
  const newNamespace = async () => {
    const namespace = freshTenant();
    await connection().workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    await eventually('the namespace', () => registered(namespace).catch(() => undefined));
    return namespace;
  };
  const names = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);

  test('a namespace without them gets them all; a second time changes nothing', async () => {
    const namespace = await newNamespace();
    await ensureSearchAttributes(connection(), namespace);
    const found = await eventually('the search attributes', async () => {
      const attributes = await registered(namespace);
      return names.every((name) => name in attributes) ? attributes : undefined;
    });
    await ensureSearchAttributes(connection(), namespace);
    expect(await registered(namespace)).toEqual(found);
  });

  test('only the missing ones are added', async () => {
    const namespace = await newNamespace();
    await addSearchAttributes(connection(), namespace, [
      SEARCH_ATTRIBUTES.tenant,
      SEARCH_ATTRIBUTES.latencyMs,
    ]);
    await eventually('two of them', async () =>
      'Tenant' in (await registered(namespace)) ? true : undefined,
    );
    await ensureSearchAttributes(connection(), namespace);
    expect(Object.keys(await registered(namespace))).toEqual(expect.arrayContaining(names));
  });

  test('may not be added → the message says what an administrator runs', async () => {
    const refusing = {
      operatorService: {
        listSearchAttributes: () => Promise.resolve({ customAttributes: { Tenant: 2, Platform: 2 } }),
        addSearchAttributes: () => Promise.reject(new Error('PERMISSION_DENIED')),
      },
    } as unknown as Connection;
    const error: unknown = await ensureSearchAttributes(refusing, 'prod').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SearchAttributesError);
    const { message } = error as Error;
    expect(message).toContain(
      'temporal operator search-attribute create --namespace prod --name LatencyMs --type Int',
    );
    expect(message).toContain('--name RootCause --type Keyword');
    expect(message).not.toContain('--name Tenant');
    expect(message).toContain('the server refused to add them: PERMISSION_DENIED');
  });

  test('there with another type → nothing is added, and each is named; nobody is told to remove it', async () => {
    const namespace = await newNamespace();
    await connection().operatorService.addSearchAttributes({
      namespace,
      searchAttributes: {
        Urgency: INDEXED.INDEXED_VALUE_TYPE_INT,
        LatencyMs: INDEXED.INDEXED_VALUE_TYPE_KEYWORD,
      },
    });
    await eventually('both of them', async () =>
      'LatencyMs' in (await registered(namespace)) ? true : undefined,
    );
    const error: unknown = await ensureSearchAttributes(connection(), namespace).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SearchAttributesError);
    const { message } = error as Error;
    expect(message).toContain('Urgency: expected Keyword, got Int');
    expect(message).toContain('LatencyMs: expected Int, got Keyword');
    expect(message).toContain('TEMPORAL_NAMESPACE');
    expect(message).toContain('temporal operator namespace create');
    expect(message).not.toMatch(/\bremove\b/);
    expect(Object.keys(await registered(namespace))).not.toContain('Tenant');
    expect(failureOf(error)).toMatchObject({ exitCode: 78, kind: 'configuration' });
    const finding = await searchAttributesCheck({
      ...{ namespace, connection: () => Promise.resolve(connection() as never) },
    }).run();
    expect(finding).toMatchObject({ status: 'error', fault: 'configuration' });
    expect(finding.items).toContain('Urgency: expected Keyword, got Int');
    expect(finding.advice).not.toMatch(/\bremove\b/);
  });

  test('no room for more → the server says so itself', async () => {
    const namespace = await newNamespace();
    const others = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => `Foreign${name}`);
    await connection().operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(others.map((name) => [name, INDEXED.INDEXED_VALUE_TYPE_KEYWORD])),
    });
    await eventually('all of them', async () =>
      'ForeignH' in (await registered(namespace)) ? true : undefined,
    );
    await expect(ensureSearchAttributes(connection(), namespace)).rejects.toThrow(
      /cannot have more than \d+ search attribute[^]*search-attribute create --namespace/,
    );
  });
});

describe('the scan schedule', () => {
  const optionsOf = (tenant: string, rest: Partial<ScanScheduleOptions> = {}): ScanScheduleOptions => ({
    tenant,
    platform: 'zendesk',
    account: 'acme',
    cron: '0 0 1 1 *',
    concurrency: 10,
    ...rest,
  });
  const inputOf = async (schedule: ScheduleHandle) => (await schedule.describe()).action.args?.[0] as unknown;

  test('is created with the cron, starts scans of its tenant, and skips those that overlap', async () => {
    const tenant = freshTenant();
    const schedule = await ensureScanSchedule(env.client, optionsOf(tenant));
    const { scheduleId, policies, action, info } = await schedule.describe();
    expect(scheduleId).toBe(scanScheduleId(tenant));
    expect(policies.overlap).toBe('SKIP');
    expect(action).toMatchObject({ workflowType: 'scanTickets', taskQueue: 'tickets' });
    expect(await inputOf(schedule)).toEqual({
      tenant,
      platform: 'zendesk',
      account: 'acme',
      concurrency: 10,
    });
    expect(info.nextActionTimes[0]?.toISOString()).toMatch(/-01-01T00:00:00.000Z$/);
  });

  test('is brought up to date: one cron, the new one, and the new input', async () => {
    const tenant = freshTenant();
    await ensureScanSchedule(env.client, optionsOf(tenant));
    const schedule = await ensureScanSchedule(
      env.client,
      optionsOf(tenant, { cron: '30 6 2 3 *', concurrency: 25, account: 'other' }),
    );
    expect(await inputOf(schedule)).toMatchObject({ concurrency: 25, account: 'other' });
    const times = await eventually('the new times', async () => {
      const { info } = await schedule.describe();
      const next = info.nextActionTimes.map((time) => time.toISOString().slice(5));
      return next[0] === '03-02T06:30:00.000Z' ? next : undefined;
    });
    expect(new Set(times)).toEqual(new Set(['03-02T06:30:00.000Z']));
  });

  test('a pause that an operator set stays, with its note', async () => {
    const tenant = freshTenant();
    await (await ensureScanSchedule(env.client, optionsOf(tenant))).pause('maintenance until noon');
    const schedule = await ensureScanSchedule(env.client, optionsOf(tenant, { concurrency: 20 }));
    const { state } = await schedule.describe();
    expect(state).toMatchObject({ paused: true, note: 'maintenance until noon' });
    expect(await inputOf(schedule)).toMatchObject({ concurrency: 20 });
  });

  test('gives every task of a scan a minute: replaying a long history takes a busy worker its time', async () => {
    const schedule = await ensureScanSchedule(env.client, optionsOf(freshTenant()));
    const seconds = async ({ workflowId }: { workflowId: string }) => {
      const { raw } = await env.client.workflow.getHandle(workflowId).describe();
      return Number(raw.executionConfig?.defaultWorkflowTaskTimeout?.seconds);
    };
    await schedule.trigger(ScheduleOverlapPolicy.SKIP);
    const scan = await eventually('the scan', async () => {
      const { info } = await schedule.describe();
      return info.runningActions[0]?.workflow;
    });
    expect(await seconds(scan)).toBe(60);
    await env.client.workflow.getHandle(scan.workflowId).terminate();
  });

  describe('the cursor', () => {
    /** Runs a scan by the schedule, and one more after it was ensured with `again`; the cursors they began at. */
    const cursorsOf = async (again: Partial<ScanScheduleOptions>) => {
      const tenant = freshTenant();
      const cursors: (string | null)[] = [];
      const activities = {
        recordScan: () => Promise.resolve(),
        listTickets: ({ cursor }: { cursor: string | null }): Promise<ListTicketsResult> => {
          cursors.push(cursor);
          return Promise.resolve({
            ticketIds: [],
            listed: 0,
            cursor: `cursor-${cursors.length}`,
            endOfStream: true,
          });
        },
      };
      await withWorkers(env, { tenant, activities }, async () => {
        for (const [index, options] of [optionsOf(tenant), optionsOf(tenant, again)].entries()) {
          const schedule = await ensureScanSchedule(env.client, options);
          await schedule.trigger(ScheduleOverlapPolicy.SKIP);
          await eventually('the end of the scan', async () => {
            const { info } = await schedule.describe();
            return info.recentActions.length > index && info.runningActions.length === 0 ? true : undefined;
          });
        }
      });
      return cursors;
    };

    test('of the last finished scan outlives an update of the schedule', async () => {
      expect(await cursorsOf({ cron: '30 6 2 3 *', concurrency: 3 })).toEqual([null, 'cursor-1']);
    });

    test('is not used for another account', async () => {
      expect(await cursorsOf({ account: 'other' })).toEqual([null, null]);
    });
  });
});
