import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { overheadsMs, timesOf, type TicketTimes } from '../../../bench/performance/profile.js';

const RECORDED = path.resolve(
  import.meta.dirname,
  '../../replay/histories/processTicket.written.2026-11-30.json',
);

test('the times of a recorded run add up to its latency', () => {
  const { events } = historyFromJSON(JSON.parse(readFileSync(RECORDED, 'utf8')));
  const { latencyMs, activities, workflowTasks, ...times } = timesOf(events ?? []);
  expect(times.events).toBe(events?.length);
  // What is recorded within the worker itself leaves markers, and its time is the workflow task's.
  expect(Object.keys(activities)).toEqual(['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate']);
  expect(workflowTasks.count).toBe(5);
  const steps = Object.values(activities).reduce((sum, { waitMs, runMs }) => sum + waitMs + runMs, 0);
  const accounted = steps + workflowTasks.waitMs + workflowTasks.runMs;
  expect(accounted).toBeGreaterThan(latencyMs * 0.9);
  expect(accounted).toBeLessThanOrEqual(latencyMs + 1);
});

test('overhead is latency less the calls, plus what a call takes longer in a worker than bare', () => {
  const activity = { waitMs: 10, runMs: 110 };
  const times: TicketTimes = {
    latencyMs: 600,
    events: 30,
    activities: {
      fetchTicket: activity,
      redactTicket: activity,
      analyzeTicket: activity,
      mergeUpdate: activity,
    },
    workflowTasks: { count: 5, waitMs: 60, runMs: 60 },
  };
  const callMs = { fetchTicket: [100], redactTicket: [100], analyzeTicket: [100], mergeUpdate: [100] };
  expect(overheadsMs([times], { tickets: 1, durationMs: 400, callMs })).toEqual([200]);
});
