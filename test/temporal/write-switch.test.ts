import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createZendeskPlatform } from '../../src/platforms/zendesk/platform.js';
import { createActivities } from '../../src/activities/index.js';
import type { Tenant } from '../../src/ports/tenant.js';
import { processQueue, serviceQueues } from '../../src/contract/names.js';
import type { ProcessTicketResult } from '../../src/contract/ticket.js';
import { DEFAULT_VERDICT_POLICY } from '../../src/domain/tenant-policy.js';
import { readWriteSwitch, resumeWrites, stopWrites } from '../../src/temporal/write-switch.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { runZendesk, type RunningZendesk } from '../simulators/zendesk/running-zendesk.js';
import { USAGE, verdictText } from '../support/fake-model.js';
import { eventually } from '../support/poll.js';
import { ONE_PARTITION, withRatedWorkers } from '../support/rated-workers.js';
import type { Ledger } from '../support/running-up.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const TICKETS = 100;
const UPDATES_PER_SECOND = 20;

const newFolder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer(ONE_PARTITION);
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

/** A tenant with a help desk of its own, and what happens on it. */
class Desk {
  readonly tenant = freshTenant();
  private constructor(readonly zendesk: RunningZendesk) {}

  static async open(): Promise<Desk> {
    return new Desk(await runZendesk({ tickets: 0 }));
  }

  /** How its worker sees it: the real adapter, and a model that always answers. */
  get composed(): Tenant {
    const usage = USAGE;
    return {
      name: this.tenant,
      platformName: 'zendesk',
      platform: createZendeskPlatform({
        baseUrl: this.zendesk.url,
        auth: { email: 'robot@shop.example', apiToken: 'tok-123' },
      }),
      model: {
        model: 'small',
        reachable: () => Promise.resolve(),
        complete: () => Promise.resolve({ text: verdictText(), model: 'small', usage }),
      },
      policy: {
        ...DEFAULT_VERDICT_POLICY,
        ...{ scanStatuses: ['new', 'open'], filter: {}, dryRun: false, phoneRegion: 'US' },
        scanStart: () => '2026-01-01T00:00:00Z',
        concurrency: 10,
      },
    };
  }

  /** Opens tickets and starts their workflows; resolves to what waits for their ends. */
  async process(count: number): Promise<() => Promise<ProcessTicketResult[]>> {
    const tickets = Array.from({ length: count }, () => ({ subject: 'Broken', description: 'It broke.' }));
    const { ids } = (await this.zendesk.control('tickets', { tickets })).body as { ids: number[] };
    const { tenant } = this;
    const handles = await Promise.all(
      ids.map((id) => {
        const input = { tenant, platform: 'zendesk', ticketId: String(id), reason: 'scan' } as const;
        return env.client.workflow.start('processTicket', ticketStartOptions(input));
      }),
    );
    return () => Promise.all(handles.map((handle) => handle.result() as Promise<ProcessTicketResult>));
  }

  async written(): Promise<number[]> {
    const { tickets } = (await this.zendesk.ledger()) as Ledger;
    return Object.values(tickets).flatMap(({ writes }) => (writes === 0 ? [] : [writes]));
  }
}

/** Runs `use` while a worker with the real activities serves these desks. */
async function whileServed(desks: readonly Desk[], use: () => Promise<void>): Promise<void> {
  const processId = freshTenant();
  const ownQueue = (tenant: string) => processQueue(processId, tenant);
  const outcomes = await openOutcomeStore({ dataDir: newFolder() });
  const { activities } = createActivities({
    tenants: new Map(desks.map(({ composed }) => [composed.name, composed])),
    ticketRuns: createTicketRuns(env.client),
    outcomes,
    audit: { append: () => Promise.resolve() },
    ownQueue,
  });
  const queues = desks.map(({ tenant }) => serviceQueues(tenant));
  const rates = {
    ...Object.fromEntries(desks.map(({ tenant }) => [ownQueue(tenant), undefined])),
    ...Object.fromEntries(
      queues.flatMap(({ reads, model }) => [reads, model].map((name) => [name, undefined])),
    ),
    ...Object.fromEntries(queues.map(({ updates }) => [updates, UPDATES_PER_SECOND])),
  };
  await withRatedWorkers(env, { activities, rates }, use);
  await outcomes.close();
}

