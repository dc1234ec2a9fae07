import type { ConfigFault } from '../../ports/faults.js';

/** The settings that advice speaks of, as the operator finds them. */
export interface SettingNames {
  requestsPerMinute: string;
  dryRun: string;
  modelAddress: string;
  modelKey: string;
  modelName: string;
  modelTimeout: string;
  monthlyBudget: string;
}

const VARIABLES: SettingNames = {
  requestsPerMinute: 'ZENDESK_REQUESTS_PER_MINUTE',
  dryRun: 'DRY_RUN',
  modelAddress: 'OPENAI_BASE_URL',
  modelKey: 'OPENAI_API_KEY',
  modelName: 'LLM_MODEL',
  modelTimeout: 'LLM_TIMEOUT_MS',
  monthlyBudget: 'monthlyBudgetUsd of a tenants file',
};

/**
 * Variables for the one tenant that the environment makes, else paths in the tenants file:
 * `tenants[1].platform.requestsPerMinute`.
 * @param fileEntry `tenants[1]`; null: the environment makes the tenant.
 */
export function settingNames(fileEntry: string | null): SettingNames {
  if (fileEntry === null) return VARIABLES;
  return {
    requestsPerMinute: `${fileEntry}.platform.requestsPerMinute`,
    dryRun: `${fileEntry}.dryRun`,
    modelAddress: `${fileEntry}.model.baseUrl`,
    modelKey: `${fileEntry}.model.apiKey`,
    modelName: `${fileEntry}.model.name`,
    modelTimeout: `${fileEntry}.model.timeoutMs`,
    monthlyBudget: `${fileEntry}.monthlyBudgetUsd`,
  };
}

/** Where the faults are mended: a fault of the tenants file is named by its path in it. */
export function placeToMend(faults: readonly ConfigFault[]): string {
  const inFile = faults.filter(({ variable }) => variable.startsWith('tenants')).length;
  const file = 'the tenants file (docs/tenants.md describes it)';
  const environment = '.env or the environment (.env.example lists every setting)';
  if (inFile === 0) return environment;
  return inFile === faults.length ? file : `${file}, ${environment}`;
}
