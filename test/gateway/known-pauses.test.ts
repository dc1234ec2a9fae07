import { expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { createKnownPauses, PAUSE_HOLDS_MS } from '../../src/gateway/webhooks.js';

/** A server whose scan schedules stand as `notes` says; null: not paused; undefined: it does not answer. */
function pauses(notes: Record<string, string | null | undefined>) {
  let [nowMs, asked] = [0, 0];
  const describeSchedule = ({ scheduleId }: { scheduleId: string }) => {
    asked += 1;
    const note = notes[scheduleId];
    if (note === undefined) return Promise.reject(new Error('14 UNAVAILABLE'));
    return Promise.resolve({ schedule: { state: { paused: note !== null, notes: note ?? '' } } });
  };
  const client = {
    options: { namespace: 'default' },
    workflowService: { describeSchedule },
    withDeadline: (_deadline: number, ask: () => Promise<unknown>) => ask(),
  } as unknown as Client;
  const whyPaused = createKnownPauses(client, () => nowMs);
  return { whyPaused, asked: () => asked, pass: (ms: number) => (nowMs += ms) };
}

test('is asked once in five seconds, for each tenant', async () => {
  const notes = { 'scan-acme': 'holiday', 'scan-shop': null } as Record<string, string | null>;
  const { whyPaused, asked, pass } = pauses(notes);
  const answers = await Promise.all(['acme', 'acme', 'shop', 'acme'].map(whyPaused));
  expect(answers).toEqual(['holiday', 'holiday', null, 'holiday']);
  expect(asked()).toBe(2);
  notes['scan-acme'] = null;
  pass(PAUSE_HOLDS_MS - 1);
  expect(await whyPaused('acme')).toBe('holiday');
  pass(1);
  expect(await whyPaused('acme')).toBeNull();
});

test('a server that does not answer: what it said last holds, and nothing is paused that never was', async () => {
  const notes: Record<string, string | null | undefined> = { 'scan-acme': 'holiday' };
  const { whyPaused, pass } = pauses(notes);
  expect([await whyPaused('acme'), await whyPaused('new')]).toEqual(['holiday', null]);
  notes['scan-acme'] = undefined;
  pass(PAUSE_HOLDS_MS);
  expect(await whyPaused('acme')).toBe('holiday');
});
