import type { CheckedPromise } from '../chaos/promises.js';
import type { MachineFacts } from '../rig/machine.js';
import type { Check } from './checks.js';

/** What a rollout did and found. */
export interface RolloutReport {
  machine: MachineFacts;
  tickets: number;
  writes: number;
  /** Runs of tickets' workflows. */
  runs: number;
  /** Those runs by the builds that worked on them, in order: `A`, or `C, B` for one that was moved. */
  byBuilds: Record<string, number>;
  /** Runs that were open at one step at least. */
  straddling: number;
  steps: { name: string; afterMs: number; openRuns: number }[];
  edits: number;
  durationMs: number;
  platform: { calls: number; faulted: number; faults: Record<string, number> };
  model: { calls: number; faults: Record<string, number> };
  /** SIGKILLs by build. */
  kills: Record<string, number>;
  /** What the operator typed, repetitions left out. */
  typed: readonly string[];
  promises: CheckedPromise[];
  checks: Check[];
  /** Where logs and stores are; null when they were removed. */
  keptIn: string | null;
}

const SHOWN_IDS = 20;

/** True when every promise held and every step did what it is for. */
export const holds = ({ promises, checks }: Pick<RolloutReport, 'promises' | 'checks'>): boolean =>
  promises.every(({ broken }) => broken.length === 0) && checks.every((check) => check.holds);

/** The report as Markdown, for the terminal and for the documents alike. */
export function asText(report: RolloutReport): string {
  const { machine, platform, model, kills } = report;
  return [
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load ${machine.loadBefore} before, ${machine.at}`,
    '',
    `- tickets ${report.tickets}, writes ${report.writes}, ${(report.durationMs / 60_000).toFixed(1)} minutes; edits by people ${report.edits}`,
    `- runs ${report.runs} by the builds that worked on them: ${listed(report.byBuilds)}; open at a step ${report.straddling}`,
    `- help desk: ${platform.calls} calls, ${platform.faulted} faulted: ${listed(platform.faults)}`,
    `- model: ${model.calls} calls, ${total(model.faults)} faulted: ${listed(model.faults)}`,
    `- SIGKILL: ${listed(kills)}`,
    '',
    '| step | after | runs open then |',
    '| --- | --- | --- |',
    ...report.steps.map(
      ({ name, afterMs, openRuns }) => `| ${name} | ${(afterMs / 1000).toFixed(0)} s | ${openRuns} |`,
    ),
    '',
    '| what the steps are for | seen | |',
    '| --- | --- | --- |',
    ...report.checks.map((check) => `| ${check.name} | ${check.seen} | ${check.holds ? 'yes' : 'NO'} |`),
    '',
    '| promise | broken |',
    '| --- | --- |',
    ...report.promises.map(({ name, broken }) => `| ${name} | ${broken.length}${ids(broken)} |`),
    ...(report.keptIn === null ? [] : ['', `logs and stores: ${report.keptIn}`]),
  ].join('\n');
}

const total = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const listed = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, left], [, right]) => right - left)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
    .replaceAll('C, B', 'C then B') || 'none';

function ids(broken: readonly string[]): string {
  if (broken.length === 0) return '';
  const shown = [...new Set(broken)].slice(0, SHOWN_IDS).join(', ');
  return ` (tickets ${shown}${new Set(broken).size > SHOWN_IDS ? ', …' : ''})`;
}
