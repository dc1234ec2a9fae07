import { Gauge, type Registry } from 'prom-client';
import { PROCESS_GAUGES } from './catalogue.js';

/** Shows in `registry` whether the tenants file is in force as it is. Absent where none is followed. */
export function createTenantsFileGauge(registry: Registry): (valid: boolean) => void {
  const gauge = new Gauge({ ...PROCESS_GAUGES.tenantsFileValid, registers: [registry] });
  return (valid) => gauge.set(Number(valid));
}
