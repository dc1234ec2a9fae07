import type { machineFacts } from '../rig/machine.js';
import type { CheckedPromise } from './promises.js';
import type { RunEnds } from './run-ends.js';

/** What a run did and found. */
export interface ChaosReport {
  machine: ReturnType<typeof machineFacts>;
  seed: number;
  /** The same for the same seed and pace of kills. */
  plan: string;
  tickets: number;
  writes: number;
  /** By the rules, because the model had failed. */
  fallbacks: number;
  /** Of the rules' verdicts, replaced by the model's since. */
  upgrades: number;
  edits: number;
  durationMs: number;
  platform: { calls: number; faulted: number; faults: Record<string, number> };
  model: { calls: number; faulted: number; faults: Record<string, number> };
  kills: Record<string, number>;
  /** Workers that ended by themselves and were started again. */
  ownEnds: number;
  ticketRuns: RunEnds;
  scans: RunEnds;
  promises: CheckedPromise[];
  /** Where logs and stores are; null when they were removed. */
  keptIn: string | null;
}

const SHOWN_IDS = 20;

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
const listed = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([, left], [, right]) => right - left)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

export const holds = ({ promises }: Pick<ChaosReport, 'promises'>): boolean =>
  promises.every(({ broken }) => broken.length === 0);

/** The share of all calls that met a fault, 0 to 1. */
export const faultedShare = ({ platform, model }: Pick<ChaosReport, 'platform' | 'model'>): number =>
  (platform.faulted + model.faulted) / Math.max(1, platform.calls + model.calls);

/** Below it a run says little about the promises. */
const LEAST_FAULTED_SHARE = 0.2;

/** Why a run in which every promise held still proves little; undefined: it does not. */
export function tooMild(report: Pick<ChaosReport, 'platform' | 'model'>): string | undefined {
  const share = faultedShare(report);
  if (share >= LEAST_FAULTED_SHARE) return undefined;
  const [seen, wanted] = [share, LEAST_FAULTED_SHARE].map((part) => `${(part * 100).toFixed(1)} %`);
  return `too mild to prove much: ${seen} of the calls met a fault, expected ${wanted} or more`;
}

/** The report as Markdown, for the terminal and for the documents alike. */
export function asText(report: ChaosReport): string {
  const { machine, seed, plan, platform, model, kills, durationMs, tickets, promises, keptIn } = report;
  const minutes = durationMs / 60_000;
  return [
    `seed ${seed}, plan ${plan}; ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load ${machine.loadBefore} before, ${machine.at}`,
    '',
    `- tickets ${tickets}, writes ${report.writes} (by the rules and still so ${report.fallbacks}, upgraded ${report.upgrades}), ${minutes.toFixed(1)} minutes (${(tickets / minutes).toFixed(0)} tickets a minute)`,
    `- calls ${platform.calls + model.calls}, of them faulted ${(faultedShare(report) * 100).toFixed(1)} %`,
    `- help desk: ${platform.calls} calls, ${platform.faulted} faulted: ${listed(platform.faults)}`,
    `- model: ${model.calls} calls, ${model.faulted} faulted: ${listed(model.faults)}`,
    `- kills ${sum(kills)}: ${listed(kills)}; workers that ended by themselves ${report.ownEnds}`,
    `- edits by people beside those: ${report.edits}`,
    `- runs: tickets ${listed(report.ticketRuns)}; scans ${listed(report.scans)}`,
    '',
    '| promise | broken |',
    '| --- | --- |',
    ...promises.map(({ name, broken }) => `| ${name} | ${broken.length}${ids(broken)} |`),
    ...(keptIn === null ? [] : ['', `logs and stores: ${keptIn}`]),
  ].join('\n');
}

function ids(broken: readonly string[]): string {
  if (broken.length === 0) return '';
  const shown = [...new Set(broken)].slice(0, SHOWN_IDS).join(', ');
  return ` (tickets ${shown}${new Set(broken).size > SHOWN_IDS ? ', …' : ''})`;
}
