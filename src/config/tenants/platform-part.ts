import { z } from 'zod';
import { type ConfigFault, helpDeskUrl, httpUrl, isLoopback, settingNotes } from '../../ports/setting.js';
import {
  FRESHDESK_COSTS,
  freshdeskSubdomain,
  LOOPBACK_KEY,
  type FreshdeskConfig,
} from '../../platforms/freshdesk/settings.js';
import {
  LOOPBACK_AUTH,
  namesThisMachine,
  zendeskEmail,
  zendeskSubdomain,
  type ZendeskConfig,
} from '../../platforms/zendesk/settings.js';
import { isMapping, parsePart, count, permittedUrl } from './part-faults.js';
import { REFERENCE, secretReference, type TenantSources } from './secret-reference.js';
import type { PlatformConfig } from './tenant.js';

type Kind = PlatformConfig['kind'];

/** What an account of any kind has. */
const commonShape = (vendor: Kind, sources: TenantSources) => ({
  kind: z
    .enum(['zendesk', 'freshdesk'], 'zendesk or freshdesk')
    .optional()
    .register(settingNotes, { means: 'The kind of help desk.', otherwise: 'zendesk' }),
  baseUrl: permittedUrl(helpDeskUrl(vendor), sources.plainHttpHosts)
    .optional()
    .register(settingNotes, { means: 'Its whole address, which wins.' }),
  requestsPerMinute: count('requests a minute').optional().register(settingNotes, {
    means: "Our share of the account's limit, all workers together.",
    otherwise: '`ZENDESK_REQUESTS_PER_MINUTE` or `FRESHDESK_REQUESTS_PER_MINUTE`',
  }),
  updatesPerMinute: count('ticket updates a minute').optional().register(settingNotes, {
    means: 'The same of its limit on ticket updates.',
    otherwise: '`ZENDESK_UPDATES_PER_MINUTE` or `FRESHDESK_UPDATES_PER_MINUTE`',
  }),
});

const MEANING = 'a mapping with subdomain or baseUrl and credentials';

const zendeskPartSchema = (sources: TenantSources) =>
  z.object(
    {
      ...commonShape('zendesk', sources),
      subdomain: zendeskSubdomain.optional().register(settingNotes, { means: 'The account.' }),
      email: zendeskEmail
        .optional()
        .register(settingNotes, { means: "Zendesk: whose API token it is, an admin's." }),
      apiToken: secretReference(sources).optional().register(settingNotes, {
        means: 'Zendesk: the API token.',
        values: REFERENCE,
      }),
      oauthToken: secretReference(sources).optional().register(settingNotes, {
        means: 'Zendesk: in place of both.',
        values: REFERENCE,
      }),
      webhookSecret: secretReference(sources).optional().register(settingNotes, {
        means: "Zendesk: signing secret of the account's webhook.",
        values: REFERENCE,
      }),
    },
    MEANING,
  );

const freshdeskPartSchema = (sources: TenantSources) =>
  z.object(
    {
      ...commonShape('freshdesk', sources),
      subdomain: freshdeskSubdomain.optional().register(settingNotes, { means: 'The account.' }),
      apiKey: secretReference(sources).optional().register(settingNotes, {
        means: 'Freshdesk: the API key of an agent with global ticket scope.',
        values: REFERENCE,
      }),
      webhookToken: secretReference(sources, 'chosen').optional().register(settingNotes, {
        means: "Freshdesk: what the account's webhooks carry in a header.",
        values: REFERENCE,
      }),
    },
    MEANING,
  );

/** `platform` of a tenant: an account of a help desk, its credentials and our share of its limits. */
export const platformSchema = (kind: Kind, sources: TenantSources) =>
  kind === 'zendesk' ? zendeskPartSchema(sources) : freshdeskPartSchema(sources);

/** Which kind of help desk an entry's `platform` names; one that cannot be told is read as the default. */
export const platformKindOf = (value: unknown): Kind =>
  isMapping(value) && value['kind'] === 'freshdesk' ? 'freshdesk' : 'zendesk';

