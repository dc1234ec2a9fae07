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

/** What reaches one Zendesk account. */
export interface ZendeskConfig extends HelpDeskAccount {
  kind: 'zendesk';
  auth: { email: string; apiToken: string } | { oauthToken: string };
  /** Signs the account's webhooks; null: none is configured. */
  webhookSecret: string | null;
}

/** What its accounts are subdomains of. */
export const DOMAIN = 'zendesk.com';

/** A whole line for curl, or a token in place of the address. */
const MAY_BE_SECRET = /@|^.{16}/;

/**
 * An agent's e-mail address, which goes with an API token. Zendesk's own examples write `/token` behind it, which every
 * request of ours does by itself; what is written behind that, as for curl, is a secret.
 */
const zendeskEmail = z
  .string()
  .transform((value) => value.replace(/\/token$/i, ''))
  .superRefine((value, context) => {
    if (/^[^\s@"'<>]+@[^\s@"'<>/:]+$/.test(value)) return;
    const got = MAY_BE_SECRET.test(value)
      ? 'set (not shown), with more than an address'
      : JSON.stringify(value);
    context.addIssue({ code: 'custom', message: 'the e-mail address of an admin', params: { got } });
  });

/** Our share of an account's limits. */
export const zendeskRatesSchema = z.object({
  ZENDESK_REQUESTS_PER_MINUTE: positiveInteger('requests a minute')
    .default(400)
    .register(settingNotes, { means: "Our share of the account's limit, all workers together." }),
  ZENDESK_UPDATES_PER_MINUTE: positiveInteger('ticket updates a minute')
    .default(100)
    .register(settingNotes, { means: 'The same of its limit on ticket updates.' }),
});

/** A stand-in on this machine asks for no credentials; Zendesk's own form of them is sent all the same. */
const LOOPBACK_AUTH = { email: 'agent@example.com', apiToken: 'loopback' };

const CREDENTIALS = 'ZENDESK_EMAIL with ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN';
/** A fault of another variable does not hide a missing one. */
const always = () => true;

/** `ZENDESK_*`; null when no account is named. */
export const zendeskSchema = z
  .object({
    ZENDESK_SUBDOMAIN: accountName(DOMAIN).optional().register(settingNotes, {
      means: 'The Zendesk account.',
      otherwise: '`npm start` simulates one',
      example: 'acme',
    }),
    ZENDESK_BASE_URL: helpDeskUrl(DOMAIN)
      .optional()
      .register(settingNotes, { means: 'Its whole address, which wins.' }),
    ZENDESK_EMAIL: zendeskEmail
      .optional()
      .register(settingNotes, { means: "Whose API token it is: an admin's, or changes cannot be listed." }),
    ZENDESK_API_TOKEN: credential('an API token')
      .optional()
      .register(settingNotes, { means: 'The API token.' }),
    ZENDESK_OAUTH_TOKEN: credential('an access token')
      .optional()
      .register(settingNotes, { means: 'In place of both.' }),
    ZENDESK_WEBHOOK_SECRET: credential('a signing secret').optional().register(settingNotes, {
      means: "Signing secret of the account's webhook to this gateway, as it is shown.",
      otherwise: 'webhooks are answered 401',
      usedBy: 'gateway',
    }),
    ...zendeskRatesSchema.shape,
  })
  .refine((env) => lacking(env) !== 'email', {
    path: ['ZENDESK_EMAIL'],
    message: CREDENTIALS,
    when: always,
  })
  .refine((env) => lacking(env) !== 'apiToken', {
    path: ['ZENDESK_API_TOKEN'],
    message: CREDENTIALS,
    when: always,
  })
  .transform((env): ZendeskConfig | null => {
    const given = {
      ...givenBy(env),
      requestsPerMinute: env.ZENDESK_REQUESTS_PER_MINUTE,
      updatesPerMinute: env.ZENDESK_UPDATES_PER_MINUTE,
    };
    return baseUrlOf(DOMAIN, given) === undefined ? null : zendeskAccount(given);
  });

/** As the schema read it; a variable that is wrong may be there as it came, or not at all. */
type ZendeskEnvironment = Partial<
  Record<
    | 'ZENDESK_SUBDOMAIN'
    | 'ZENDESK_BASE_URL'
    | 'ZENDESK_EMAIL'
    | 'ZENDESK_API_TOKEN'
    | 'ZENDESK_OAUTH_TOKEN'
    | 'ZENDESK_WEBHOOK_SECRET',
    string | undefined
  >
>;

const givenBy = (env: ZendeskEnvironment) => ({
  subdomain: env.ZENDESK_SUBDOMAIN,
  baseUrl: env.ZENDESK_BASE_URL,
  email: env.ZENDESK_EMAIL,
  apiToken: env.ZENDESK_API_TOKEN,
  oauthToken: env.ZENDESK_OAUTH_TOKEN,
  webhookSecret: env.ZENDESK_WEBHOOK_SECRET,
});

/** An account that is not on this machine wants credentials; null when they are there. */
function lacking(env: ZendeskEnvironment): 'email' | 'apiToken' | null {
  const given = givenBy(env);
  const baseUrl = baseUrlOf(DOMAIN, given);
  return baseUrl === undefined || namesThisMachine(baseUrl) ? null : missingCredential(given);
}

function missingCredential({
  email,
  apiToken,
  oauthToken,
}: Readonly<Record<string, unknown>>): 'email' | 'apiToken' | null {
  if (oauthToken !== undefined) return null;
  if (email === undefined) return 'email';
  return apiToken === undefined ? 'apiToken' : null;
}

/** Of `platform` in a tenants file. */
export const zendeskKeys = (secret: SecretKey) => ({
  email: zendeskEmail
    .optional()
    .register(settingNotes, { means: "Zendesk: whose API token it is, an admin's." }),
  apiToken: secret('Zendesk: the API token.'),
  oauthToken: secret('Zendesk: in place of both.'),
  webhookSecret: secret("Zendesk: signing secret of the account's webhook."),
});

/** The credential that is not there in an entry of the tenants file. */
export function missingZendeskKey(given: Readonly<Record<string, unknown>>) {
  const key = missingCredential(given);
  return key === null ? null : { key, expected: 'email with apiToken, or oauthToken' };
}

type Given = GivenAccount & z.output<z.ZodObject<ReturnType<typeof zendeskKeys>>>;

export function zendeskAccount(given: Given): ZendeskConfig {
  const { subdomain, email, apiToken, oauthToken, webhookSecret = null } = given;
  const { requestsPerMinute, updatesPerMinute } = given;
  const baseUrl = baseUrlOf(DOMAIN, given) ?? '';
  const token = email === undefined || apiToken === undefined ? LOOPBACK_AUTH : { email, apiToken };
  return {
    kind: 'zendesk',
    baseUrl,
    account: subdomain ?? baseUrl,
    auth: oauthToken === undefined ? token : { oauthToken },
    requestsPerMinute,
    updatesPerMinute,
    webhookSecret,
  };
}
