import { describe, expect, test } from '@jest/globals';
import { RunningQueues, type QueuePlan, type QueueWorker } from '../../src/temporal/queues.js';

/** Workers that record what becomes of them; each ends when it is told to, unless it is busy. */
function fakeWorkers() {
  const events: string[] = [];
  const busy = new Map<string, Promise<void>>();
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const create = ({ taskQueue, perSecond }: QueuePlan): Promise<QueueWorker> => {
    const name = perSecond === undefined ? taskQueue : `${taskQueue} at ${perSecond}`;
    events.push(`start ${name}`);
    let state: 'RUNNING' | 'STOPPED' = 'RUNNING';
    const end = new Promise<void>((resolve, reject) => ends.set(taskQueue, { resolve, reject }));
    const shutdown = () => {
      state = 'STOPPED';
      events.push(`stop ${name}`);
      const { resolve = () => undefined } = ends.get(taskQueue) ?? {};
      void (busy.get(taskQueue) ?? Promise.resolve()).then(() => {
        events.push(`ended ${name}`);
        resolve();
      });
    };
    return Promise.resolve({ run: () => end, shutdown, getState: () => state });
  };
  return { events, busy, ends, queues: new RunningQueues(create) };
}

const plan = (taskQueue: string, perSecond?: number): QueuePlan => ({
  ...{ taskQueue, graceMs: 1_000 },
  ...(perSecond !== undefined && { perSecond }),
});

describe('queues that are served', () => {
  test('as planned: only what differs is touched', async () => {
    const { events, queues } = fakeWorkers();
    await queues.serve([plan('a'), plan('b', 1), plan('c')]);
    events.length = 0;
    await queues.serve([plan('a'), plan('b', 2), plan('d')]);
    expect(events.sort()).toEqual([
      'ended b at 1',
      'ended c',
      'start b at 2',
      'start d',
      'stop b at 1',
      'stop c',
    ]);
    expect(queues.names.sort()).toEqual(['a', 'b', 'd']);
  });

  test('a queue begins anew only when what was under way is finished', async () => {
    const { events, busy, queues } = fakeWorkers();
    await queues.serve([plan('a', 1)]);
    let finish = (): void => undefined;
    busy.set('a', new Promise((resolve) => (finish = resolve)));
    const serving = queues.serve([plan('a', 2)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(['start a at 1', 'stop a at 1']);
    finish();
    await serving;
    expect(events).toEqual(['start a at 1', 'stop a at 1', 'ended a at 1', 'start a at 2']);
  });

  test('a worker that ends by itself is told; one that was told to end is not', async () => {
    const { ends, queues } = fakeWorkers();
    await queues.serve([plan('a'), plan('b')]);
    await queues.serve([plan('a')]);
    const told = queues.over.then(() => 'over');
    const moment = new Promise((resolve) => setImmediate(resolve, 'a moment'));
    expect(await Promise.race([told, moment])).toBe('a moment');
    ends.get('a')?.resolve();
    expect(await told).toBe('over');
  });

  test('a worker that fails is told with its error', async () => {
    const { ends, queues } = fakeWorkers();
    await queues.serve([plan('a')]);
    ends.get('a')?.reject(new Error('lost'));
    await expect(queues.over).rejects.toThrow('lost');
  });

  test('to stop them waits for all', async () => {
    const { events, queues } = fakeWorkers();
    await queues.serve([plan('a'), plan('b')]);
    await queues.stop();
    expect(events.filter((event) => event.startsWith('ended'))).toEqual(['ended a', 'ended b']);
    expect(queues.names).toEqual([]);
  });
});
