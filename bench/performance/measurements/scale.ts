import { platformLedger, writesOf } from '../../rig/platform-ledger.js';
import { quantile } from '../numbers.js';
import { processUsage } from '../../rig/process-usage.js';
import type { Measure } from '../report.js';
import { Rig } from '../../rig/rig.js';
import { distinctTickets } from '../../rig/world.js';
import { scanResult, scanRuns, triggerScan } from '../scan-run.js';

interface Sample {
  started: number;
  residentMiB: number;
}

/** A large scan: memory that does not grow with it, and histories that stay within the server's bounds. */
export const measureScale: Measure = async ({ tickets = 20_000, say }) => {
  const rig = await Rig.start({ ...distinctTickets(tickets), concurrency: 100 });
  try {
    say(`scan of ${tickets} tickets without waits, 100 in flight`);
    const samples: Sample[] = [];
    const scan = await triggerScan(rig.client);
    const result = await scanResult(rig.client, scan, ({ started }) => {
      const usage = processUsage(rig.workers[0]?.pid ?? 0);
      samples.push({ started, residentMiB: usage?.residentMiB ?? Number.NaN });
      if (samples.length % 10 === 0) say(`  ${started} started, worker ${usage?.residentMiB.toFixed(0)} MiB`);
    });
    const histories = await scanRuns(rig.client, scan);
    const { once, duplicates } = writesOf(await platformLedger(rig.platformUrl));
    const between = (from: number, to: number) =>
      samples
        .filter(({ started }) => started >= from * tickets && started < to * tickets)
        .map(({ residentMiB }) => residentMiB);
    const highest = Math.max(...samples.map(({ residentMiB }) => residentMiB));
    const [second, last] = [quantile(between(0.25, 0.5), 0.9), quantile(between(0.75, 1.01), 0.9)];
    const longest = Math.max(...histories);
    const minutes = result.durationMs / 60_000;
    return {
      name: 'scale',
      rows: [
        {
          what: `worker memory over ${result.started} tickets: highest; second and last quarter (flat within 10 %)`,
          measured: `${highest.toFixed(0)} MiB; ${second.toFixed(0)} → ${last.toFixed(0)} MiB`,
          must: '600 MiB, flat',
          goal: '400 MiB',
          holds: highest <= 600 && last <= second * 1.1,
        },
        {
          what: `longest history of the scan's ${histories.length} runs`,
          measured: `${longest} events`,
          must: 'below 10,240, where the server warns',
          goal: '-',
          holds: longest < 10_240 && once === result.started && duplicates === 0,
        },
      ],
      details: [
        `  ${result.started} tickets in ${minutes.toFixed(1)} minutes (${(result.started / minutes).toFixed(0)} a minute); ${once} written exactly once, ${duplicates} notes too many, ${result.failed} failed`,
        `  worker MiB along the way: ${samples
          .filter((_sample, index) => index % Math.ceil(samples.length / 12) === 0)
          .map(({ started, residentMiB }) => `${started}: ${residentMiB.toFixed(0)}`)
          .join(', ')}`,
      ],
      figures: { scan: result, histories, samples, once, duplicates },
    };
  } finally {
    await rig.close();
  }
};
