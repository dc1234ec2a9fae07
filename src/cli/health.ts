import { Client } from '@temporalio/client';
import { unopenedConnection } from '../client.js';
import { composeTenants } from '../compose/tenants.js';
import { readyTenants } from '../config/tenants/tenant.js';
import type { Config } from '../config/load.js';
import { temporalSettings } from '../config/temporal.js';
import type { HealthStatus } from '../health/health.js';
import { createHealthNow } from '../health/installation-health.js';
import { commandConfig, tenantNamed, tenantNames, withOutcomes, type AddCommand } from './context.js';
import { anyTenantOption } from './options.js';

const EXIT_BY_STATUS: Record<HealthStatus, number> = { healthy: 0, degraded: 2, unhealthy: 1 };

/** `health`: the health JSON; exit 0 healthy, 2 degraded, 1 unhealthy, also when that is because Temporal is away. */
export const addHealthCommand: AddCommand = (program, run) => {
  program
    .command('health')
    .description('The health JSON (--json: on one line); exit 0 healthy, 2 degraded, 1 unhealthy.')
    .addOption(anyTenantOption())
    .action(
      run(async ({ json = false, tenant: named }: { json?: boolean; tenant?: string }) => {
        const config = commandConfig();
        const { dataDir, plainHttpHosts } = config.process;
        const tenants = tenantNames(config, named).map((name) => tenantNamed(config, name));
        const services = composeTenants(readyTenants(tenants), { plainHttpHosts });
        return withOutcomes(config, async (outcomes) => {
          const client = unconnectedClient(config);
          const health = await createHealthNow({ tenants: services, client, outcomes, dataDir })();
          process.stdout.write(`${JSON.stringify(health, null, json ? 0 : 2)}\n`);
          await client.connection.close();
          return EXIT_BY_STATUS[health.status];
        });
      }),
    );
};

/** Connects when it is asked something: a server that is away is a finding, not an error. */
function unconnectedClient(config: Config): Client {
  const { connectionOptions, namespace } = temporalSettings(config.process);
  return new Client({ connection: unopenedConnection(connectionOptions), namespace });
}
