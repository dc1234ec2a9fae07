import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { ScanTicketsResult } from '../../../src/contract/scan.js';
import type { TicketRow } from '../../../src/health/status.js';
import { FIELDS } from '../../../src/domain/verdict-fields.js';
import { scanTable } from '../../../src/cli/up/screen.js';

const RESULT: ScanTicketsResult = {
  listed: 20,
  unwanted: 5,
  alreadyRunning: 1,
  started: 14,
  updated: 7,
  unchanged: 2,
  dryRun: 0,
  skipped: 3,
  failed: 1,
  parked: 1,
  fallback: 4,
  unreadable: 0,
  cursorRefused: 0,
  cursor: 'c',
  durationMs: 12_340,
  beganAt: '2026-01-01T00:00:00.000Z',
  account: 'acme',
};
const ROW: TicketRow = {
  ticketId: '42',
  workflowId: 'ticket-default-zendesk-42',
  status: 'completed',
  outcome: 'updated',
  rootCause: 'bug',
  urgency: 'high',
  sentiment: 'negative',
  source: 'llm',
  latencyMs: 3_456,
  costMicroUsd: 104,
  startedAt: '2026-01-01T00:00:00.000Z',
};

const linesOf = (text: string) => stripVTControlCharacters(text).split('\n');
const cellsOf = (line: string | undefined) => (line ?? '').split(/ {2,}/);

describe('scanTable', () => {
  test('every counter stands below its name', () => {
    const [names, counts, ...rest] = linesOf(scanTable(RESULT, []));
    const byName = Object.fromEntries(cellsOf(names).map((name, index) => [name, cellsOf(counts)[index]]));
    expect(byName).toEqual({
      listed: '20',
      unwanted: '5',
      running: '1',
      started: '14',
      updated: '7',
      'dry run': '0',
      unchanged: '2',
      skipped: '3',
      failed: '1',
      parked: '1',
      'by rules': '4',
      time: '12.3 s',
    });
    expect(rest).toEqual([]);
  });

  test('tickets follow; what a run has not yet is a dash', () => {
    const running: TicketRow = {
      ...ROW,
      ticketId: '43',
      status: 'running',
      outcome: null,
      rootCause: null,
      urgency: null,
      sentiment: null,
      source: null,
      latencyMs: null,
      costMicroUsd: null,
    };
    const further = FIELDS.slice(3).map(() => '-');
    const lines = linesOf(scanTable(RESULT, [ROW, running])).slice(-2);
    expect(lines.map(cellsOf)).toEqual([
      ['42', 'updated', 'bug', 'high', 'negative', ...further, 'llm', '3.5 s', '$0.000104'],
      ['43', 'running', '-', '-', '-', ...further, '-', '-', '-'],
    ]);
  });
});
