import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError, type ConfigFault, type Environment } from '../../ports/faults.js';
import { configuredTenants } from './configured-tenants.js';
import { RememberedTexts } from './remembered-texts.js';
import type { TenantConfig } from './tenant.js';

/**
 * Reads the tenants of the tenants file as they are at this moment, with their secrets and defaults.
 * @throws {ConfigurationError} that lists every fault.
 */
export type ReadTenants = () => TenantConfig[];

interface Reading {
  env: Environment;
  texts: RememberedTexts;
  tenants: TenantConfig[];
  faults: ConfigFault[];
}

/**
 * How the tenants of an installation are read again; null without a tenants file, since variables do not change under
 * a process. `.env` is read again too, so that a new tenant's `{ env: NAME }` can be added there; the file stays the one
 * that `TENANTS_FILE` named when the process began. While no text has changed, the texts are all that is read: parsing
 * a file of 100 tenants takes a tenth of a second.
 */
export function tenantsSource(readEnvironment: () => Environment): ReadTenants | null {
  const file = readEnvironment()['TENANTS_FILE'];
  if (!file) return null;
  let latest: Reading | null = null;
  return () => {
    const env = { ...readEnvironment(), TENANTS_FILE: file };
    const isCurrent = latest !== null && isDeepStrictEqual(latest.env, env) && latest.texts.areCurrent();
    const reading = latest !== null && isCurrent ? latest : readWith(env);
    latest = reading;
    if (reading.faults.length > 0) throw new ConfigurationError(reading.faults);
    return reading.tenants;
  };
}

function readWith(env: Environment): Reading {
  const [faults, texts] = [[] as ConfigFault[], new RememberedTexts()];
  return { env, texts, faults, tenants: configuredTenants(env, faults, texts.read) };
}
