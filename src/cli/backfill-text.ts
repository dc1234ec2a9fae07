import type { BackfillProgress, BackfillResult } from '../contract/backfill.js';
import type { KnownBackfill } from '../temporal/backfill.js';

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
