import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import type { ListTicketsResult, ScanProgress } from '../../src/contract/scan.js';
import { ensureScanSchedule } from '../../src/temporal/schedules.js';
import { followScan, type ScanEnd } from '../../src/temporal/follow-scan.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { failing } from '../support/ticket-stubs.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

/** A scan of a listing that answers at once is over long before; a test that waits for ever tells less. */
const LONGEST_MS = 30_000;
const recordScan = () => Promise.resolve();
const LAST_PAGE: ListTicketsResult = { ticketIds: [], listed: 3, cursor: 'c', endOfStream: true };

interface Followed {
  schedule: ScheduleHandle;
  follow: (signal?: AbortSignal) => Promise<ScanEnd>;
  shown: ScanProgress[];
}

/** A tenant's schedule, whose scans list what `listTickets` says. */
async function withSchedule<T>(
  listTickets: () => Promise<ListTicketsResult>,
  use: (followed: Followed) => Promise<T>,
): Promise<T> {
  const tenant = freshTenant();
  const schedule = await ensureScanSchedule(env.client, {
    tenant,
    platform: 'zendesk',
    account: 'acme',
    cron: '0 0 1 1 *',
    concurrency: 5,
  });
  const shown: ScanProgress[] = [];
  const follow = (signal = AbortSignal.timeout(LONGEST_MS)) =>
    followScan({ client: env.client, schedule, signal, onProgress: (progress) => shown.push(progress) });
  return withWorkers(env, { tenant, activities: { listTickets, recordScan } }, () =>
    use({ schedule, follow, shown }),
  );
}

const runsOf = async (schedule: ScheduleHandle) => (await schedule.describe()).info.numActionsTaken;

/** A listing that answers when it is told to. */
function heldListing() {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  return { listTickets: () => released.then(() => LAST_PAGE), release };
}

describe('followScan', () => {
  test('no scan runs → one is started, and its result is the end', () =>
    withSchedule(
      () => Promise.resolve(LAST_PAGE),
      async ({ schedule, follow }) => {
        expect(await follow()).toMatchObject({ kind: 'done', result: { listed: 3, cursor: 'c' } });
        expect(await runsOf(schedule)).toBe(1);
      },
    ));

  test('a scan runs → that one is followed, its progress shown', () => {
    const { listTickets, release } = heldListing();
    return withSchedule(listTickets, async ({ schedule, follow, shown }) => {
      await schedule.trigger(ScheduleOverlapPolicy.SKIP);
      await eventually('the scan', async () =>
        (await schedule.describe()).info.runningActions.length > 0 ? true : undefined,
      );
      const followed = follow();
      await eventually('its progress', () => shown[0]);
      release();
      expect(await followed).toMatchObject({ kind: 'done' });
      expect(shown[0]).toMatchObject({ listed: 0, endOfStream: false });
      expect(await runsOf(schedule)).toBe(1);
    });
  });

  test('twelve ask in the same moment → each follows a scan to its end, whoever started it', () => {
    const { listTickets, release } = heldListing();
    return withSchedule(listTickets, async ({ follow, shown }) => {
      const followed = Promise.all(Array.from({ length: 12 }, () => follow()));
      await eventually('progress, shown as often as there are followers', () => shown[11]);
      release();
      for (const end of await followed) expect(end).toMatchObject({ kind: 'done' });
    });
  });

  test('the scan fails → the reason of the failure itself', () =>
    withSchedule(
      () => Promise.reject(failing(FAILURE.listingRefused, { nonRetryable: true })),
      async ({ follow }) => {
        expect(await follow()).toEqual({ kind: 'failed', why: 'stubbed ListingRefused' });
      },
    ));

  test('the schedule is paused → none is started, and the note says why', () =>
    withSchedule(
      () => Promise.resolve(LAST_PAGE),
      async ({ schedule, follow }) => {
        await schedule.pause('maintenance');
        expect(await follow()).toEqual({ kind: 'paused', note: 'maintenance' });
        expect(await runsOf(schedule)).toBe(0);
      },
    ));

  test('aborted → rejects with the reason; the scan goes on', () => {
    const { listTickets, release } = heldListing();
    return withSchedule(listTickets, async ({ schedule, follow, shown }) => {
      const stop = new AbortController();
      const followed = follow(stop.signal);
      await eventually('its progress', () => shown[0]);
      stop.abort(new Error('Ctrl-C'));
      await expect(followed).rejects.toThrow('Ctrl-C');
      release();
      await eventually('the end of the scan', async () =>
        (await schedule.describe()).info.runningActions.length === 0 ? true : undefined,
      );
    });
  });
});
