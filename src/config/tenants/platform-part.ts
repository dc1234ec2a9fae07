import { z } from 'zod';
import type { ConfigFault } from '../faults.js';
import { httpUrl, isLoopback } from '../fields.js';
import {
  LOOPBACK_AUTH,
  namesThisMachine,
  zendeskEmail,
  zendeskSubdomain,
  type ZendeskConfig,
} from '../zendesk.js';
import { isMapping, parsePart } from './part-faults.js';
import { secretReference } from './secret-reference.js';
import type { TenantSources } from './sources.js';
import { count, permittedUrl } from './values.js';

/** `platform` of a tenant: an account of a help desk, its credentials and our share of its limits. */
export const platformSchema = (sources: TenantSources) =>
  z.object(
    {
      kind: z.enum(['zendesk'], 'zendesk: this version has no other').optional(),
      subdomain: zendeskSubdomain.optional(),
      baseUrl: permittedUrl(sources.plainHttpHosts).optional(),
      email: zendeskEmail.optional(),
      apiToken: secretReference(sources).optional(),
      oauthToken: secretReference(sources).optional(),
      webhookSecret: secretReference(sources).optional(),
      requestsPerMinute: count('requests a minute').optional(),
      updatesPerMinute: count('ticket updates a minute').optional(),
    },
    'a mapping with subdomain or baseUrl and credentials',
  );

const CREDENTIALS = 'email with apiToken, or oauthToken';

/** Null when it is wrong; `faults` says why. */
export function readPlatform(
  value: unknown,
  { path, faults, sources }: { path: string; faults: ConfigFault[]; sources: TenantSources },
): ZendeskConfig | null {
  const given = parsePart(platformSchema(sources), { value, path, faults });
  const lacks = missing(value);
  if (lacks !== null)
    faults.push({ variable: `${path}.${lacks.key}`, expected: lacks.expected, got: 'unset' });
  if (given === null || lacks !== null) return null;
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

/** What is not there at all, whatever else is wrong: the account, or credentials where they are wanted. */
function missing(value: unknown): { key: string; expected: string } | null {
  const given = isMapping(value) ? value : {};
  const { subdomain, baseUrl, email, apiToken, oauthToken } = given;
  if (subdomain === undefined && baseUrl === undefined)
    return { key: 'subdomain', expected: 'the help desk account (or baseUrl)' };
  if (oauthToken !== undefined || namesLocalAccount(baseUrl)) return null;
  if (email === undefined) return { key: 'email', expected: CREDENTIALS };
  return apiToken === undefined ? { key: 'apiToken', expected: CREDENTIALS } : null;
}

/** A stand-in on this machine, also when its address is not quite right. */
export const namesLocalAccount = (baseUrl: unknown): boolean =>
  typeof baseUrl === 'string' &&
  (httpUrl.safeParse(baseUrl).success ? isLoopback(baseUrl) : namesThisMachine(baseUrl));
