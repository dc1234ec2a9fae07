import { z } from 'zod';
import { isProtected } from '../../http/outgoing.js';
import type { QuietHours } from '../../domain/alerts/condition.js';
import { hostList, httpUrl, positiveInteger, settingNotes } from '../../ports/setting.js';

/** Whom to tell when something is wrong, and when. */
export interface AlertsConfig {
  /** Holds a secret. Null: no warnings go to Slack. */
  slackWebhookUrl: string | null;
  /** Null: nobody is paged. */
  pagerDuty: { routingKey: string; eventsUrl: string } | null;
  /** Null: no e-mail, and no daily summary. */
  email: { smtpUrl: string; from: string; to: string[] } | null;
  /** Names this installation in every message. */
  source: string;
  /** Null: warnings are told at any hour. */
  quietHours: QuietHours | null;
  /** IANA name; of the quiet hours and the summary. */
  timeZone: string;
  /** Minutes after midnight, 0 to 1439. */
  summaryMinute: number;
  checkSeconds: number;
  /** Where docs/alerts.md is served; null: it is named, not linked. */
  runbookUrl: string | null;
}

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const ADDRESS = /^[^\s@,<>]+@[^\s@,<>]+$/;
const MAILBOX = new RegExp(`^(?:[^<>,\\r\\n]*<[^\\s@,<>]+@[^\\s@,<>]+>|${ADDRESS.source.slice(1, -1)})$`);
const minuteOf = (hours: string | undefined, minutes: string | undefined) =>
  Number(hours) * 60 + Number(minutes);

const timeOfDay = z
  .string()
  .regex(new RegExp(`^${TIME}$`), 'a time of the day such as 07:00')
  .transform((value) => minuteOf(...(value.split(':') as [string, string])));

const quietHours = z
  .string()
  .regex(new RegExp(`^${TIME}-${TIME}$`), 'two times of the day such as 22:00-07:00')
  .transform((value) => value.split(/[:-]/))
  .transform(([a, b, c, d]) => ({ fromMinute: minuteOf(a, b), toMinute: minuteOf(c, d) }))
  .refine(({ fromMinute, toMinute }) => fromMinute !== toMinute, 'two different times of the day');

/** Node's own list of time zones decides. */
const timeZone = z.string().refine((value) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}, 'an IANA time zone such as Europe/Berlin');

/** Settings are taken from it one by one, so what stands behind the host would be passed over. */
const smtpUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(value);
  if (/\s/.test(value) || !isEncoded(username) || !isEncoded(password)) return false;
  return /^smtps?:$/.test(protocol) && hostname !== '' && `${pathname}${search}${hash}`.length <= 1;
}, 'smtps://USER:PASSWORD@HOST:PORT or smtp://…, with anything special URL-encoded, and nothing behind the port');

/** A `%` that encodes nothing would fail when the first mail is sent. */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const recipients = z
  .string()
  .transform((value) => value.split(',').map((address) => address.trim()))
  .refine((list) => list.every((address) => ADDRESS.test(address)), 'e-mail addresses, separated by commas');

/** The name in messages, deduplication keys and subjects. */
const source = z
  .string()
  .regex(/^[\w .:-]{1,60}$/, 'a name of at most 60 letters, digits, spaces, . : _ or -');

