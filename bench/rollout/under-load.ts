import { setTimeout as delay } from 'node:timers/promises';
import type { HelpDesk } from '../chaos/help-desk.js';
import { agentEdits } from '../chaos/plan.js';
import { Arrivals } from './arrivals.js';
import type { RolloutOptions } from './settings.js';

/** Back-off is capped at ten minutes: when nothing has ended for longer, nothing will. */
const NO_PROGRESS_MS = 12 * 60_000;
const POLL_MS = 3_000;

/** Customers and agents beside the play, until it is over. @throws what any of them threw. */
export async function underLoad<Played>(
  helpDesk: HelpDesk,
  { seed, tickets, signal: stopped }: RolloutOptions & { seed: number },
  play: (arrivals: Arrivals, signal: AbortSignal) => Promise<Played>,
): Promise<Played> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopped]);
  const arrivals = new Arrivals(helpDesk, tickets);
  const people = [arrivals.run(signal), editAll(helpDesk, { seed, signal })].map((act) =>
    act.catch((error: unknown) => {
      if (!signal.aborted) over.abort(error);
    }),
  );
  try {
    return await play(arrivals, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    over.abort();
    await Promise.all(people);
  }
}

async function editAll(
  helpDesk: HelpDesk,
  { seed, signal }: { seed: number; signal: AbortSignal },
): Promise<void> {
  for (const planned of agentEdits(seed)) {
    await delay(planned.afterMs, undefined, { signal });
    await helpDesk.edit(planned);
  }
}

/** Opens what is still to come, and waits until every ticket has its end or nothing gets on any more. */
export async function finished(helpDesk: HelpDesk, { signal, say }: RolloutOptions): Promise<void> {
  await helpDesk.arrive(helpDesk.toCome);
  let [fewest, atMs] = [Number.POSITIVE_INFINITY, Date.now()];
  while (Date.now() - atMs < NO_PROGRESS_MS) {
    const unfinished = await helpDesk.unfinished();
    say(`${unfinished} tickets to go`);
    if (unfinished === 0) return;
    if (unfinished < fewest) [fewest, atMs] = [unfinished, Date.now()];
    await delay(POLL_MS, undefined, { signal });
  }
}
