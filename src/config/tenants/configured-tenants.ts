import { z } from 'zod';
import { readPart, shown, type ConfigFault, type Environment } from '../../ports/faults.js';
import { hostList } from '../../ports/setting.js';
import { freshdeskRatesSchema } from '../../platforms/freshdesk/settings.js';
import { llmSchema } from '../../models/settings.js';
import { triageSchema } from '../triage.js';
import { verdictsSchema } from '../verdicts.js';
import { zendeskRatesSchema } from '../../platforms/zendesk/settings.js';
import { tenantOfEnvironment } from './from-environment.js';
import type { TenantConfig } from './tenant.js';
import { readText, type ReadText } from './remembered-texts.js';
import { readTenantsFile } from './tenants-file.js';
import { settingNotes } from '../../ports/setting-notes.js';

/**
 * The tenants of `TENANTS_FILE`, else the one that the variables make. What is returned is complete only when no
 * fault was added to `faults`.
 */
export function configuredTenants(
  env: Environment,
  faults: ConfigFault[],
  read: ReadText = readText,
): TenantConfig[] {
  const file = readPart(tenantsFileSchema, env, faults)?.TENANTS_FILE;
  if (file) return tenantsOfFile(file, env, { faults, read });
  const tenant = tenantOfEnvironment(env, faults);
  return tenant === null ? [] : [tenant];
}

/** `TENANTS_FILE`. */
export const tenantsFileSchema = z.object({
  TENANTS_FILE: z.string().optional().register(settingNotes, {
    means: 'A YAML file with all tenants.',
    values: 'a file',
    otherwise: 'the variables above make one tenant, `default`',
    example: 'tenants.yaml',
  }),
});

/** Variables that name one account or model: beside a tenants file they would be passed over in silence. */
const OF_ONE_TENANT = [
  'TICKET_PLATFORM',
  'ZENDESK_SUBDOMAIN',
  'ZENDESK_BASE_URL',
  'ZENDESK_EMAIL',
  'FRESHDESK_SUBDOMAIN',
  'FRESHDESK_BASE_URL',
  'OPENAI_BASE_URL',
] as const;

/** Of every kind of help desk, since a file may name any. */
const ratesSchema = zendeskRatesSchema.extend(freshdeskRatesSchema.shape);

function tenantsOfFile(
  file: string,
  env: Environment,
  { faults, read }: { faults: ConfigFault[]; read: ReadText },
): TenantConfig[] {
  for (const variable of OF_ONE_TENANT) {
    const expected = 'nothing: each tenant of TENANTS_FILE says it for itself';
    if (env[variable]) faults.push({ variable, expected, got: shown(variable, env[variable]) });
  }
  const rates = readPart(ratesSchema, env, faults);
  const llm = readPart(llmSchema, { ...env, OPENAI_BASE_URL: '' }, faults);
  const triage = readPart(triageSchema, env, faults);
  const policy = readPart(verdictsSchema, env, faults);
  // A wrong default is a fault already: the entries are read all the same, so that one message has theirs too.
  const defaults = {
    rates: rates ?? ratesSchema.parse({}),
    llm: llm ?? llmSchema.parse({}),
    triage: triage ?? triageSchema.parse({}),
    policy: policy ?? verdictsSchema.parse({}),
  };
  const plainHttpHosts = hostList.parse(env['ALLOW_PLAIN_HTTP'] ?? '');
  const sources = { env, read, plainHttpHosts, defaults };
  return readTenantsFile(file, { faults, sources });
}
