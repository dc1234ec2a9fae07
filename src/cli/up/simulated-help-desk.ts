import path from 'node:path';
import type { PlatformName } from '../../contract/names.js';

/** Names the simulated account in settings, so that a new port does not make it another one. */
const SIMULATED_ACCOUNT = 'simulator';

/** A minute's: those of Zendesk's largest plan with its high-volume add-on, so that a demo of either is not slow. */
const LIMITS = { requests: '2500', updates: '300' };
/** What a person may see of a pretended service: quick, not instant. */
const LATENCY_MS = '20-80';

/** How a help desk is simulated: the simulator's flags, and what the processes beside it are told of our share. */
export interface SimulatedHelpDesk {
  args: string[];
  environment: Record<string, string>;
}

/** Limits that `env` names are the simulator's too. */
export function simulatedHelpDesk(
  kind: PlatformName,
  { dataDir, env }: { dataDir: string; env: NodeJS.ProcessEnv },
): SimulatedHelpDesk {
  const [requestsVariable, updatesVariable] = limitVariables(kind);
  const requests = env[requestsVariable] ?? LIMITS.requests;
  const updates = env[updatesVariable] ?? LIMITS.updates;
  return {
    args: [
      ...['--data-dir', path.join(dataDir, `simulator-${kind}`), '--latency-ms', LATENCY_MS],
      ...['--requests-per-minute', requests, '--updates-per-minute', updates],
    ],
    environment: { [requestsVariable]: requests, [updatesVariable]: updates },
  };
}

/** The settings that lead to a simulated account. */
export function simulatedAccount(kind: PlatformName, url: string): Record<string, string> {
  const vendor = kind.toUpperCase();
  return {
    TICKET_PLATFORM: kind,
    [`${vendor}_BASE_URL`]: url,
    [`${vendor}_SUBDOMAIN`]: SIMULATED_ACCOUNT,
  };
}

const limitVariables = (kind: PlatformName): [string, string] => [
  `${kind.toUpperCase()}_REQUESTS_PER_MINUTE`,
  `${kind.toUpperCase()}_UPDATES_PER_MINUTE`,
];
