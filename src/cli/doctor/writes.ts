import type { Client } from '@temporalio/client';
import { readWriteSwitch } from '../../temporal/write-switch.js';
import { ok, warning, type Check } from './check.js';

/** `writes`: whether the tenant's tickets are written to, or somebody stopped that. */
export function writesCheck({ tenant, client }: { tenant: string; client: () => Promise<Client> }): Check {
  return {
    name: 'writes',
    needs: ['namespace'],
    run: async () => {
      const { stopped, waiting } = await readWriteSwitch(await client(), tenant);
      if (stopped === null) return ok('they go through', { details: { waiting } });
      const { since, by, reason } = stopped;
      return warning(
        `stopped since ${since} by ${by}: ${reason}; waiting: ${waiting}`,
        'run `ticket-processor writes resume` when tickets may be written to again',
        { details: { ...stopped, waiting } },
      );
    },
  };
}
