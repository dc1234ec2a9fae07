import { Counter, type Registry } from 'prom-client';
import { CHANNELS } from '../../domain/alerts/deliveries.js';
import type { AlertMetrics } from '../../ports/notifier.js';
import { COUNTERS } from './catalogue.js';

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
