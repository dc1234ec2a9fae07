import { readyTenants } from '../../compose/tenants.js';
import { ConfigurationError } from '../../ports/faults.js';
import { isLoopback } from '../../ports/setting.js';
import type { TenantConfig } from '../../config/load.js';
import { error, ok, warning, type Check, type Finding } from './check.js';
import { placeToMend, settingNames } from './setting-names.js';

/** `configuration`: help desk and model are named, and it is said whether anything is written. */
export function configurationCheck(tenant: TenantConfig): Check {
  return { name: 'configuration', run: () => Promise.resolve(configuration(tenant)) };
}

/** The finding of a configuration that cannot be used. */
export function wrongConfiguration({ faults }: ConfigurationError): Finding {
  const items = faults.map(({ variable, expected, got }) => `${variable}: expected ${expected}, got ${got}`);
  const found =
    faults.length === 1 ? 'a setting is missing or wrong' : `${faults.length} settings are missing or wrong`;
  return error(
    'configuration',
    found,
    `mend ${faults.length === 1 ? 'it' : 'them'} in ${placeToMend(faults)}`,
    {
      items,
      details: { faults: [...faults] },
    },
  );
}

function configuration(tenant: TenantConfig): Finding {
  try {
    return complete(tenant);
  } catch (cause) {
    if (cause instanceof ConfigurationError) return wrongConfiguration(cause);
    throw cause;
  }
}

function complete(tenant: TenantConfig): Finding {
  const [{ platform, llm } = unready()] = readyTenants([tenant]);
  const { dryRun } = tenant.triage;
  const writes =
    dryRun === true ? 'a dry run: nothing is written to tickets' : 'verdicts are written to tickets';
  const found = `complete: ${platform.kind} account ${platform.account}, model ${llm.model}; ${writes}`;
  if (dryRun !== null || isLoopback(platform.baseUrl)) return ok(found);
  const setting = settingNames(tenant.fileEntry).dryRun;
  return warning(found, `set ${setting} to true or false: for a real help desk it is asked for explicitly`);
}

function unready(): never {
  throw new Error('expected one tenant, got none');
}