interface Reading {
  path: string;
  faults: ConfigFault[];
  sources: TenantSources;
}

/** Null when it is wrong; `faults` says why. */
export function readPlatform(value: unknown, reading: Reading): PlatformConfig | null {
  const lacks = missing(value);
  const platform =
    platformKindOf(value) === 'zendesk' ? readZendesk(value, reading) : readFreshdesk(value, reading);
  if (lacks === null) return platform;
  reading.faults.push({ variable: `${reading.path}.${lacks.key}`, expected: lacks.expected, got: 'unset' });
  return null;
}

function readZendesk(value: unknown, { path, faults, sources }: Reading): ZendeskConfig | null {
  const given = parsePart(zendeskPartSchema(sources), { value, path, faults });
  if (given === null) return null;
  const { subdomain, email, apiToken, oauthToken, webhookSecret } = given;
  const baseUrl = given.baseUrl ?? `https://${subdomain}.zendesk.com`;
  return {
    kind: 'zendesk',
    baseUrl,
    account: subdomain ?? baseUrl,
    auth:
      oauthToken !== undefined
        ? { oauthToken }
        : email !== undefined && apiToken !== undefined
          ? { email, apiToken }
          : LOOPBACK_AUTH,
    requestsPerMinute: given.requestsPerMinute ?? sources.defaults.rates.ZENDESK_REQUESTS_PER_MINUTE,
    updatesPerMinute: given.updatesPerMinute ?? sources.defaults.rates.ZENDESK_UPDATES_PER_MINUTE,
    webhookSecret: webhookSecret ?? null,
  };
}

function readFreshdesk(value: unknown, { path, faults, sources }: Reading): FreshdeskConfig | null {
  const given = parsePart(freshdeskPartSchema(sources), { value, path, faults });
  if (given === null) return null;
  const { subdomain, apiKey, webhookToken } = given;
  const baseUrl = given.baseUrl ?? `https://${subdomain}.freshdesk.com`;
  return {
    kind: 'freshdesk',
    baseUrl,
    account: subdomain ?? baseUrl,
    auth: apiKey === undefined ? LOOPBACK_KEY : { apiKey },
    requestsPerMinute: given.requestsPerMinute ?? sources.defaults.rates.FRESHDESK_REQUESTS_PER_MINUTE,
    updatesPerMinute: given.updatesPerMinute ?? sources.defaults.rates.FRESHDESK_UPDATES_PER_MINUTE,
    ...FRESHDESK_COSTS,
    webhookToken: webhookToken ?? null,
  };
}

const CREDENTIALS = 'email with apiToken, or oauthToken';

/** What is not there at all, whatever else is wrong: the account, or credentials where they are wanted. */
function missing(value: unknown): { key: string; expected: string } | null {
  const given = isMapping(value) ? value : {};
  const { subdomain, baseUrl, email, apiToken, oauthToken, apiKey } = given;
  if (subdomain === undefined && baseUrl === undefined)
    return { key: 'subdomain', expected: 'the help desk account (or baseUrl)' };
  if (namesLocalAccount(baseUrl)) return null;
  if (platformKindOf(value) === 'freshdesk') {
    const expected = 'the API key of an agent who sees all tickets';
    return apiKey === undefined ? { key: 'apiKey', expected } : null;
  }
  if (oauthToken !== undefined) return null;
  if (email === undefined) return { key: 'email', expected: CREDENTIALS };
  return apiToken === undefined ? { key: 'apiToken', expected: CREDENTIALS } : null;
}

/** A stand-in on this machine, also when its address is not quite right. */
export const namesLocalAccount = (baseUrl: unknown): boolean =>
  typeof baseUrl === 'string' &&
  (httpUrl.safeParse(baseUrl).success ? isLoopback(baseUrl) : namesThisMachine(baseUrl));
