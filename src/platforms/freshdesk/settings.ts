import { z } from 'zod';
import { accountName, credential, helpDeskUrl, positiveInteger, settingNotes } from '../../ports/setting.js';
import { namesThisMachine } from '../zendesk/settings.js';

/** What reaches one Freshdesk account. */
export interface FreshdeskConfig {
  kind: 'freshdesk';
  baseUrl: string;
  /** Names the account, also when its address changes: the subdomain, else the base URL. */
  account: string;
  auth: { apiKey: string };
  /** Our share of the account's limits, all workers together, per minute. */
  requestsPerMinute: number;
  updatesPerMinute: number;
  /** Requests that a step on the queue of reads, and on that of updates, stands for. */
  requestsPerRead: number;
  requestsPerUpdate: number;
  /** What the account's webhooks carry in a header; null: none is configured. */
  webhookToken: string | null;
}

/**
 * What a ticket costs: it with its requester (two) and its conversation; and for the write its conversation, the
 * ticket, the note, the ticket again, tags and priority. @see https://developers.freshdesk.com/api/#ratelimit
 */
export const FRESHDESK_COSTS = { requestsPerRead: 3, requestsPerUpdate: 5 };

/** The account name, as in https://NAME.freshdesk.com. */
export const freshdeskSubdomain = accountName('freshdesk');

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
export const LOOPBACK_KEY = { apiKey: 'loopback' };

/** `FRESHDESK_*`; null when no account is named. */
export const freshdeskSchema = z
  .object({
    FRESHDESK_SUBDOMAIN: freshdeskSubdomain
      .optional()
      .register(settingNotes, { means: 'The Freshdesk account.', example: 'acme' }),
    FRESHDESK_BASE_URL: helpDeskUrl('freshdesk')
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
    message: 'the API key of an agent who sees all tickets',
    // A fault of another variable does not hide a missing one.
    when: () => true,
  })
  .transform((env): FreshdeskConfig | null => {
    const baseUrl = baseUrlOf(env);
    if (baseUrl === undefined) return null;
    const apiKey = env.FRESHDESK_API_KEY;
    return {
      kind: 'freshdesk',
      baseUrl,
      account: env.FRESHDESK_SUBDOMAIN ?? baseUrl,
      auth: apiKey === undefined ? LOOPBACK_KEY : { apiKey },
      requestsPerMinute: env.FRESHDESK_REQUESTS_PER_MINUTE,
      updatesPerMinute: env.FRESHDESK_UPDATES_PER_MINUTE,
      ...FRESHDESK_COSTS,
      webhookToken: env.FRESHDESK_WEBHOOK_TOKEN ?? null,
    };
  });

/** As the schema read it; a variable that is wrong may be there as it came, or not at all. */
interface FreshdeskEnvironment {
  FRESHDESK_SUBDOMAIN?: string | undefined;
  FRESHDESK_BASE_URL?: string | undefined;
  FRESHDESK_API_KEY?: string | undefined;
}

const baseUrlOf = ({
  FRESHDESK_BASE_URL: baseUrl,
  FRESHDESK_SUBDOMAIN: subdomain,
}: FreshdeskEnvironment): string | undefined =>
  baseUrl ?? (subdomain === undefined ? undefined : `https://${subdomain}.freshdesk.com`);

/** An account that is not on this machine wants a key. */
function lacksKey(env: FreshdeskEnvironment): boolean {
  const baseUrl = baseUrlOf(env);
  return baseUrl !== undefined && env.FRESHDESK_API_KEY === undefined && !namesThisMachine(baseUrl);
}
