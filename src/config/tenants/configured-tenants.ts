import { z } from 'zod';
import {
  readPart,
  shown,
  type ConfigFault,
  type Environment,
  hostList,
  settingNotes,
  httpUrl,
  isLoopback,
  ConfigurationError,
  unwrapped,
  unwrappedEnvironment,
} from '../../ports/setting.js';
import { DEFAULT_PLATFORM, type PlatformName } from '../../contract/names.js';
import { accountVariables } from '../../platforms/descriptor.js';
import { DESCRIPTORS, descriptorOf, PLATFORM_KINDS } from '../../platforms/index.js';
import { llmSchema, isAmong, type LlmConfig } from '../../models/settings.js';
import { triageSchema, verdictsSchema } from '../triage.js';
import type { AccountRates, TenantSources } from './secret-reference.js';
import type { TenantConfig } from './tenant.js';
import { readText, type ReadText, RememberedTexts } from './remembered-texts.js';
import { readTenantsFile } from './tenants-file.js';
import { isDeepStrictEqual } from 'node:util';

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
  ...DESCRIPTORS.flatMap(({ kind, settings }) => {
    const { subdomain, baseUrl } = accountVariables(kind);
    return [subdomain, baseUrl, ...settings.ofOneAccount];
  }),
  'OPENAI_BASE_URL',
];

/** Of every kind of help desk, since a file may name any. A wrong one is a fault, and the default in its place. */
export function platformRates(env: Environment, faults: ConfigFault[]): TenantSources['defaults']['rates'] {
  const rates = DESCRIPTORS.map(({ kind, settings }): [PlatformName, AccountRates] => {
    const variables = accountVariables(kind);
    const given = readPart(settings.rates, env, faults) ?? settings.rates.parse({});
    const [requestsPerMinute, updatesPerMinute] = [
      given[variables.requestsPerMinute]!,
      given[variables.updatesPerMinute]!,
    ];
    return [kind, { requestsPerMinute, updatesPerMinute }];
  });
  return Object.fromEntries(rates) as Record<PlatformName, AccountRates>;
}

function tenantsOfFile(
  file: string,
  env: Environment,
  { faults, read }: { faults: ConfigFault[]; read: ReadText },
): TenantConfig[] {
  for (const variable of OF_ONE_TENANT) {
    const expected = 'nothing: each tenant of TENANTS_FILE says it for itself';
    if (env[variable]) faults.push({ variable, expected, got: shown(variable, env[variable]) });
  }
  const rates = platformRates(env, faults);
  const llm = readPart(llmSchema, { ...env, OPENAI_BASE_URL: '' }, faults);
  const triage = readPart(triageSchema, env, faults);
  const policy = readPart(verdictsSchema, env, faults);
  // A wrong default is a fault already: the entries are read all the same, so that one message has theirs too.
  const defaults = {
    rates,
    llm: llm ?? llmSchema.parse({}),
    triage: triage ?? triageSchema.parse({}),
    policy: policy ?? verdictsSchema.parse({}),
  };
  const plainHttpHosts = hostList.parse(env['ALLOW_PLAIN_HTTP'] ?? '');
  const sources = { env, read, plainHttpHosts, defaults };
  return readTenantsFile(file, { faults, sources });
}

/** `TICKET_PLATFORM`. */
export const kindSchema = z.object({
  TICKET_PLATFORM: z.enum(PLATFORM_KINDS, PLATFORM_KINDS.join(' or ')).optional().register(settingNotes, {
    means: 'The kind of help desk.',
    otherwise: DEFAULT_PLATFORM,
    example: DEFAULT_PLATFORM,
  }),
});

/** The one tenant of an installation without a tenants file. Null when a part is wrong; `faults` says why. */
export function tenantOfEnvironment(env: Environment, faults: ConfigFault[]): TenantConfig | null {
  const named = readPart(kindSchema, env, faults);
  const kind = named?.TICKET_PLATFORM ?? DEFAULT_PLATFORM;
  // Variables of another kind of help desk than the one in use are not looked at.
  const platform = readPart(descriptorOf(kind).settings.environment, env, faults);
  const llm = readPart(llmSchema, env, faults);
  const triage = readPart(triageSchema, env, faults);
  const policy = readPart(verdictsSchema, env, faults);
  refusePlainHttp(kind, env, faults);
  refuseUnreadAccount(env, faults);
  refusePublicModel(llm, faults);
  if (!llm || !triage || !policy) return null;
  return { name: 'default', fileEntry: null, platformKind: kind, platform, llm, triage, policy };
}

