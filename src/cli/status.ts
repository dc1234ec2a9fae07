import type { ScanCounters } from '../contract/scan.js';
import { budgetText } from '../domain/limits.js';
import { circuitText } from '../health/reports.js';
import { troubledText } from '../health/troubled-tickets.js';
import { tenantStatus, type TenantStatus } from '../health/status.js';
import { table } from './terminal/terminal.js';
import {
  answer,
  commandConfig,
  EXIT,
  tenantNamed,
  tenantNames,
  withClient,
  withOutcomes,
  type AddCommand,
} from './context.js';
import { anyTenantOption } from './options.js';
import { writesText } from './writes.js';
import type { BackfillProgress, BackfillResult } from '../contract/desk.js';
import type { KnownBackfill } from '../temporal/backfill.js';

/** `status`: scans, tickets by outcome, rates, latency and cost of the last 24 hours; a tenant each. */
export const addStatusCommand: AddCommand = (program, run) => {
  program
    .command('status')
    .description(
      'Scans, tickets by outcome, success and fallback rate, latency and cost of the last 24 hours.',
    )
    .addOption(anyTenantOption())
    .action(
      run(async ({ json = false, tenant }: { json?: boolean; tenant?: string }) => {
        const config = commandConfig();
        const names = tenantNames(config, tenant);
        return withClient(config, ({ client }) =>
          withOutcomes(config, async (outcomes) => {
            const now = new Date();
            const statuses = await Promise.all(
              names.map((tenant) => {
                const { monthlyBudgetUsd } = tenantNamed(config, tenant).policy;
                return tenantStatus({ client, outcomes, tenant, monthlyBudgetUsd }, now);
              }),
            );
            const value = statuses.length === 1 ? statuses[0] : { tenants: statuses };
            answer(value, { json, text: () => statuses.map(text).join('\n\n') });
            return EXIT.done;
          }),
        );
      }),
    );
};

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);
const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : `${(ms / 1000).toFixed(1)} s`);

function text({
  tenant,
  scan,
  openTickets,
  waiting,
  writes,
  circuits,
  pause,
  backfill,
  budget,
  troubled,
  figures,
}: TenantStatus): string {
  const { byKind, successRate, fallbackRate, cacheHitRate, latencyMs, costMicroUsd } = figures;
  const outcomes = Object.entries(byKind).flatMap(([name, count]) =>
    count === 0 ? [] : [`${name} ${count}`],
  );
  return [
    `Tenant ${tenant}, last 24 hours`,
    table([
      ['tickets', 'open', 'success', 'by rules', 'shared', 'average', 'p50', 'p95', 'cost'],
      [
        outcomes.join(', ') || 'none',
        String(openTickets),
        percent(successRate),
        percent(fallbackRate),
        percent(cacheHitRate),
        seconds(latencyMs?.average),
        seconds(latencyMs?.p50),
        seconds(latencyMs?.p95),
        `$${(costMicroUsd / 1e6).toFixed(4)}`,
      ],
    ]),
    ...troubledLines(troubled),
    scanLine(scan),
    ...pauseLine(pause),
    ...backfillLine(backfill),
    ...waitingLine(waiting),
    writesText(writes),
    ...circuits.map(circuitText),
    ...budgetLine(budget),
  ].join('\n');
}

function troubledLines({ undone, rejected }: TenantStatus['troubled']): string[] {
  return [
    ...(undone.length === 0
      ? []
      : [`Left alone, because something at the help desk takes our tag off: ${troubledText(undone)}`]),
    ...(rejected.length === 0
      ? []
      : [`Not written, because the help desk refuses: ${troubledText(rejected)}`]),
  ];
}

function waitingLine({ failed, upgrade }: TenantStatus['waiting']): string[] {
  const parts = [
    ...(failed === 0 ? [] : [`${failed} to be begun anew after a failure`]),
    ...(upgrade === 0 ? [] : [`${upgrade} for the model in place of the rules`]),
  ];
  return parts.length === 0 ? [] : [`Waiting: ${parts.join(', ')}`];
}

function pauseLine(pause: TenantStatus['pause']): string[] {
  if (pause === null) return [];
  const { since, by, reason } = pause;
  const signed = since === null ? '' : ` since ${since} by ${by}`;
  const why = reason === '' ? 'no reason given' : reason;
  return [`Paused${signed}: ${why}; nothing begins by itself, webhooks are passed over`];
}

const backfillLine = (backfill: TenantStatus['backfill']): string[] =>
  backfill === null ? [] : [`Backfill: ${backfillText(backfill)}`];

function budgetLine(budget: TenantStatus['budget']): string[] {
  if (budget === null) return [];
  const then = budget.level === 'exhausted' ? ': the rules decide until the month ends (UTC)' : '';
  return [`Budget: ${budgetText(budget)}${then}`];
}

function troubleOf({ unreadable, cursorRefused }: ScanCounters): string {
  return [
    ...(unreadable === 0 ? [] : [`, left out ${unreadable} lines that could not be read`]),
    ...(cursorRefused === 0 ? [] : [', began again earlier because the help desk refused its cursor']),
  ].join('');
}

function scanLine({ running, silent, last, next, paused }: TenantStatus['scan']): string {
  const now =
    running !== null
      ? `a scan runs: ${running.started} started, ${running.inFlight} in flight`
      : silent !== null
        ? `${silent} runs, but no worker tells how far it is`
        : 'no scan runs';
  const before =
    last === null
      ? 'none has finished'
      : `the last one ended ${last.endedAt}, listed ${last.counters.listed} and started ${last.counters.started}${troubleOf(last.counters)}`;
  const then = paused === null ? `next at ${next ?? 'no time'}` : `paused: ${paused}`;
  return `Scans: ${now}; ${before}; ${then}`;
}

/** One line: how far a backfill is, what it has cost, and why it does not go on. */
export function backfillText({ workflowId, state, ending, progress }: KnownBackfill): string {
  if (progress === null)
    return state === 'running'
      ? `${workflowId} runs, but no worker tells how far it is`
      : `${workflowId} ended without a result: ${ending}`;
  const { order, listed, started, costUsd } = progress;
  const of = order.maxCostUsd === null ? '' : ` of at most $${order.maxCostUsd}`;
  return [
    `${state === 'running' ? 'runs' : 'has ended'}${standing(progress)}`,
    `${order.from} to ${order.to}${order.dryRun ? ', dry run' : ''}`,
    `${started} of ${listed} listed tickets started, ${outcomes(progress)}`,
    `cost $${costUsd.toFixed(4)}${of}`,
  ].join('; ');
}

function standing({ stopped, ...progress }: BackfillProgress | BackfillResult): string {
  if (stopped?.kind === 'costCeiling') return ', stopped at its cost ceiling';
  if (stopped?.kind === 'cancelled')
    return `, cancelled${stopped.reason === '' ? '' : `: ${stopped.reason}`}`;
  const paused = 'paused' in progress ? progress.paused : null;
  if (paused === null) return '';
  return `, paused since ${paused.since}: ${paused.reason || 'no reason given'}`;
}

function outcomes(progress: BackfillProgress | BackfillResult): string {
  const counted = (['updated', 'dryRun', 'unchanged', 'skipped', 'failed', 'parked'] as const).flatMap(
    (name) => (progress[name] === 0 ? [] : [`${name} ${progress[name]}`]),
  );
  const inFlight = 'inFlight' in progress && progress.inFlight > 0 ? [`${progress.inFlight} in flight`] : [];
  return [...counted, ...inFlight].join(', ') || 'none has ended';
}
