import { z } from 'zod';
import {
  accountName,
  credential,
  helpDeskUrl,
  isLoopback,
  positiveInteger,
  settingNotes,
} from '../../ports/setting.js';

/** What reaches one Zendesk account. */
export interface ZendeskConfig {
  kind: 'zendesk';
  baseUrl: string;
  /** Names the account, also when its address changes: the subdomain, else the base URL. */
  account: string;
  auth: { email: string; apiToken: string } | { oauthToken: string };
  /** Our share of the account's limits, all workers together, per minute. */
  requestsPerMinute: number;
  updatesPerMinute: number;
  /** Signs the account's webhooks; null: none is configured. */
  webhookSecret: string | null;
}

/** The account name, as in https://NAME.zendesk.com. */
export const zendeskSubdomain = accountName('zendesk');

/** A whole line for curl, or a token in place of the address. */
const MAY_BE_SECRET = /@|^.{16}/;

/**
 * An agent's e-mail address, which goes with an API token. Zendesk's own examples write `/token` behind it, which every
 * request of ours does by itself; what is written behind that, as for curl, is a secret.
 */
export const zendeskEmail = z
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
export const LOOPBACK_AUTH = { email: 'agent@example.com', apiToken: 'loopback' };

const CREDENTIALS = 'ZENDESK_EMAIL with ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN';
/** A fault of another variable does not hide a missing one. */
const always = () => true;

/** `ZENDESK_*`; null when no account is named. */
export const zendeskSchema = z
  .object({
    ZENDESK_SUBDOMAIN: zendeskSubdomain.optional().register(settingNotes, {
      means: 'The Zendesk account.',
      otherwise: '`npm start` simulates one',
      example: 'acme',
    }),
    ZENDESK_BASE_URL: helpDeskUrl('zendesk')
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
  .refine((env) => missingCredential(env) !== 'ZENDESK_EMAIL', {
    path: ['ZENDESK_EMAIL'],
    message: CREDENTIALS,
    when: always,
  })
  .refine((env) => missingCredential(env) !== 'ZENDESK_API_TOKEN', {
    path: ['ZENDESK_API_TOKEN'],
    message: CREDENTIALS,
    when: always,
  })
  .transform((env): ZendeskConfig | null => {
    const baseUrl = baseUrlOf(env);
    if (baseUrl === undefined) return null;
    return {
      kind: 'zendesk',
      baseUrl,
      account: env.ZENDESK_SUBDOMAIN ?? baseUrl,
      auth: authOf(env) ?? LOOPBACK_AUTH,
      requestsPerMinute: env.ZENDESK_REQUESTS_PER_MINUTE,
      updatesPerMinute: env.ZENDESK_UPDATES_PER_MINUTE,
      webhookSecret: env.ZENDESK_WEBHOOK_SECRET ?? null,
    };
  });

/** As the schema read it; a variable that is wrong may be there as it came, or not at all. */
interface ZendeskEnvironment {
  ZENDESK_SUBDOMAIN?: string | undefined;
  ZENDESK_BASE_URL?: string | undefined;
  ZENDESK_EMAIL?: string | undefined;
  ZENDESK_API_TOKEN?: string | undefined;
  ZENDESK_OAUTH_TOKEN?: string | undefined;
}

const baseUrlOf = ({
  ZENDESK_BASE_URL: baseUrl,
  ZENDESK_SUBDOMAIN: subdomain,
}: ZendeskEnvironment): string | undefined =>
  baseUrl ?? (subdomain === undefined ? undefined : `https://${subdomain}.zendesk.com`);

function authOf(env: ZendeskEnvironment): ZendeskConfig['auth'] | null {
  if (env.ZENDESK_OAUTH_TOKEN !== undefined) return { oauthToken: env.ZENDESK_OAUTH_TOKEN };
  if (env.ZENDESK_EMAIL === undefined || env.ZENDESK_API_TOKEN === undefined) return null;
  return { email: env.ZENDESK_EMAIL, apiToken: env.ZENDESK_API_TOKEN };
}

/** An account that is not on this machine wants credentials; null when they are there. */
function missingCredential(env: ZendeskEnvironment): 'ZENDESK_EMAIL' | 'ZENDESK_API_TOKEN' | null {
  const baseUrl = baseUrlOf(env);
  if (baseUrl === undefined || authOf(env) !== null || namesThisMachine(baseUrl)) return null;
  return env.ZENDESK_EMAIL === undefined ? 'ZENDESK_EMAIL' : 'ZENDESK_API_TOKEN';
}

/** Also of an address whose scheme is forgotten or wrong. */
export function namesThisMachine(address: string): boolean {
  const url = `http://${address.replace(/^[a-z]+:\/\//i, '')}`;
  return URL.canParse(url) && isLoopback(url);
}
