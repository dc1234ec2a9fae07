import { setTimeout as delay } from 'node:timers/promises';
import { platformLedger, type PlatformLedger } from '../../rig/platform-ledger.js';
import type { Measure, MeasureOptions, Row } from '../report.js';
import { Rig } from '../../rig/rig.js';
import { distinctTickets } from '../../rig/world.js';
import { triggerScan } from '../scan-run.js';

/** A plan's limits a minute, and which of them a steady scan runs into. */
const PLANS = [
  { requests: 400, updates: 300, bound: 'requests' },
  { requests: 700, updates: 300, bound: 'requests' },
  { requests: 700, updates: 100, bound: 'updates' },
] as const;
const WORKERS = [1, 2, 4] as const;
const UPDATE_ROUTE = 'PUT /api/v2/tickets/:id';
/** The first seconds let through what a queue had saved up; they count for the 429s, not for the use. */
const WARM_UP_MS = 15_000;
const MEASURED_MS = 65_000;

/** How much of a help desk's limits several workers use together, and whether they ever go beyond. */
export const measureLimits: Measure = async (options) => {
  const rows: Row[] = [];
  const figures: Record<string, unknown> = {};
  for (const plan of PLANS) {
    for (const workers of WORKERS) {
      const { use, ledger } = await useOf(plan, workers, options);
      const name = `${plan.requests} requests, ${plan.updates} updates a minute; ${workers} worker${workers > 1 ? 's' : ''}`;
      figures[name] = { use, status429: ledger.status429, maxPerMinute: ledger.maxPerMinute };
      rows.push({
        what: `use of the ${plan.bound} limit: ${name}`,
        measured: `${(use * 100).toFixed(1)} %, ${ledger.status429} × 429, at most ${ledger.maxPerMinute} requests in a minute`,
        must: '90 %, no 429',
        goal: '97 %',
        holds: use >= 0.9 && ledger.status429 === 0,
      });
    }
  }
  return { name: 'limits', rows, details: [], figures };
};

async function useOf(
  plan: (typeof PLANS)[number],
  workers: number,
  { tickets = 2_000, say }: MeasureOptions,
): Promise<{ use: number; ledger: PlatformLedger }> {
  const rig = await Rig.start({
    ...distinctTickets(tickets),
    concurrency: 100,
    workers,
    requestsPerMinute: plan.requests,
    updatesPerMinute: plan.updates,
    modelLatencyMs: [200, 600],
  });
  try {
    say(`${plan.requests} requests, ${plan.updates} updates a minute, ${workers} workers: 80 s`);
    await triggerScan(rig.client);
    await delay(WARM_UP_MS);
    const [from, fromMs] = [await platformLedger(rig.platformUrl), performance.now()];
    await delay(MEASURED_MS);
    const [ledger, toMs] = [await platformLedger(rig.platformUrl), performance.now()];
    const count = ({ requests, byRoute }: PlatformLedger) =>
      plan.bound === 'requests' ? requests : (byRoute[UPDATE_ROUTE] ?? 0);
    const perMinute = ((count(ledger) - count(from)) / (toMs - fromMs)) * 60_000;
    return { use: perMinute / plan[plan.bound], ledger };
  } finally {
    await rig.close();
  }
}
