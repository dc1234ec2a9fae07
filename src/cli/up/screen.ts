import type { ScanProgress } from '../../contract/scan.js';
import { createProgressView } from '../terminal/terminal.js';
import { colors } from '../terminal/colors.js';
import type { TenantScan } from './first-scans.js';
import { scanTable } from './result-table.js';
import type { RuntimeInfo } from './runtime-file.js';
import { scanProgress } from './scan-progress.js';

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
