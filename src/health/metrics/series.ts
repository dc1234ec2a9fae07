import { Gauge, type Registry, Counter } from 'prom-client';
import { TENANT_GAUGES, COUNTERS, PROCESS_GAUGES } from './catalogue.js';
import { DELIVERY_RESULTS, type WebhookMetrics } from '../../ports/metrics.js';
import { CHANNELS } from '../../domain/alerts/deliveries.js';
import type { AlertMetrics } from '../../ports/notifier.js';

/** How a tenant stands. What a source did not tell is undefined; what there is not is null. */
export interface TenantState {
  tenant: string;
  /** Milliseconds since 1970. */
  lastScanMs: number | null | undefined;
  /** Milliseconds since 1970. */
  scanDueSinceMs: number | null | undefined;
  /** By schedule: `scan`, `revive`, `upgrade`. */
  paused: Record<string, boolean> | undefined;
  openTickets: number | undefined;
  writesStopped: boolean | undefined;
  waitingWrites: number | undefined;
  monthCostUsd: number | undefined;
  monthBudgetUsd: number | null;
  /** By source: whether it told everything that it was asked. */
  readable: Record<string, boolean>;
}

/**
 * Gauges of tenants in `registry`; `show` replaces all that they showed before, so that nothing outlives what told it.
 */
export function createTenantGauges(registry: Registry): { show(states: readonly TenantState[]): void } {
  const registers = [registry];
  const gauges = {
    lastScan: new Gauge({ ...TENANT_GAUGES.lastScan, registers }),
    scanDueSince: new Gauge({ ...TENANT_GAUGES.scanDueSince, registers }),
    schedulePaused: new Gauge({ ...TENANT_GAUGES.schedulePaused, registers }),
    openTickets: new Gauge({ ...TENANT_GAUGES.openTickets, registers }),
    writesStopped: new Gauge({ ...TENANT_GAUGES.writesStopped, registers }),
    waitingWrites: new Gauge({ ...TENANT_GAUGES.waitingWrites, registers }),
    monthCost: new Gauge({ ...TENANT_GAUGES.monthCost, registers }),
    monthBudget: new Gauge({ ...TENANT_GAUGES.monthBudget, registers }),
    stateReadable: new Gauge({ ...TENANT_GAUGES.stateReadable, registers }),
  };
  const show = ({ tenant, ...state }: TenantState) => {
    const set = (gauge: Gauge<'tenant'>, value: number | null | undefined) => {
      if (value !== null && value !== undefined) gauge.set({ tenant }, value);
    };
    set(gauges.lastScan, seconds(state.lastScanMs));
    set(gauges.scanDueSince, seconds(state.scanDueSinceMs));
    set(gauges.openTickets, state.openTickets);
    set(gauges.writesStopped, state.writesStopped === undefined ? undefined : Number(state.writesStopped));
    set(gauges.waitingWrites, state.waitingWrites);
    set(gauges.monthCost, state.monthCostUsd);
    set(gauges.monthBudget, state.monthBudgetUsd);
    for (const [schedule, paused] of Object.entries(state.paused ?? {}))
      gauges.schedulePaused.set({ tenant, schedule }, Number(paused));
    for (const [source, readable] of Object.entries(state.readable))
      gauges.stateReadable.set({ tenant, source }, Number(readable));
  };
  return {
    show(states) {
      for (const gauge of Object.values(gauges)) gauge.reset();
      states.forEach(show);
    },
  };
}

const seconds = (ms: number | null | undefined): number | null | undefined =>
  typeof ms === 'number' ? ms / 1000 : ms;

/** Stands for a tenant that there is not. */
const NONE = 'none';

/** The metrics of a gateway, whose tenants may change while it runs. */
interface GatewayMetrics extends WebhookMetrics {
  /** Their names bound the label: any other is counted as `none`. */
  tenantsAre: (names: readonly string[]) => void;
}

/**
 * What one gateway does, as Prometheus metrics in `registry`. Every series is there from the start, at 0, so that the
 * first of a kind is an increase.
 */
export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const deliveries = new Counter({ ...COUNTERS.webhookDeliveries, registers: [registry] });
  let tenants: readonly string[] = [];
  const beginAtZero = (tenant: string) => {
    for (const result of DELIVERY_RESULTS) deliveries.inc({ tenant, result }, 0);
  };
  beginAtZero(NONE);
  return {
    tenantsAre(names) {
      tenants = names;
      names.forEach(beginAtZero);
    },
    deliveryAnswered({ tenant, result }) {
      deliveries.inc({ tenant: tenants.includes(tenant) ? tenant : NONE, result });
    },
  };
}

/** What one worker told people, as Prometheus metrics in `registry`; series that rules look at begin at 0. */
export function createAlertMetrics(registry: Registry): AlertMetrics {
  const registers = [registry];
  const deliveries = new Counter({ ...COUNTERS.alertDeliveries, registers });
  const untold = new Counter({ ...COUNTERS.alertsUntold, registers });
  for (const service of CHANNELS)
    for (const result of ['taken', 'refused', 'unavailable', 'uncertain'])
      deliveries.inc({ service, result }, 0);
  return {
    told: ({ channel, result }) => deliveries.inc({ service: channel, result }),
    nobodyTold: () => untold.inc(),
  };
}

/** Shows in `registry` whether the tenants file is in force as it is. Absent where none is followed. */
export function createTenantsFileGauge(registry: Registry): (valid: boolean) => void {
  const gauge = new Gauge({ ...PROCESS_GAUGES.tenantsFileValid, registers: [registry] });
  return (valid) => gauge.set(Number(valid));
}
