import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import { ticketWorkflowId } from '../../src/contract/names.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import type { ReviveFailedResult } from '../../src/contract/upkeep.js';
import type { AuditEntry, TicketEntry } from '../../src/ports/audit-log.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { ensureReviveSchedule } from '../../src/temporal/schedules.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { eventually } from '../support/poll.js';
import { productActivities } from '../support/product.js';
import { rememberingDesk } from '../support/remembering-desk.js';
import { resultOfSchedule } from '../support/schedule-run.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { failing, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

const newFolder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

describe('a run that a person ends', () => {
  let tenant: string;
  let outcomes: OutcomeStore;
  let desk: ReturnType<typeof rememberingDesk>;
  let audited: TicketEntry[];
  beforeEach(async () => {
    tenant = freshTenant();
    outcomes = await openOutcomeStore({ dataDir: newFolder() });
    desk = rememberingDesk();
    audited = [];
  });
  afterEach(() => outcomes.close());

  const handle = () => env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '42'));
  const start = () =>
    env.client.workflow.start(
      'processTicket',
      ticketStartOptions({ tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' }),
    );
  const working = (stubs: Partial<TicketStubs>, use: () => Promise<void>) => {
    // A workflow task that is repeated writes its line again; readers count it once.
    const append = (entry: AuditEntry) => {
      const isNew = audited.every(({ id }) => id !== entry.id);
      if (entry.kind === 'ticket' && isNew) audited.push(entry);
      return Promise.resolve();
    };
    const product = productActivities(env, { tenant, outcomes, audit: { append } });
    const { recordOutcome, writeAuditLine } = product;
    const { activities } = ticketStubs({ ...desk.stubs, ...stubs });
    return withWorkers(
      env,
      { tenant, activities: { ...product, ...activities, recordOutcome, writeAuditLine } },
      use,
    );
  };
  const revived = async () =>
    resultOfSchedule<ReviveFailedResult>(
      env.client,
      await ensureReviveSchedule(env.client, { tenant, platform: 'zendesk' }),
    );
  const recorded = async () =>
    (await outcomes.ofTicket({ tenant, platform: 'zendesk', ticketId: '42' }))
      .map(({ kind, why }) => why ?? kind)
      .sort();
  const lines = () => audited.map(({ outcome, why }) => why ?? outcome).sort();
  const settled = async () => {
    await eventually('the run to be listed', async () => {
      const found = await createTicketRuns(env.client).endedByPeople({ tenant, platform: 'zendesk' });
      return found.length > 0 ? true : undefined;
    });
    return revived();
  };

  /** Applies the write once `during` has happened, then answers or not. */
  const slowWrite =
    (during: () => Promise<unknown>, answers = true): TicketStubs['mergeUpdate'] =>
    async (input) => {
      await during();
      const result = await desk.stubs.mergeUpdate(input);
      if (!answers) throw failing(FAILURE.writeUncertain, { nonRetryable: true });
      return result;
    };

  test.each([
    ['answered', true],
    ['of which the answer is lost', false],
  ])(
    'by cancelling it during a write that is applied and %s → recorded, then cancelled',
    async (_how, answers) => {
      await working({ mergeUpdate: slowWrite(() => handle().cancel(), answers) }, async () => {
        await expect((await start()).result()).rejects.toThrow();
        expect((await handle().describe()).status.name).toBe('CANCELLED');
        expect(lines()).toEqual(['cancelled', 'updated']);
        expect(await recorded()).toEqual(['cancelled', 'updated']);
        expect(await settled()).toMatchObject({ waiting: 0, revived: 0, endedByPeople: 0, recordedLate: 0 });
      });
      expect(desk.ticket('42').writes).toHaveLength(1);
    },
  );

  test('by cancelling it before it wrote → recorded as that, and nothing is written', async () => {
    const fetchTicket: TicketStubs['fetchTicket'] = async (input) => {
      await handle().cancel();
      return desk.stubs.fetchTicket(input);
    };
    await working({ fetchTicket }, async () => {
      await expect((await start()).result()).rejects.toThrow();
      expect(lines()).toEqual(['cancelled']);
      expect(await recorded()).toEqual(['cancelled']);
      expect(await settled()).toMatchObject({ waiting: 0, endedByPeople: 0 });
    });
    expect(desk.ticket('42').writes).toEqual([]);
  });

  test('by cancelling it before any worker had it → recorded as that', async () => {
    await start();
    await handle().cancel();
    await working({}, async () => {
      await expect(handle().result()).rejects.toThrow();
      expect(lines()).toEqual(['cancelled']);
    });
  });

  test('by cancelling it while a write is refused → told by the schedule, once it was looked for', async () => {
    const mergeUpdate: TicketStubs['mergeUpdate'] = async () => {
      await handle().cancel();
      throw failing(FAILURE.platformUnavailable);
    };
    await working({ mergeUpdate }, async () => {
      await expect((await start()).result()).rejects.toThrow();
      expect((await handle().describe()).status.name).toBe('CANCELLED');
      expect(await settled()).toMatchObject({ waiting: 0, endedByPeople: 1, recordedLate: 0 });
      expect(lines()).toEqual(['cancelled']);
      expect(await revived()).toMatchObject({ endedByPeople: 0 });
    });
  });

  test('by terminating it after its write was applied → found, recorded and told once; not begun anew', async () => {
    await working({ mergeUpdate: slowWrite(() => handle().terminate('by a person')) }, async () => {
      await expect((await start()).result()).rejects.toThrow();
      const { runId } = await handle().describe();
      expect(await settled()).toMatchObject({ waiting: 0, revived: 0, endedByPeople: 1, recordedLate: 1 });
      expect(audited).toMatchObject([
        { outcome: 'updated', runId, askedBy: 'scan', verdict: { rootCause: 'bug' }, write: { note: true } },
      ]);
      expect(await recorded()).toEqual(['updated']);
      expect(await revived()).toMatchObject({ endedByPeople: 0, recordedLate: 0 });
      expect((await handle().describe()).runId).toBe(runId);
    });
    expect(audited).toHaveLength(1);
  });

  test('by terminating it before its write was applied → recorded as that', async () => {
    const mergeUpdate: TicketStubs['mergeUpdate'] = async () => {
      await handle().terminate('by a person');
      throw failing(FAILURE.platformUnavailable);
    };
    await working({ mergeUpdate }, async () => {
      await expect((await start()).result()).rejects.toThrow();
      expect(await settled()).toMatchObject({ endedByPeople: 1, recordedLate: 0 });
      expect(lines()).toEqual(['terminated']);
    });
  });
});
