import { beforeEach, expect, jest, test } from '@jest/globals';
import { CancelledFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';

const logged: unknown[] = [];
let starting: () => Promise<unknown> = () => Promise.reject(new Error('not set'));
jest.unstable_mockModule('@temporalio/workflow', () => ({
  ActivityFailure: class extends Error {},
  ApplicationFailure: class extends Error {},
  ChildWorkflowCancellationType: { ABANDON: 'ABANDON' },
  ParentClosePolicy: { ABANDON: 'ABANDON' },
  condition: () => Promise.resolve(true),
  isCancellation: (error: unknown) => error instanceof CancelledFailure,
  log: { error: (message: string, of: object) => logged.push({ message, ...of }), warn: () => undefined },
  proxyActivities: () => ({}),
  sleep: () => Promise.resolve(),
  startChild: () => starting(),
}));
const { ScanChildren } = await import('../../src/workflows/scan-children.js');
const { ScanWindow } = await import('../../src/workflows/scan-window.js');

const OPTIONS = { tenant: 'acme', platform: 'zendesk', reason: 'scan', dryRun: false } as const;
/** Two tickets in flight; the first one's start ends as `starting` says. */
const scanning = () => {
  const window = new ScanWindow({ concurrency: 2 }, { cursor: null, nowMs: 0 });
  window.addPage({ ticketIds: ['1', '2'], listed: 2, cursor: 'c', endOfStream: true });
  window.takeNext(0);
  window.takeNext(0);
  return { window, children: new ScanChildren(OPTIONS, window) };
};

beforeEach(() => {
  logged.length = 0;
});

test('an error on starting a child is logged with its ticket, counted as failed, and the scan goes on', async () => {
  starting = () => Promise.reject(new RangeError('a text that no log may hold'));
  const { window, children } = scanning();
  await children.run('1');
  expect(logged).toEqual([
    {
      message: 'a ticket could not be started',
      tenant: 'acme',
      ticketId: '1',
      reason: 'scan',
      why: 'RangeError',
    },
  ]);
  expect(window.counters).toMatchObject({ started: 2, failed: 1 });
  expect({ hasRoom: window.hasRoom, allStarted: children.allStarted }).toEqual({
    hasRoom: true,
    allStarted: true,
  });
});

test('a child that runs already is no error', async () => {
  starting = () => Promise.reject(new WorkflowExecutionAlreadyStartedError('runs', 'id', 'processTicket'));
  const { window, children } = scanning();
  await children.run('1');
  expect(logged).toEqual([]);
  expect(window.counters).toMatchObject({ started: 1, alreadyRunning: 1, failed: 0 });
});

test('a cancelled scan counts no ticket as failed', async () => {
  starting = () => Promise.reject(new CancelledFailure('cancelled'));
  const { window, children } = scanning();
  await expect(children.run('1')).rejects.toThrow(CancelledFailure);
  expect(logged).toEqual([]);
  expect(window.counters).toMatchObject({ started: 2, failed: 0 });
});
