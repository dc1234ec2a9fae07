import { Counter, type Registry } from 'prom-client';
import { DELIVERY_RESULTS, type WebhookMetrics } from '../../ports/metrics.js';
import { COUNTERS } from './catalogue.js';

/** Stands for a tenant that there is not. */
const NONE = 'none';

/**
 * What one gateway does, as Prometheus metrics in `registry`. Every series is there from the start, at 0, so that the
 * first of a kind is an increase.
 * @param tenants their names bound the label: any other is counted as `none`.
 */
export function createGatewayMetrics(registry: Registry, tenants: readonly string[]): WebhookMetrics {
  const deliveries = new Counter({ ...COUNTERS.webhookDeliveries, registers: [registry] });
  for (const tenant of [...tenants, NONE])
    for (const result of DELIVERY_RESULTS) deliveries.inc({ tenant, result }, 0);
  return {
    deliveryAnswered({ tenant, result }) {
      deliveries.inc({ tenant: tenants.includes(tenant) ? tenant : NONE, result });
    },
  };
}
