import { z } from 'zod';
import {
  accountName,
  credential,
  helpDeskUrl,
  namesThisMachine,
  positiveInteger,
  settingNotes,
} from '../../ports/setting.js';
import { baseUrlOf, type GivenAccount, type HelpDeskAccount, type SecretKey } from '../descriptor.js';

/** What reaches one Freshdesk account. */
export interface FreshdeskConfig extends HelpDeskAccount {
  kind: 'freshdesk';
  auth: { apiKey: string };
  /** What the account's webhooks carry in a header; null: none is configured. */
  webhookToken: string | null;
}

/**
 * What a ticket costs: it with its requester (two) and its conversation; and for the write its conversation, the
 * ticket, the note, the ticket again, tags and priority. @see https://developers.freshdesk.com/api/#ratelimit
 */
const COSTS = { requestsPerRead: 3, requestsPerUpdate: 5 };

/** What its accounts are subdomains of. */
export const DOMAIN = 'freshdesk.com';

const KEY = 'the API key of an agent who sees all tickets';

/** Our share of an account's limits; the defaults leave people some of the smallest plan with an API (200 and 80). */
export const freshdeskRatesSchema = z.object({
  FRESHDESK_REQUESTS_PER_MINUTE: positiveInteger('requests a minute')
    .default(150)
    .register(settingNotes, { means: "Our share of the account's limit, all workers together." }),
  FRESHDESK_UPDATES_PER_MINUTE: positiveInteger('ticket updates a minute')
    .default(70)
    .register(settingNotes, { means: 'The same of its limit on ticket updates.' }),
});

/** A stand-in on this machine asks for no key; one is sent all the same. */
const LOOPBACK_KEY = { apiKey: 'loopback' };

/** `FRESHDESK_*`; null when no account is named. */
export const freshdeskSchema = z
  .object({
    FRESHDESK_SUBDOMAIN: accountName(DOMAIN)
      .optional()
      .register(settingNotes, { means: 'The Freshdesk account.', example: 'acme' }),
    FRESHDESK_BASE_URL: helpDeskUrl(DOMAIN)
      .optional()
      .register(settingNotes, { means: 'Its whole address, which wins.' }),
    FRESHDESK_API_KEY: credential('an API key')
      .optional()
      .register(settingNotes, { means: 'The API key of an agent with global ticket scope.' }),
    FRESHDESK_WEBHOOK_TOKEN: credential('a token', 'chosen').optional().register(settingNotes, {
      means: "What the account's webhooks carry in a header, since they are not signed.",
      otherwise: 'webhooks are answered 401',
      usedBy: 'gateway',
    }),
    ...freshdeskRatesSchema.shape,
  })
  .refine((env) => !lacksKey(env), {
    path: ['FRESHDESK_API_KEY'],
    message: KEY,
    // A fault of another variable does not hide a missing one.
    when: () => true,
  })
  .transform((env): FreshdeskConfig | null => {
    const given = {
      ...givenBy(env),
      requestsPerMinute: env.FRESHDESK_REQUESTS_PER_MINUTE,
      updatesPerMinute: env.FRESHDESK_UPDATES_PER_MINUTE,
    };
    return baseUrlOf(DOMAIN, given) === undefined ? null : freshdeskAccount(given);
  });

/** As the schema read it; a variable that is wrong may be there as it came, or not at all. */
type FreshdeskEnvironment = Partial<
  Record<
    'FRESHDESK_SUBDOMAIN' | 'FRESHDESK_BASE_URL' | 'FRESHDESK_API_KEY' | 'FRESHDESK_WEBHOOK_TOKEN',
    string | undefined
  >
>;

const givenBy = (env: FreshdeskEnvironment) => ({
  subdomain: env.FRESHDESK_SUBDOMAIN,
  baseUrl: env.FRESHDESK_BASE_URL,
  apiKey: env.FRESHDESK_API_KEY,
  webhookToken: env.FRESHDESK_WEBHOOK_TOKEN,
});

/** An account that is not on this machine wants a key. */
function lacksKey(env: FreshdeskEnvironment): boolean {
  const given = givenBy(env);
  const baseUrl = baseUrlOf(DOMAIN, given);
  return baseUrl !== undefined && given.apiKey === undefined && !namesThisMachine(baseUrl);
}

/** Of `platform` in a tenants file. */
export const freshdeskKeys = (secret: SecretKey) => ({
  apiKey: secret('Freshdesk: the API key of an agent with global ticket scope.'),
  webhookToken: secret("Freshdesk: what the account's webhooks carry in a header.", 'chosen'),
});

/** The credential that is not there in an entry of the tenants file. */
export const missingFreshdeskKey = ({ apiKey }: Readonly<Record<string, unknown>>) =>
  apiKey === undefined ? { key: 'apiKey', expected: KEY } : null;

type Given = GivenAccount & z.output<z.ZodObject<ReturnType<typeof freshdeskKeys>>>;

export function freshdeskAccount(given: Given): FreshdeskConfig {
  const { subdomain, apiKey, webhookToken = null, requestsPerMinute, updatesPerMinute } = given;
  const baseUrl = baseUrlOf(DOMAIN, given) ?? '';
  return {
    kind: 'freshdesk',
    baseUrl,
    account: subdomain ?? baseUrl,
    auth: apiKey === undefined ? LOOPBACK_KEY : { apiKey },
    requestsPerMinute,
    updatesPerMinute,
    ...COSTS,
    webhookToken,
  };
}
