import { bareLoopOn } from '../bare-loop-rig.js';
import { platformLedger, writesOf } from '../../rig/platform-ledger.js';
import { median, quantile } from '../numbers.js';
import { overheadsMs, profileLines, ticketTimes } from '../profile.js';
import type { Measure } from '../report.js';
import { Rig, type RigOptions } from '../../rig/rig.js';
import { distinctTickets } from '../../rig/world.js';
import { endedTicketRuns, scanResult, triggerScan } from '../scan-run.js';
import { verdictCostsUsd } from '../verdict-costs.js';

const SAMPLE = 300;

/** 1,000 tickets at a slow help desk and a slow model, 50 in flight: what durability costs. */
export const measureWithWaits: Measure = async ({ tickets = 1_000, say }) => {
  const setting: RigOptions = {
    ...distinctTickets(tickets),
    concurrency: 50,
    platformLatencyMs: [500, 1_000],
    modelLatencyMs: [2_000, 3_000],
  };
  const bare = await bareLoopOn(setting, say);
  const rig = await Rig.start(setting);
  try {
    say(`scan of ${tickets} tickets, 50 in flight`);
    const scan = await triggerScan(rig.client);
    const result = await scanResult(rig.client, scan, ({ started, inFlight }) =>
      say(`  ${started} started, ${inFlight} in flight`),
    );
    const runs = await endedTicketRuns(rig.client, SAMPLE);
    const times = await ticketTimes(rig.client, runs);
    const ledger = await platformLedger(rig.platformUrl);
    const overheads = overheadsMs(times, bare);
    const perMinute = (result.started / result.durationMs) * 60_000;
    const barePerMinute = (bare.tickets / bare.durationMs) * 60_000;
    const share = perMinute / barePerMinute;
    // Bulk mail is skipped: tagged, with a note, but without a verdict.
    const success = (result.updated - result.fallback + result.skipped) / result.started;
    const requests = ledger.requests / result.started;
    const cost = median(await verdictCostsUsd(rig.client, runs));
    const events = median(times.map((time) => time.events));
    const [middle, p95] = [median(overheads), quantile(overheads, 0.95)];
    const { once, duplicates } = writesOf(ledger);
    return {
      name: 'with waits',
      rows: [
        {
          what: `${result.started} tickets, platform 0.5–1 s, model 2–3 s, 50 in flight: share of a bare loop`,
          measured: `${percent(share)} (${perMinute.toFixed(0)} of ${barePerMinute.toFixed(0)} a minute)`,
          must: '88 %',
          goal: '95 %',
          holds: share >= 0.88,
        },
        {
          what: 'success of those (the model’s verdict, or recognised as bulk mail)',
          measured: percent(success),
          must: '99.9 %',
          goal: '100 %',
          holds: success >= 0.999,
        },
        {
          what: 'overhead a ticket at 50 in flight, median; p95',
          measured: `${middle.toFixed(0)}; ${p95.toFixed(0)} ms`,
          must: '400; 800 ms',
          goal: '150; 300 ms',
          holds: middle <= 400 && p95 <= 800,
        },
        {
          what: 'platform requests a ticket in scans',
          measured: requests.toFixed(2),
          must: '3.1',
          goal: 'far below',
          holds: requests <= 3.1,
        },
        {
          what: 'cost a ticket at gpt-4o-mini prices, median',
          measured: `$${cost.toFixed(6)}`,
          must: '$0.00015',
          goal: '$0.0001',
          holds: cost <= 0.00015,
        },
        {
          what: 'history a ticket, happy path',
          measured: `${events} events`,
          must: '42',
          goal: '32',
          holds: events <= 42,
        },
      ],
      details: [
        ...profileLines(times, bare),
        `  ${once} written exactly once, ${duplicates} notes too many; scan ${(result.durationMs / 1000).toFixed(1)} s, bare loop ${(bare.durationMs / 1000).toFixed(1)} s`,
      ],
      figures: {
        scan: result,
        bare: { tickets: bare.tickets, durationMs: bare.durationMs },
        share,
        success,
        overheads: { median: middle, p95 },
        requests,
        cost,
        events,
        once,
        duplicates,
      },
    };
  } finally {
    await rig.close();
  }
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
