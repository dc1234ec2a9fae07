import type { OutcomeStore } from '../../ports/records.js';
import { ERASED } from '../statistics/erase-tickets.js';

const DAY_MS = 86_400_000;
/** More than any day has. */
const ALL = 10_000_000;

/**
 * The rounds that the statistics hold of the last `days`, as the audit log names them, with the time of their end. Day
 * by day, so that a year is not held twice. Erased ones are left out.
 */
export async function recordedRounds(
  outcomes: Pick<OutcomeStore, 'recent'>,
  { days, now }: { days: number; now: Date },
): Promise<Map<string, string>> {
  const rounds = new Map<string, string>();
  for (let day = days; day >= 0; day -= 1) {
    const from = new Date(now.getTime() - (day + 1) * DAY_MS).toISOString();
    const to = new Date(now.getTime() - day * DAY_MS).toISOString();
    for (const { runId, round, endedAt, ticketId } of await outcomes.recent({ tenant: null, from, to }, ALL))
      if (ticketId !== ERASED) rounds.set(`${runId}/${round}`, endedAt);
  }
  return rounds;
}
