import { ConfigurationError, type ConfigFault, isLoopback } from '../../ports/setting.js';
import type { TenantConfig } from '../../config/load.js';
import path from 'node:path';
import type { PlatformName } from '../../contract/names.js';
import { accountVariables } from '../../platforms/descriptor.js';

/** Which parts of the outside world `up` starts simulators for. */
export interface Endpoints {
  simulatePlatform: boolean;
  simulateModel: boolean;
}

/**
 * What `up` simulates for an installation: for the one tenant of the variables whatever `decideEndpoints` says, for
 * tenants of a file nothing, since each of them names its help desk and its model.
 * @throws {ConfigurationError} also when a demo would be billed: a help desk on this machine, a model elsewhere, and
 * no `--real-model`.
 */
export function endpointsOf(tenants: readonly TenantConfig[], realModel: boolean): Endpoints {
  const [ofVariables] = tenants.filter(({ fileEntry }) => fileEntry === null);
  if (ofVariables !== undefined) return decideEndpoints(ofVariables, realModel);
  const faults = realModel ? [] : tenants.flatMap(billedDemo);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { simulatePlatform: false, simulateModel: false };
}

function billedDemo({ fileEntry, platform, llm: { endpoint } }: TenantConfig): ConfigFault[] {
  if (platform === null || endpoint === null) return [];
  if (!isLoopback(platform.baseUrl) || isLoopback(endpoint.baseUrl)) return [];
  const expected = 'a model on this machine, as its help desk is (or --real-model)';
  return [{ variable: `${fileEntry}.model.baseUrl`, expected, got: new URL(endpoint.baseUrl).host }];
}

/**
 * The safe defaults (DESIGN section 3).
 *
 * - No platform configured: both are simulated; a configured model is used with `--real-model` only, so that an
 *   exported key is not billed by a demo.
 * - A platform on this machine is taken for a simulator too: a model elsewhere wants `--real-model`.
 * - A platform elsewhere never gets made-up verdicts: it wants a model. It also wants DRY_RUN said.
 * @throws {ConfigurationError}
 */
export function decideEndpoints({ platform, llm, triage }: TenantConfig, realModel: boolean): Endpoints {
  const faults: ConfigFault[] = [];
  const modelNeeded = {
    variable: 'OPENAI_API_KEY',
    expected: 'a key, or OPENAI_BASE_URL of a private model',
    got: 'unset',
  };
  const model = llm.endpoint;
  if (realModel && model === null)
    faults.push({ ...modelNeeded, expected: `${modelNeeded.expected}, because of --real-model` });
  if (platform !== null && !isLoopback(platform.baseUrl)) {
    if (model === null) {
      faults.push({
        ...modelNeeded,
        expected: `${modelNeeded.expected}: made-up verdicts are not written to a real help desk`,
      });
    }
    if (triage.dryRun === null) {
      faults.push({
        variable: 'DRY_RUN',
        expected: 'true or false, said explicitly for a real help desk',
        got: 'unset',
      });
    }
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  if (platform === null) return { simulatePlatform: true, simulateModel: !realModel };
  if (!isLoopback(platform.baseUrl)) return { simulatePlatform: false, simulateModel: false };
  const freeModel = model !== null && isLoopback(model.baseUrl);
  return { simulatePlatform: false, simulateModel: !(realModel || freeModel) };
}

/** Names the simulated account in settings, so that a new port does not make it another one. */
const SIMULATED_ACCOUNT = 'simulator';

/** A minute's: those of Zendesk's largest plan with its high-volume add-on, so that a demo of either is not slow. */
const LIMITS = { requests: '2500', updates: '300' };
/** What a person may see of a pretended service: quick, not instant. */
const LATENCY_MS = '20-80';

/** How a help desk is simulated: the simulator's flags, and what the processes beside it are told of our share. */
interface SimulatedHelpDesk {
  args: string[];
  environment: Record<string, string>;
}

/** Limits that `env` names are the simulator's too. */
export function simulatedHelpDesk(
  kind: PlatformName,
  { dataDir, env }: { dataDir: string; env: NodeJS.ProcessEnv },
): SimulatedHelpDesk {
  const { requestsPerMinute: requestsVariable, updatesPerMinute: updatesVariable } = accountVariables(kind);
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
  const { baseUrl, subdomain } = accountVariables(kind);
  return { TICKET_PLATFORM: kind, [baseUrl]: url, [subdomain]: SIMULATED_ACCOUNT };
}
