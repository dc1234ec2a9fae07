import { Counter, type Registry } from 'prom-client';
import { DELIVERY_RESULTS, type WebhookMetrics } from '../../ports/metrics.js';
import { COUNTERS } from './catalogue.js';

/** Stands for a tenant that there is not. */
const NONE = 'none';

/** The metrics of a gateway, whose tenants may change while it runs. */
export interface GatewayMetrics extends WebhookMetrics {
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
