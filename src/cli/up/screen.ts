import type { ScanProgress, ScanTicketsResult } from '../../contract/scan.js';
import { createProgressView, colors, table, type Progress } from '../terminal/terminal.js';
import type { TenantScan } from './first-scans.js';
import type { RuntimeInfo } from './runtime-file.js';
import { FIELDS } from '../../domain/verdict-fields.js';
import type { TicketRow } from '../../health/status.js';

/** What `up` tells of itself. A token is told only where it may be shown. */
export interface UpScreen {
  /** What is being started or stopped. */
  say(line: string): void;
  /** Everything runs, and can be reached there. */
  running(runtime: RuntimeInfo): void;
  /** Follows the first scans, one of each tenant, until it is stopped. */
  followScan(): { show(progresses: readonly ScanProgress[]): void; stop(): void };
  /** The first scans are over: what came of them, and their latest tickets. */
  scanned(scans: readonly TenantScan[], runtime: RuntimeInfo): void;
  /** It goes on by schedule. */
  waiting(cron: string): void;
}

/** For people: a progress bar or lines, a table, the URLs. */
export function textScreen(output: NodeJS.WriteStream, { showToken }: { showToken: boolean }): UpScreen {
  return {
    say: (line) => output.write(`${colors.gray(line)}\n`),
    running: (runtime) => output.write(`${urls(runtime, showToken)}\n\n`),
    followScan() {
      const view = createProgressView(output, 'scan');
      return { show: (progresses) => view.show(scanProgress(progresses)), stop: () => view.stop() };
    },
    scanned: (scans, runtime) => output.write(`\n${describeEnds(scans)}\n\n${urls(runtime, showToken)}\n`),
    waiting: (cron) => output.write(`Scanning by ${cron}. Ctrl-C stops; the next start resumes.\n`),
  };
}

/** For machines: a line of JSON when everything runs, and one for each tenant when the first scans are over. */
export function jsonScreen(output: NodeJS.WritableStream, { showToken }: { showToken: boolean }): UpScreen {
  const line = (value: unknown) => output.write(`${JSON.stringify(value)}\n`);
  return {
    say: () => undefined,
    running: ({ gatewayToken, ...runtime }) =>
      line({ running: { ...runtime, ...(showToken ? { gatewayToken } : {}) } }),
    followScan: () => ({ show: () => undefined, stop: () => undefined }),
    scanned: (scans) => scans.forEach(({ tenant, end, rows }) => line({ tenant, scan: end, tickets: rows })),
    waiting: () => undefined,
  };
}

/** Several are told apart by a line with the tenant's name. */
const describeEnds = (scans: readonly TenantScan[]): string =>
  scans
    .map((scan) =>
      scans.length === 1 ? describeEnd(scan) : `${colors.bold(scan.tenant)}\n${describeEnd(scan)}`,
    )
    .join('\n\n');

function describeEnd({ end, rows }: TenantScan): string {
  switch (end.kind) {
    case 'done':
      return scanTable(end.result, rows);
    case 'failed':
      return colors.red(`The scan failed: ${end.why}`);
    case 'paused':
      return colors.yellow(
        `The schedule is paused${end.note === '' ? '' : `: ${end.note}`}; no scan was started.`,
      );
  }
}

function urls(
  { uiUrl, platformUrl, llmUrl, temporalAddress, gatewayUrl, gatewayToken, metricsUrl }: RuntimeInfo,
  showToken: boolean,
): string {
  return [
    `Dashboard         ${gatewayUrl}/`,
    ...(uiUrl === null ? [] : [`Temporal Web UI   ${uiUrl}`]),
    `Temporal server   ${temporalAddress}`,
    `Gateway           ${gatewayUrl}/health${showToken ? `   token ${gatewayToken}` : ''}`,
    ...(metricsUrl === undefined ? [] : [`Metrics           ${metricsUrl}`]),
    `Help desk         ${platformUrl}`,
    `Model             ${llmUrl}`,
  ].join('\n');
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

function ticketTable(rows: readonly TicketRow[]): string {
  return table([
    ['ticket', 'outcome', ...FIELDS.map(({ title }) => title.toLowerCase()), 'by', 'latency', 'cost'],
    ...rows.map((row) => [
      row.ticketId,
      row.outcome ?? row.status,
      ...FIELDS.map(({ name }) => row[name] ?? '-'),
      row.source ?? '-',
      row.latencyMs === null ? '-' : `${(row.latencyMs / 1000).toFixed(1)} s`,
      row.costMicroUsd === null ? '-' : `$${(row.costMicroUsd / 1e6).toFixed(6)}`,
    ]),
  ]);
}

/** The counters of scans as one progress: of the tickets they know of so far. */
export function scanProgress(scans: readonly ScanProgress[]): Progress {
  const sum = (count: (scan: ScanProgress) => number) => scans.reduce((all, scan) => all + count(scan), 0);
  return {
    done: sum(
      ({ updated, unchanged, dryRun, skipped, failed, parked }) =>
        updated + unchanged + dryRun + skipped + failed + parked,
    ),
    total: sum(({ started, pending }) => started + pending),
    details: [
      `${sum(({ listed }) => listed)} listed`,
      `by rules ${sum(({ fallback }) => fallback)}`,
      `failed ${sum(({ failed }) => failed)}`,
    ],
  };
}
