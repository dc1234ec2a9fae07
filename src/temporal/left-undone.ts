import type { ReprocessRequest } from '../contract/desk.js';
import { servedTogether } from '../domain/requests.js';
import type { HistoryEvent } from './ticket-history.js';

/** What a run that failed has left to do. */
export interface LeftUndone {
  /** Why the run was started. */
  reason: string;
  /** The requests it did not serve, as one; null when nobody had asked: the ticket was new. */
  request: ReprocessRequest | null;
}

/** The requests that came to a run, sorted as the run itself sorts them (`TicketRun.beginRound`). */
interface Requests {
  /** Taken by the present round. */
  taken: ReprocessRequest[];
  /** Came while it went on. */
  arrived: ReprocessRequest[];
}

/**
 * Reads it from the run's events, in their order. A request that came while the failed round went on was not what
 * that round wrote, so it is asked again whatever was written.
 */
export function leftUndone(runId: string, events: readonly HistoryEvent[]): LeftUndone {
  let reason = '';
  let round = 0;
  let { taken, arrived }: Requests = { taken: [], arrived: [] };
  for (const event of events) {
    if (event.kind === 'started') reason = event.reason;
    if (event.kind === 'asked') arrived.push(event.request);
    if (event.kind === 'roundEnded' || (event.kind === 'taskCompleted' && round === 0)) {
      round += 1;
      [taken, arrived] = [arrived, []];
    }
  }
  const open = [...taken, ...arrived];
  if (open.length === 0) return { reason, request: null };
  const { force, upgrade, unlessWritten } = servedTogether(open);
  return {
    reason,
    request: {
      force,
      upgrade,
      key: `revive/${runId}`,
      ...(arrived.length > 0 ? {} : { unlessWritten: [...unlessWritten, `${runId}/${Math.max(round, 1)}`] }),
    },
  };
}
