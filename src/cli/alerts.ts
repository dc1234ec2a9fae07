import { addAlertsListCommand } from './alerts-list.js';
import { addAlertsTestCommand } from './alerts-test.js';
import type { AddCommand } from './context.js';

/** `alerts`: who is told when something is wrong. */
export const addAlertsCommand: AddCommand = (program, run) => {
  const alerts = program
    .command('alerts')
    .description('Incidents that are open, and the channels that tell of them.');
  // Nested commands take their place below `alerts`.
  for (const add of [addAlertsListCommand, addAlertsTestCommand]) add(alerts, run);
};