/** An account that nobody would look at: a demo would run beside it. */
function refuseUnreadAccount(env: Environment, faults: ConfigFault[]): void {
  if (env['TICKET_PLATFORM']) return;
  const namedOf = (kind: PlatformName): string | undefined => {
    const { subdomain, baseUrl } = accountVariables(kind);
    return [subdomain, baseUrl].find((variable) => env[variable]);
  };
  if (namedOf(DEFAULT_PLATFORM) !== undefined) return;
  const kind = PLATFORM_KINDS.find((other) => namedOf(other) !== undefined);
  if (kind === undefined) return;
  const expected = `${kind}, because ${namedOf(kind)} is set`;
  faults.push({ variable: 'TICKET_PLATFORM', expected, got: 'unset' });
}

/** Looks at the variables themselves: a fault elsewhere does not hide this one. */
function refusePlainHttp(kind: PlatformName, env: Environment, faults: ConfigFault[]): void {
  const allowed = hostList.parse(env['ALLOW_PLAIN_HTTP'] ?? '');
  for (const variable of [accountVariables(kind).baseUrl, 'OPENAI_BASE_URL']) {
    const url = env[variable] ?? '';
    if (!httpUrl.safeParse(url).success) continue;
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:' || isLoopback(url) || allowed.includes(hostname)) continue;
    faults.push({
      variable,
      expected: 'https:// (or the host named in ALLOW_PLAIN_HTTP)',
      got: `${protocol}//${hostname}`,
    });
  }
}

/** The model adapter checks every request; here the operator learns of it before anything starts. */
function refusePublicModel(llm: LlmConfig | null, faults: ConfigFault[]): void {
  const { privateHosts, endpoint } = llm ?? {};
  if (!privateHosts || privateHosts.length === 0 || !endpoint) return;
  if (isAmong(privateHosts, endpoint.baseUrl)) return;
  faults.push({
    variable: 'OPENAI_BASE_URL',
    expected: `a host named in LLM_PRIVATE_HOSTS (${privateHosts.join(', ')})`,
    got: new URL(endpoint.baseUrl).host,
  });
}

/**
 * Reads the tenants of the tenants file as they are at this moment, with their secrets and defaults.
 * @throws {ConfigurationError} that lists every fault.
 */
export type ReadTenants = () => TenantConfig[];

interface Reading {
  env: Environment;
  texts: RememberedTexts;
  tenants: TenantConfig[];
  faults: ConfigFault[];
}

/**
 * How the tenants of an installation are read again; null without a tenants file, since variables do not change under
 * a process. `.env` is read again too, so that a new tenant's `{ env: NAME }` can be added there; the file stays the one
 * that `TENANTS_FILE` named when the process began. While no text has changed, the texts are all that is read: parsing
 * a file of 100 tenants takes a tenth of a second.
 */
export function tenantsSource(readEnvironment: () => Environment): ReadTenants | null {
  const file = unwrapped(readEnvironment()['TENANTS_FILE'] ?? '');
  if (!file) return null;
  let latest: Reading | null = null;
  return () => {
    const env = { ...readEnvironment(), TENANTS_FILE: file };
    const isCurrent = latest !== null && isDeepStrictEqual(latest.env, env) && latest.texts.areCurrent();
    const reading = latest !== null && isCurrent ? latest : readWith(env);
    latest = reading;
    if (reading.faults.length > 0) throw new ConfigurationError(reading.faults);
    return reading.tenants;
  };
}

function readWith(env: Environment): Reading {
  const [faults, texts] = [[] as ConfigFault[], new RememberedTexts()];
  return { env, texts, faults, tenants: configuredTenants(unwrappedEnvironment(env), faults, texts.read) };
}
