import pc from 'picocolors';
import type { ScanProgress } from '../contract/scan.js';
import type { TicketRow } from '../ops/ticket-rows.js';
import { createProgressView } from '../terminal/progress.js';
import type { ScanEnd } from './follow-scan.js';
import { scanTable } from './result-table.js';
import type { RuntimeInfo } from './runtime-file.js';
import { scanProgress } from './scan-progress.js';

/** What `up` tells of itself. A token is told only where it may be shown. */
export interface UpScreen {
  /** What is being started or stopped. */
  say(line: string): void;
  /** Everything runs, and can be reached there. */
  running(runtime: RuntimeInfo): void;
  /** Follows the first scan until it is stopped. */
  followScan(): { show(progress: ScanProgress): void; stop(): void };
  /** The first scan is over: what came of it, and its latest tickets. */
  scanned(end: ScanEnd, rows: readonly TicketRow[], runtime: RuntimeInfo): void;
  /** It goes on by schedule. */
  waiting(cron: string): void;
}

/** For people: a progress bar or lines, a table, the URLs. */
export function textScreen(output: NodeJS.WriteStream, { showToken }: { showToken: boolean }): UpScreen {
  return {
    say: (line) => output.write(`${pc.gray(line)}\n`),
    running: (runtime) => output.write(`${urls(runtime, showToken)}\n\n`),
    followScan() {
      const view = createProgressView(output, 'scan');
      return { show: (progress) => view.show(scanProgress(progress)), stop: () => view.stop() };
    },
    scanned: (end, rows, runtime) =>
      output.write(`\n${describeEnd(end, rows)}\n\n${urls(runtime, showToken)}\n`),
    waiting: (cron) => output.write(`Scanning by ${cron}. Ctrl-C stops; the next start resumes.\n`),
  };
}

/** For machines: a line of JSON when everything runs, and one when the first scan is over. */
export function jsonScreen(output: NodeJS.WritableStream, { showToken }: { showToken: boolean }): UpScreen {
  const line = (value: unknown) => output.write(`${JSON.stringify(value)}\n`);
  return {
    say: () => undefined,
    running: ({ gatewayToken, ...runtime }) =>
      line({ running: { ...runtime, ...(showToken ? { gatewayToken } : {}) } }),
    followScan: () => ({ show: () => undefined, stop: () => undefined }),
    scanned: (scan, tickets) => line({ scan, tickets }),
    waiting: () => undefined,
  };
}

function describeEnd(end: ScanEnd, rows: readonly TicketRow[]): string {
  switch (end.kind) {
    case 'done':
      return scanTable(end.result, rows);
    case 'failed':
      return pc.red(`The scan failed: ${end.why}`);
    case 'paused':
      return pc.yellow(
        `The schedule is paused${end.note === '' ? '' : `: ${end.note}`}; no scan was started.`,
      );
  }
}

function urls(
  { uiUrl, platformUrl, llmUrl, temporalAddress, gatewayUrl, gatewayToken }: RuntimeInfo,
  showToken: boolean,
): string {
  return [
    ...(uiUrl === null ? [] : [`Temporal Web UI   ${uiUrl}`]),
    `Temporal server   ${temporalAddress}`,
    `Gateway           ${gatewayUrl}/health${showToken ? `   token ${gatewayToken}` : ''}`,
    `Help desk         ${platformUrl}`,
    `Model             ${llmUrl}`,
  ].join('\n');
}