describe('on a real server with the help desk simulator', () => {
  test('100 queued writes stop, and no other tenant does; resumed, each is written once', async () => {
    const [stopped, other] = await Promise.all([Desk.open(), Desk.open()]);
    await whileServed([stopped, other], async () => {
      const { client } = env;
      const { tenant } = stopped;
      const ends = await stopped.process(TICKETS);
      await eventually('the first writes', async () => (await stopped.written()).length > 5 || undefined);

      await stopWrites(client, tenant, 'wrong tags');
      const written = await eventually('what is not written waits', async () => {
        const [{ waiting }, { length }] = await Promise.all([
          readWriteSwitch(client, tenant),
          stopped.written(),
        ]);
        return waiting + length === TICKETS ? length : undefined;
      });
      expect(written).toBeLessThan(TICKETS);
      expect((await readWriteSwitch(client, tenant)).stopped).toMatchObject({
        ...{ reason: 'wrong tags', by: client.options.identity },
      });

      // As many writes as were stopped go through elsewhere: these would have, too.
      const endsElsewhere = await other.process(TICKETS);
      await endsElsewhere();
      expect(await other.written()).toHaveLength(TICKETS);
      expect(await stopped.written()).toHaveLength(written);

      await resumeWrites(client, tenant);
      const results = await ends();
      expect(results.filter(({ kind }) => kind !== 'updated')).toEqual([]);
      expect(await stopped.written()).toEqual(Array.from({ length: TICKETS }, () => 1));
      expect(await readWriteSwitch(client, tenant)).toMatchObject({ stopped: null });
    });
    await Promise.all([stopped.zendesk.close(), other.zendesk.close()]);
  });

  test('a worker that starts while writes are stopped makes none', async () => {
    const [stopped, other] = await Promise.all([Desk.open(), Desk.open()]);
    await stopWrites(env.client, stopped.tenant, 'before anybody polls');
    await whileServed([stopped, other], async () => {
      const ends = await stopped.process(5);
      await eventually('they wait', async () => {
        const { waiting } = await readWriteSwitch(env.client, stopped.tenant);
        return waiting === 5 || undefined;
      });
      await (
        await other.process(5)
      )();
      expect(await stopped.written()).toEqual([]);
      await resumeWrites(env.client, stopped.tenant);
      await ends();
      expect(await stopped.written()).toHaveLength(5);
    });
    await Promise.all([stopped.zendesk.close(), other.zendesk.close()]);
  });

  test("an operator's own limit that is no zero is no stop", async () => {
    const tenant = freshTenant();
    await env.client.workflowService.updateTaskQueueConfig({
      ...{ namespace: 'default', taskQueue: serviceQueues(tenant).updates, taskQueueType: 2 },
      updateQueueRateLimit: { rateLimit: { requestsPerSecond: 0.5 }, reason: 'slowly' },
    });
    expect(await readWriteSwitch(env.client, tenant)).toMatchObject({ stopped: null });
  });

  test('stopped again: the last reason stands; resumed twice is no error', async () => {
    const tenant = freshTenant();
    await stopWrites(env.client, tenant, 'first');
    await stopWrites(env.client, tenant, 'second');
    expect((await readWriteSwitch(env.client, tenant)).stopped?.reason).toBe('second');
    await resumeWrites(env.client, tenant);
    await resumeWrites(env.client, tenant);
    expect((await readWriteSwitch(env.client, tenant)).stopped).toBeNull();
  });
});
