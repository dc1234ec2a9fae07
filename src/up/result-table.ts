import pc from 'picocolors';
import type { ScanTicketsResult } from '../contract.js';
import type { TicketRow } from '../ops/ticket-rows.js';

/** Rows of a table with aligned columns; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_heading, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [heading = [], ...body] = rows;
  return [pc.bold(line(heading)), ...body.map(line)].join('\n');
}

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

/** Tickets with what they were found to be. */
export function ticketTable(rows: readonly TicketRow[]): string {
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
