import { type AddCommand, answer, commandConfig, EXIT, withClient } from './context.js';
import { anyChannel } from '../alerts/channels/settings.js';
import { type WatchState, WATCH_WORKFLOW_ID } from '../contract/alerts.js';
import {
  incidentText,
  openIncidents,
  owedText,
  CHANNELS,
  type ChannelName,
} from '../domain/alerts/deliveries.js';
import { Option } from 'commander';
import { composeChannels } from '../alerts/channels/index.js';
import { wordingOptions } from '../compose/alerts.js';
import { testMessages } from '../alerts/wording.js';
import { ConfigurationError } from '../ports/setting.js';
import { NotifierError, type AlertMessage, type Notifier } from '../ports/notifier.js';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** `alerts`: who is told when something is wrong. */
export const addAlertsCommand: AddCommand = (program, run) => {
  const alerts = program
    .command('alerts')
    .description('Incidents that are open, and the channels that tell of them.');
  // Nested commands take their place below `alerts`.
  for (const add of [addAlertsListCommand, addAlertsTestCommand]) add(alerts, run);
};

/** `alerts list`: what is open, and what nobody could be told yet. */
const addAlertsListCommand: AddCommand = (alerts, run) => {
  alerts
    .command('list')
    .description('Incidents that are open, and notices that no channel took yet.')
    .action(
      run(async ({ json = false }: { json?: boolean }) => {
        const config = commandConfig();
        return withClient(config, async ({ client }) => {
          const watch = await readWatch(client);
          const value = {
            watching: watch !== null,
            lookedAt: watch?.lookedAt ?? null,
            incidents: openIncidents(watch?.incidents ?? []).map(({ openedAtMs, tenant, ...incident }) => ({
              ...{
                tenant,
                condition: incident.condition,
                severity: incident.severity,
                found: incident.found,
              },
              openedAt: new Date(openedAtMs ?? 0).toISOString(),
            })),
            untold:
              watch?.deliveries.owed.map(({ notice, failures, only, reason }) => ({
                ...notice,
                failures,
                ...(only && { recipients: only.length }),
                ...(reason !== undefined && { reason }),
              })) ?? [],
          };
          answer(value, { json, text: () => text(watch, anyChannel(config.alerts)) });
          return EXIT.done;
        });
      }),
    );
};

function text(watch: WatchState | null, configured: boolean): string {
  if (watch === null)
    return configured
      ? 'Nobody watches: the next start of a worker or gateway begins it'
      : 'Nobody watches: no channel is set up (docs/alerts.md)';
  const open = openIncidents(watch.incidents);
  const { owed } = watch.deliveries;
  return [
    open.length === 0 ? 'No incident is open' : `Open incidents: ${open.length}`,
    ...open.map((incident) => `  ${incidentText(incident)}`),
    ...owed.map((entry) => `  ${owedText(entry)}`),
    `Looked at ${watch.lookedAt ?? 'not yet'}`,
  ].join('\n');
}

interface Tried {
  channel: ChannelName;
  ok: boolean;
  /** Null: it took the message. */
  error: string | null;
}

/** `alerts test`: tells a harmless message by each channel that is set up. */
const addAlertsTestCommand: AddCommand = (alerts, run) => {
  alerts
    .command('test')
    .description(
      'Sends a test message: Slack and e-mail one each, PagerDuty an event that is resolved at once.',
    )
    .addOption(
      new Option('--channel <name>', 'this one alone; all that are set up when it is not said').choices(
        CHANNELS,
      ),
    )
    .action(
      run(async ({ channel, json = false }: { channel?: ChannelName; json?: boolean }) => {
        const config = commandConfig();
        const { notifiers } = composeChannels(config.alerts, config.process.plainHttpHosts);
        const chosen = notifiers.filter((notifier) => channel === undefined || notifier.channel === channel);
        if (chosen.length === 0) throw new ConfigurationError(notSetUp(channel));
        const messages = testMessages(wordingOptions(config), new Date());
        const tried: Tried[] = [];
        for (const notifier of chosen) tried.push(await tryOne(notifier, messages));
        answer({ channels: tried }, { json, text: () => tried.map(line).join('\n') });
        return tried.every(({ ok }) => ok) ? EXIT.done : EXIT.failed;
      }),
    );
};

/** Only PagerDuty keeps it open, so only there it is closed. */
async function tryOne(
  notifier: Notifier,
  { open, over }: { open: AlertMessage; over: AlertMessage },
): Promise<Tried> {
  const { channel } = notifier;
  try {
    await notifier.tell(open);
    if (channel === 'pagerduty') await notifier.tell(over);
    return { channel, ok: true, error: null };
  } catch (error) {
    if (!(error instanceof NotifierError)) throw error;
    return { channel, ok: false, error: error.message };
  }
}

const SETTINGS: Record<ChannelName, string> = {
  ...{ pagerduty: 'PAGERDUTY_ROUTING_KEY', slack: 'SLACK_WEBHOOK_URL', email: 'SMTP_URL' },
};

const notSetUp = (channel: ChannelName | undefined) =>
  (channel === undefined ? CHANNELS : [channel]).map((name) => ({
    ...{ variable: SETTINGS[name], expected: 'a value', got: 'unset' },
  }));

const line = ({ channel, error }: Tried): string => `${channel}: ${error === null ? 'took it' : error}`;

/** A worker that is busy answers within this; one that is not there never does. */
const PATIENCE_MS = 10_000;

/** What the watch knows; null when it does not run. @throws when no worker answers for it. */
export async function readWatch(client: Client, patienceMs = PATIENCE_MS): Promise<WatchState | null> {
  const handle = client.workflow.getHandle(WATCH_WORKFLOW_ID);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return null;
    return await client.withDeadline(Date.now() + patienceMs, () => handle.query<WatchState>('state'));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
