import type { LanguageModel } from '../ports/model.js';
import type { TicketPlatform } from '../ports/platform.js';
import { createCircuit, type Circuit, type CircuitOptions } from './breaker.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

/**
 * The circuits of this process: one for each tenant and service, made when it is first asked for. A help desk or model
 * that is configured anew, and so has another adapter, begins with a closed one.
 */
export function createCircuits(tenants: Tenants, onChange: CircuitOptions['onChange']) {
  const circuits = new Map<string, Circuit>();
  const adapters = new Map<string, TicketPlatform | LanguageModel>();
  const circuit =
    (service: 'platform' | 'model') =>
    (tenant: string): Circuit => {
      const key = `${service} of tenant ${tenant}`;
      const adapter = tenantNamed(tenants, tenant)[service];
      const known = circuits.get(key);
      if (known !== undefined && adapters.get(key) === adapter) return known;
      const made = createCircuit({ tenant, service, onChange });
      circuits.set(key, made);
      adapters.set(key, adapter);
      // What was told of the one before holds no more.
      if (known !== undefined) onChange?.(made);
      return made;
    };
  return { circuits: circuits as ReadonlyMap<string, Circuit>, circuit };
}
