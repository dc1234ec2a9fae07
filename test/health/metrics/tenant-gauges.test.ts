import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { createTenantGauges, type TenantState } from '../../../src/health/metrics/series.js';
import { sampleOn } from '../../support/metric-values.js';

const STATE: TenantState = {
  tenant: 'acme',
  lastScanMs: 1_700_000_000_500,
  scanDueSinceMs: null,
  paused: { scan: true, revive: false },
  openTickets: 3,
  writesStopped: true,
  waitingWrites: 0,
  monthCostUsd: 1.5,
  monthBudgetUsd: 20,
  readable: { temporal: true, statistics: true },
};
const NOTHING_TOLD: TenantState = {
  ...STATE,
  ...{ lastScanMs: undefined, scanDueSinceMs: undefined, paused: undefined, openTickets: undefined },
  ...{ writesStopped: undefined, waitingWrites: undefined, monthCostUsd: undefined },
  readable: { temporal: false, statistics: false },
};

async function pageAfter(...shown: TenantState[][]): Promise<string> {
  const registry = new Registry();
  const gauges = createTenantGauges(registry);
  shown.forEach((states) => gauges.show(states));
  return registry.metrics();
}

test.each([
  ['last_scan_timestamp_seconds{tenant="acme"}', 1_700_000_000.5],
  ['scan_due_since_timestamp_seconds{tenant="acme"}', null],
  ['schedule_paused{tenant="acme",schedule="scan"}', 1],
  ['schedule_paused{tenant="acme",schedule="revive"}', 0],
  ['open_tickets{tenant="acme"}', 3],
  ['writes_stopped{tenant="acme"}', 1],
  ['waiting_writes{tenant="acme"}', 0],
  ['month_cost_usd{tenant="acme"}', 1.5],
  ['month_budget_usd{tenant="acme"}', 20],
  ['state_readable{tenant="acme",source="temporal"}', 1],
])('%s is %s', async (sample, value) => {
  expect(sampleOn(await pageAfter([STATE]), `ticket_processor_${sample}`)).toBe(value);
});

test('what its source no longer tells is gone, and that it does not is told', async () => {
  const page = await pageAfter([STATE], [NOTHING_TOLD]);
  expect(page.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    'ticket_processor_month_budget_usd{tenant="acme"} 20',
    'ticket_processor_state_readable{tenant="acme",source="temporal"} 0',
    'ticket_processor_state_readable{tenant="acme",source="statistics"} 0',
  ]);
});
