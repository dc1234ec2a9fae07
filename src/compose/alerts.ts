import type { Client } from '@temporalio/client';
import type { AlertActivitiesDeps } from '../activities/alert-activities.js';
import type { Tenants } from '../ports/tenant.js';
import { messageIdOf } from '../alerts/channels/email.js';
import type { AlertsConfig } from '../alerts/channels/settings.js';
import type { Config } from '../config/load.js';
import type { DailySummary } from '../contract/alerts.js';
import { temporalUiOf } from '../contract/run-url.js';
import type { Mail, AlertMetrics } from '../ports/notifier.js';
import type { OutcomeStore } from '../ports/records.js';
import { composeChannels } from '../alerts/channels/index.js';
import { createLookAround } from '../health/look-around.js';
import { summarize } from '../health/summary.js';
import { summaryHtml } from '../alerts/summary-html.js';
import { summaryText, subjectOf, type SummaryOptions } from '../alerts/summary-text.js';
import { messageOf, type WordingOptions } from '../alerts/wording.js';

interface ComposeAlertsOptions {
  config: Config;
  tenants: Tenants;
  client: Client;
  outcomes: OutcomeStore;
  metrics: AlertMetrics;
}

/** What a worker's alert activities work with. */
export function composeAlerts({
  config,
  tenants,
  client,
  outcomes,
  metrics,
}: ComposeAlertsOptions): AlertActivitiesDeps {
  const { alerts, process: own } = config;
  const { notifiers, mailer } = composeChannels(alerts, own.plainHttpHosts);
  const options = wordingOptions(config);
  return {
    lookAround: createLookAround({
      ...{ tenants, client, outcomes, dataDir: own.dataDir, settings: alerts },
      channels: notifiers.map(({ channel }) => channel),
    }),
    notifiers,
    wording: (notice) => messageOf(notice, options),
    summarize: ({ to }) => summarize({ tenants, outcomes }, to),
    sendSummary:
      mailer &&
      ((summary, { signal, only }) => {
        const mail = summaryMail(summary, { ...options, timeZone: alerts.timeZone });
        return mailer.send({ ...mail, ...(only && { only }) }, signal);
      }),
    metrics,
  };
}

/** What messages of this installation say and link. */
export const wordingOptions = ({
  alerts,
  gateway,
  process: own,
}: Pick<Config, 'gateway' | 'process'> & { alerts: AlertsConfig }): WordingOptions => ({
  source: alerts.source,
  temporalUi: temporalUiOf(gateway, own.namespace),
  runbookUrl: alerts.runbookUrl,
});

/** The daily summary as a mail; its ID is the day's. */
export const summaryMail = (summary: DailySummary, options: SummaryOptions): Mail => ({
  subject: subjectOf(summary, options),
  text: summaryText(summary, options),
  html: summaryHtml(summary, options),
  messageId: messageIdOf(`${options.source}/summary/${summary.to}`),
});
