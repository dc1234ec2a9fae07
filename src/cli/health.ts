import { composeTenants, readyTenants } from '../compose-tenants.js';
import { healthOf, type HealthStatus } from '../ops/health.js';
import { createProbes } from '../ops/probes.js';
import { commandConfig, UsageError, withClient, withOutcomes, type AddCommand } from './context.js';

const EXIT_BY_STATUS: Record<HealthStatus, number> = { healthy: 0, degraded: 2, unhealthy: 1 };

/** `health`: the health JSON; exit 0 healthy, 2 degraded, 1 unhealthy. */
export const addHealthCommand: AddCommand = (program, run) => {
  program
    .command('health')
    .description('The health JSON; exit 0 healthy, 2 degraded, 1 unhealthy.')
    .option('--json', 'on one line')
    .option('--tenant <name>', 'which tenant', 'default')
    .action(
      run(async ({ json = false, tenant }: { json?: boolean; tenant: string }) => {
        const config = commandConfig();
        const { dataDir, plainHttpHosts } = config.process;
        const services = composeTenants(readyTenants(config.tenants), plainHttpHosts).get(tenant);
        if (services === undefined) throw new UsageError(`there is no tenant ${tenant}`);
        return withClient(config, ({ client }) =>
          withOutcomes(config, async (outcomes) => {
            const probes = createProbes({ ...services, client, dataDir });
            const health = await healthOf({ probes, outcomes, tenant }, new Date());
            process.stdout.write(`${JSON.stringify(health, null, json ? 0 : 2)}\n`);
            return EXIT_BY_STATUS[health.status];
          }),
        );
      }),
    );
};
