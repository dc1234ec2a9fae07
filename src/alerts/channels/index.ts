import { createEmailNotifier, createSmtpMailer } from './email.js';
import { createPagerDutyNotifier } from './pagerduty.js';
import { createSlackNotifier } from './slack.js';
import type { AlertsConfig } from './settings.js';
import type { Mailer, Notifier } from '../../ports/notifier.js';

/** The ways to reach people that are set up. */
export interface Channels {
  notifiers: Notifier[];
  /** Null: no e-mail. */
  mailer: Mailer | null;
}

/** Adapters of what is configured. */
export function composeChannels(
  { slackWebhookUrl, pagerDuty, email }: AlertsConfig,
  allowPlainHttpHosts: readonly string[],
): Channels {
  const mailer =
    email && createSmtpMailer({ url: email.smtpUrl, from: email.from, to: email.to, allowPlainHttpHosts });
  const notifiers = [
    ...(pagerDuty === null
      ? []
      : [
          createPagerDutyNotifier({
            ...{ routingKey: pagerDuty.routingKey, url: pagerDuty.eventsUrl, allowPlainHttpHosts },
          }),
        ]),
    ...(slackWebhookUrl === null ? [] : [createSlackNotifier({ url: slackWebhookUrl, allowPlainHttpHosts })]),
    ...(mailer === null ? [] : [createEmailNotifier(mailer)]),
  ];
  return { notifiers, mailer };
}
