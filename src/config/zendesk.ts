import { z } from 'zod';
import { httpUrl, isLoopback, positiveInteger } from './fields.js';

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
}

/** A stand-in on this machine asks for no credentials; Zendesk's own form of them is sent all the same. */
const LOOPBACK_AUTH = { email: 'agent@example.com', apiToken: 'loopback' };

/** `ZENDESK_*`; null when no account is named. */
export const zendeskSchema = z
  .object({
    ZENDESK_SUBDOMAIN: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/i, 'the account name, as in https://NAME.zendesk.com')
      .optional(),
    ZENDESK_BASE_URL: httpUrl.optional(),
    ZENDESK_EMAIL: z
      .string()
      .regex(/^\S+@\S+$/, 'the e-mail address of an admin')
      .optional(),
    ZENDESK_API_TOKEN: z.string().optional(),
    ZENDESK_OAUTH_TOKEN: z.string().optional(),
    ZENDESK_REQUESTS_PER_MINUTE: positiveInteger('requests a minute').default(400),
    ZENDESK_UPDATES_PER_MINUTE: positiveInteger('ticket updates a minute').default(100),
  })
  .transform((env, context): ZendeskConfig | null => {
    const baseUrl =
      env.ZENDESK_BASE_URL ??
      (env.ZENDESK_SUBDOMAIN ? `https://${env.ZENDESK_SUBDOMAIN}.zendesk.com` : undefined);
    if (baseUrl === undefined) return null;
    const auth = authOf(env) ?? (isLoopback(baseUrl) ? LOOPBACK_AUTH : null);
    if (auth === null) {
      const missing = env.ZENDESK_EMAIL === undefined ? 'ZENDESK_EMAIL' : 'ZENDESK_API_TOKEN';
      context.addIssue({
        code: 'custom',
        path: [missing],
        message: 'ZENDESK_EMAIL with ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN',
      });
      return z.NEVER;
    }
    return {
      kind: 'zendesk',
      baseUrl,
      account: env.ZENDESK_SUBDOMAIN ?? baseUrl,
      auth,
      requestsPerMinute: env.ZENDESK_REQUESTS_PER_MINUTE,
      updatesPerMinute: env.ZENDESK_UPDATES_PER_MINUTE,
    };
  });

function authOf(env: {
  ZENDESK_EMAIL?: string | undefined;
  ZENDESK_API_TOKEN?: string | undefined;
  ZENDESK_OAUTH_TOKEN?: string | undefined;
}): ZendeskConfig['auth'] | null {
  if (env.ZENDESK_OAUTH_TOKEN !== undefined) return { oauthToken: env.ZENDESK_OAUTH_TOKEN };
  if (env.ZENDESK_EMAIL === undefined || env.ZENDESK_API_TOKEN === undefined) return null;
  return { email: env.ZENDESK_EMAIL, apiToken: env.ZENDESK_API_TOKEN };
}
