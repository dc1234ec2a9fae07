import type { Command } from 'commander';
import { readEnvironment } from '../config/environment.js';
import { ConfigurationError } from '../ports/faults.js';
import { loadConfig, type TenantConfig } from '../config/load.js';
import { UsageError } from './context.js';

/**
 * Gives a command that is about one tenant, and was not told which, the only one there is.
 * @throws {UsageError} that names them where there are several.
 */
export function nameOnlyTenant(command: Command): void {
  if (command.getOptionValueSource('tenant') !== 'default') return;
  const [tenant, ...others] = tenants();
  if (others.length > 0) {
    const names = [tenant, ...others].map((known) => known?.name).join(', ');
    throw new UsageError(`there are several tenants; expected --tenant with one of: ${names}`);
  }
  if (tenant !== undefined) command.setOptionValueWithSource('tenant', tenant.name, 'default');
}

/** None where the configuration is wrong, which is the command's to tell. */
function tenants(): readonly TenantConfig[] {
  try {
    return loadConfig(readEnvironment()).tenants;
  } catch (error) {
    if (error instanceof ConfigurationError) return [];
    throw error;
  }
}
