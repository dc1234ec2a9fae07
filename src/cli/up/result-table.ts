import type { ScanTicketsResult } from '../../contract/scan.js';
import type { TicketRow } from '../../health/ticket-rows.js';
import { table } from '../terminal/table.js';

/** What a scan did, and its latest tickets. */
export function scanTable(result: ScanTicketsResult, rows: readonly TicketRow[]): string {
  const seconds = (result.durationMs / 1000).toFixed(1);
  const counts = table([
    [
      'listed',
      'unwanted',
      'running',
      'started',
      'updated',
      'dry run',
      'unchanged',
      'skipped',
      'failed',
      'parked',
      'by rules',
      'time',
    ],
    [
      ...[
        result.listed,
        result.unwanted,
        result.alreadyRunning,
        result.started,
        result.updated,
        result.dryRun,
      ],
      ...[result.unchanged, result.skipped, result.failed, result.parked, result.fallback],
    ]
      .map(String)
      .concat(`${seconds} s`),
  ]);
  return rows.length === 0 ? counts : `${counts}\n\n${ticketTable(rows)}`;
}

function ticketTable(rows: readonly TicketRow[]): string {
  return table([
    ['ticket', 'outcome', 'root cause', 'urgency', 'sentiment', 'by', 'latency', 'cost'],
    ...rows.map((row) => [
      row.ticketId,
      row.outcome ?? row.status,
      row.rootCause ?? '-',
      row.urgency ?? '-',
      row.sentiment ?? '-',
      row.source ?? '-',
      row.latencyMs === null ? '-' : `${(row.latencyMs / 1000).toFixed(1)} s`,
      row.costMicroUsd === null ? '-' : `$${(row.costMicroUsd / 1e6).toFixed(6)}`,
    ]),
  ]);
}
