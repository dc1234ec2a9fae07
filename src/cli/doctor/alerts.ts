import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { readWatch } from '../alerts.js';
import { owedText } from '../../domain/alerts/deliveries.js';
import { anyChannel, type AlertsConfig } from '../../alerts/channels/settings.js';
import { WATCH_WORKFLOW_ID } from '../../contract/alerts.js';
import { NotifierError, type Mailer } from '../../ports/notifier.js';
import { error, ok, warning, type Check } from './report.js';

interface AlertsCheckOptions {
  alerts: AlertsConfig;
  /** Null: no e-mail is set up. */
  mailer: Mailer | null;
  client: () => Promise<Client>;
}

/** `alerts`: who can be told, whether the mail server takes our credentials, and whether somebody watches. Sends nothing. */
export function alertsCheck({ alerts, mailer, client }: AlertsCheckOptions): Check {
  return {
    name: 'alerts',
    needs: ['namespace'],
    run: async () => {
      if (!anyChannel(alerts))
        return ok('no channel is set up: nobody is told when something is wrong (docs/alerts.md)');
      const refusal = await mailRefusal(mailer);
      if (refusal !== null)
        return error(
          'failed',
          refusal,
          'mend SMTP_URL, then try `ticket-processor alerts test --channel email`',
        );
      const found = namesOf(alerts).join('; ');
      if (!(await isWatched(await client())))
        return warning(
          `${found}; nobody watches`,
          'nothing: the next start of a worker or gateway begins it',
        );
      const failing = await failingDeliveries(await client());
      if (failing.length > 0)
        return warning(
          `${found}; watched; ${failing.join('; ')}`,
          'mend the channel, then try `ticket-processor alerts test`',
        );
      return ok(`${found}; watched`, { details: { channels: namesOf(alerts) } });
    },
  };
}

function namesOf({ slackWebhookUrl, pagerDuty, email }: AlertsConfig): string[] {
  return [
    ...(pagerDuty === null ? [] : ['critical: PagerDuty']),
    ...(slackWebhookUrl === null ? [] : ['warnings: Slack']),
    ...(email === null ? [] : ['daily summary: e-mail']),
  ];
}

async function mailRefusal(mailer: Mailer | null): Promise<string | null> {
  try {
    await mailer?.verify();
    return null;
  } catch (cause) {
    if (cause instanceof NotifierError) return cause.message;
    throw cause;
  }
}

/** A watch that no worker serves does not answer: other checks tell that. */
const PATIENCE_MS = 3_000;

/** What was tried to tell people, and in vain. */
async function failingDeliveries(client: Client): Promise<string[]> {
  const watch = await readWatch(client, PATIENCE_MS).catch(() => null);
  return watch?.deliveries.owed.filter(({ failures }) => failures > 0).map(owedText) ?? [];
}

async function isWatched(client: Client): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(WATCH_WORKFLOW_ID).describe()).status.name === 'RUNNING';
  } catch (cause) {
    if (cause instanceof WorkflowNotFoundError) return false;
    throw cause;
  }
}
