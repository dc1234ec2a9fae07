import { bareLoopOn } from '../bare-loop-rig.js';
import { platformLedger, writesOf } from '../../rig/platform-ledger.js';
import { profileLines, ticketTimes } from '../profile.js';
import { processUsage } from '../../rig/process-usage.js';
import type { Measure } from '../report.js';
import { Rig, type RigOptions } from '../../rig/rig.js';
import { distinctTickets } from '../../rig/world.js';
import { endedTicketRuns, scanResult, triggerScan } from '../scan-run.js';

const SAMPLE = 100;

/** Help desk and model answer at once: what our own work and Temporal's allow. */
export const measureWithoutWaits: Measure = async ({ tickets = 2_000, say }) => {
  const setting: RigOptions = { ...distinctTickets(tickets), concurrency: 50 };
  const bare = await bareLoopOn(setting, say);
  const rig = await Rig.start(setting);
  try {
    say(`scan of ${tickets} tickets without waits, ${setting.concurrency} in flight`);
    const measured = {
      temporal: rig.temporal,
      worker: rig.workers[0],
      platform: rig.platform,
      model: rig.model,
    };
    const before = cpuOf(measured);
    const scan = await scanResult(rig.client, await triggerScan(rig.client), ({ started }) =>
      say(`  ${started} started`),
    );
    const after = cpuOf(measured);
    const times = await ticketTimes(rig.client, await endedTicketRuns(rig.client, SAMPLE));
    const { once, duplicates } = writesOf(await platformLedger(rig.platformUrl));
    const perMinute = (scan.started / scan.durationMs) * 60_000;
    const barePerMinute = (bare.tickets / bare.durationMs) * 60_000;
    const cpu = Object.fromEntries(
      Object.entries(after).map(([name, seconds]) => [
        name,
        ((seconds - (before[name] ?? 0)) / scan.started) * 1000,
      ]),
    );
    return {
      name: 'without waits',
      rows: [
        {
          what: `${scan.started} tickets without waits, embedded durable server`,
          measured: `${perMinute.toFixed(0)} a minute (bare loop ${barePerMinute.toFixed(0)})`,
          must: '1,000',
          goal: '1,500',
          holds: perMinute >= 1_000 && once === scan.started && duplicates === 0,
        },
      ],
      details: [
        ...profileLines(times, bare),
        `  CPU a ticket: ${Object.entries(cpu)
          .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
          .join(', ')}`,
        `  ${once} written exactly once, ${duplicates} notes too many`,
      ],
      figures: { scan, perMinute, barePerMinute, cpuMsPerTicket: cpu, once, duplicates },
    };
  } finally {
    await rig.close();
  }
};

function cpuOf(processes: Record<string, { pid: number } | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(processes).map(([name, process]) => [
      name,
      processUsage(process?.pid ?? 0)?.cpuSeconds ?? Number.NaN,
    ]),
  );
}
