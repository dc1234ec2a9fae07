import { z } from 'zod';
import { DEFAULT_PLATFORM, type PlatformName } from '../../contract/names.js';
import { accountVariables } from '../../platforms/descriptor.js';
import { descriptorOf, PLATFORM_KINDS, type PlatformConfig } from '../../platforms/index.js';
import {
  accountName,
  type ConfigFault,
  helpDeskUrl,
  httpUrl,
  isLoopback,
  namesThisMachine,
  settingNotes,
} from '../../ports/setting.js';
import { isMapping, parsePart, count, permittedUrl } from './part-faults.js';
import { REFERENCE, secretReference, type TenantSources } from './secret-reference.js';

/** Of each kind of help desk, as the reference of the settings names them. */
const variablesOfAll = (name: 'requestsPerMinute' | 'updatesPerMinute') =>
  PLATFORM_KINDS.map((kind) => `\`${accountVariables(kind)[name]}\``).join(' or ');

/** What an account of any kind has. */
const commonShape = (domain: string, sources: TenantSources) => ({
  kind: z
    .enum(PLATFORM_KINDS, PLATFORM_KINDS.join(' or '))
    .optional()
    .register(settingNotes, { means: 'The kind of help desk.', otherwise: DEFAULT_PLATFORM }),
  baseUrl: permittedUrl(helpDeskUrl(domain), sources.plainHttpHosts)
    .optional()
    .register(settingNotes, { means: 'Its whole address, which wins.' }),
  requestsPerMinute: count('requests a minute')
    .optional()
    .register(settingNotes, {
      means: "Our share of the account's limit, all workers together.",
      otherwise: variablesOfAll('requestsPerMinute'),
    }),
  updatesPerMinute: count('ticket updates a minute')
    .optional()
    .register(settingNotes, {
      means: 'The same of its limit on ticket updates.',
      otherwise: variablesOfAll('updatesPerMinute'),
    }),
  subdomain: accountName(domain).optional().register(settingNotes, { means: 'The account.' }),
});

/** `platform` of a tenant: an account of a help desk, its credentials and our share of its limits. */
export function platformSchema(kind: PlatformName, sources: TenantSources) {
  const { domain, settings } = descriptorOf(kind);
  const ownKeys = settings.fileKeys((means, credentialKind) =>
    secretReference(sources, credentialKind).optional().register(settingNotes, { means, values: REFERENCE }),
  );
  return z.object(
    { ...commonShape(domain, sources), ...ownKeys },
    'a mapping with subdomain or baseUrl and credentials',
  );
}

/** Which kind of help desk an entry's `platform` names; one that cannot be told is read as the default. */
export function platformKindOf(value: unknown): PlatformName {
  const named = isMapping(value) ? value['kind'] : undefined;
  return PLATFORM_KINDS.find((kind) => kind === named) ?? DEFAULT_PLATFORM;
}

interface Reading {
  path: string;
  faults: ConfigFault[];
  sources: TenantSources;
}

/** Null when it is wrong; `faults` says why. */
export function readPlatform(value: unknown, { path, faults, sources }: Reading): PlatformConfig | null {
  const kind = platformKindOf(value);
  const given = parsePart(platformSchema(kind, sources), { value, path, faults });
  const lacks = missing(value);
  if (lacks !== null)
    faults.push({ variable: `${path}.${lacks.key}`, expected: lacks.expected, got: 'unset' });
  if (given === null || lacks !== null) return null;
  const rates = sources.defaults.rates[kind];
  return descriptorOf(kind).settings.accountOf({
    ...given,
    requestsPerMinute: given.requestsPerMinute ?? rates.requestsPerMinute,
    updatesPerMinute: given.updatesPerMinute ?? rates.updatesPerMinute,
  });
}

/** What is not there at all, whatever else is wrong: the account, or credentials where they are wanted. */
function missing(value: unknown): { key: string; expected: string } | null {
  const given = isMapping(value) ? value : {};
  const { subdomain, baseUrl } = given;
  if (subdomain === undefined && baseUrl === undefined)
    return { key: 'subdomain', expected: 'the help desk account (or baseUrl)' };
  if (namesLocalAccount(baseUrl)) return null;
  return descriptorOf(platformKindOf(value)).settings.missingKey(given);
}

/** A stand-in on this machine, also when its address is not quite right. */
export const namesLocalAccount = (baseUrl: unknown): boolean =>
  typeof baseUrl === 'string' &&
  (httpUrl.safeParse(baseUrl).success ? isLoopback(baseUrl) : namesThisMachine(baseUrl));
