import { Gauge, type Registry } from 'prom-client';
import { TENANT_GAUGES } from './catalogue.js';

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