/** `SLACK_WEBHOOK_URL`, `PAGERDUTY_*`, `SMTP_URL`, `ALERT_*`. */
export const alertsSchema = z
  .object({
    SLACK_WEBHOOK_URL: httpUrl
      .optional()
      .register(settingNotes, { means: 'Where warnings go: an incoming webhook.' }),
    PAGERDUTY_ROUTING_KEY: z
      .string()
      .regex(/^[A-Za-z0-9]{32}$/, 'an integration key of 32 letters and digits')
      .optional()
      .register(settingNotes, {
        means: 'Whom critical incidents page: an integration of the Events API v2.',
      }),
    PAGERDUTY_EVENTS_URL: httpUrl.default('https://events.pagerduty.com/v2/enqueue').register(settingNotes, {
      means:
        'Where its events go; `https://events.eu.pagerduty.com/v2/enqueue` for accounts of the EU region.',
    }),
    SMTP_URL: smtpUrl.optional().register(settingNotes, {
      means: 'Takes the daily summary, and whatever the others do not take. All three of e-mail or none.',
    }),
    ALERT_EMAIL_FROM: z
      .string()
      .regex(MAILBOX, 'an e-mail address, or NAME <ADDRESS>')
      .optional()
      .register(settingNotes, { means: 'Who writes them.' }),
    ALERT_EMAIL_TO: recipients.optional().register(settingNotes, { means: 'Who gets them.' }),
    ALERT_SOURCE: source.default('ticket-processor').register(settingNotes, {
      means: "This installation's name in every message; each needs its own where several share a channel.",
    }),
    ALERT_TIME_ZONE: timeZone.default('UTC').register(settingNotes, { means: 'Of the two settings below.' }),
    ALERT_QUIET_HOURS: quietHours.optional().register(settingNotes, {
      means: 'Warnings wait until they end; critical incidents never do.',
      example: '22:00-07:00',
    }),
    ALERT_SUMMARY_TIME: timeOfDay
      .prefault('07:00')
      .register(settingNotes, { means: 'When the daily summary goes out.' }),
    ALERT_CHECK_SECONDS: positiveInteger('seconds')
      .refine((seconds) => seconds <= 3_600, 'at most 3600 seconds')
      .default(60)
      .register(settingNotes, { means: 'How often to look for trouble.' }),
    ALERT_RUNBOOK_URL: httpUrl
      .optional()
      .register(settingNotes, { means: 'Where docs/alerts.md is served to your people, for links.' }),
    ALLOW_PLAIN_HTTP: hostList.default([]),
  })
  .superRefine((env, context) => {
    const fault = (variable: string, message: string) =>
      context.addIssue({ code: 'custom', path: [variable], message });
    for (const variable of missingOfEmail(env)) fault(variable, 'a value, as the others of e-mail have one');
    for (const variable of ['SLACK_WEBHOOK_URL', 'PAGERDUTY_EVENTS_URL'] as const) {
      const url = env[variable];
      if (url !== undefined && URL.canParse(url) && !isProtected(new URL(url), env.ALLOW_PLAIN_HTTP))
        fault(variable, 'https:// (or the host named in ALLOW_PLAIN_HTTP)');
    }
  })
  .transform((env): AlertsConfig => {
    const { SMTP_URL, ALERT_EMAIL_FROM, ALERT_EMAIL_TO, ALERT_TIME_ZONE } = env;
    const routingKey = env.PAGERDUTY_ROUTING_KEY;
    return {
      slackWebhookUrl: env.SLACK_WEBHOOK_URL ?? null,
      pagerDuty: routingKey === undefined ? null : { routingKey, eventsUrl: env.PAGERDUTY_EVENTS_URL },
      email:
        SMTP_URL === undefined || ALERT_EMAIL_FROM === undefined || ALERT_EMAIL_TO === undefined
          ? null
          : { smtpUrl: SMTP_URL, from: ALERT_EMAIL_FROM, to: ALERT_EMAIL_TO },
      source: env.ALERT_SOURCE,
      quietHours: env.ALERT_QUIET_HOURS ? { ...env.ALERT_QUIET_HOURS, timeZone: ALERT_TIME_ZONE } : null,
      timeZone: ALERT_TIME_ZONE,
      summaryMinute: env.ALERT_SUMMARY_TIME,
      checkSeconds: env.ALERT_CHECK_SECONDS,
      runbookUrl: env.ALERT_RUNBOOK_URL ?? null,
    };
  });

const EMAIL = ['SMTP_URL', 'ALERT_EMAIL_FROM', 'ALERT_EMAIL_TO'] as const;

/** Half an e-mail set-up tells nobody, and nobody would notice. */
function missingOfEmail(env: Partial<Record<(typeof EMAIL)[number], unknown>>): string[] {
  const missing = EMAIL.filter((variable) => env[variable] === undefined);
  return missing.length === EMAIL.length ? [] : missing;
}

/** Whether anybody can be told anything. */
export const anyChannel = ({ slackWebhookUrl, pagerDuty, email }: AlertsConfig): boolean =>
  slackWebhookUrl !== null || pagerDuty !== null || email !== null;
