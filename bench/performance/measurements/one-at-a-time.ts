import { bareLoopOn } from '../bare-loop-rig.js';
import { median, quantile } from '../numbers.js';
import { overheadsMs, profileLines, ticketTimes } from '../profile.js';
import type { Measure } from '../report.js';
import { Rig, type RigOptions } from '../../rig/rig.js';
import { distinctTickets } from '../../rig/world.js';
import { endedTicketRuns, scanResult, triggerScan } from '../scan-run.js';

/** One ticket after the other: what a single ticket waits for beyond its calls. */
export const measureOneAtATime: Measure = async ({ tickets = 60, say }) => {
  const setting: RigOptions = {
    ...distinctTickets(tickets),
    concurrency: 1,
    platformLatencyMs: [50, 100],
    modelLatencyMs: [200, 300],
  };
  const bare = await bareLoopOn(setting, say);
  const rig = await Rig.start(setting);
  try {
    say(`scan of ${tickets} tickets, one at a time`);
    await scanResult(rig.client, await triggerScan(rig.client));
    const times = await ticketTimes(rig.client, await endedTicketRuns(rig.client, tickets));
    const overheads = overheadsMs(times, bare);
    const [middle, p95] = [median(overheads), quantile(overheads, 0.95)];
    return {
      name: 'one at a time',
      rows: [
        {
          what: 'overhead a ticket, one at a time, median',
          measured: `${middle.toFixed(0)} ms (p95 ${p95.toFixed(0)})`,
          must: '150 ms',
          goal: '80 ms',
          holds: middle <= 150,
        },
      ],
      details: profileLines(times, bare),
      figures: { tickets: times.length, overheads: { median: middle, p95 } },
    };
  } finally {
    await rig.close();
  }
};
