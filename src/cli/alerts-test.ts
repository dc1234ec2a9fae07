import { Option } from 'commander';
import { composeChannels } from '../alerts/channels/index.js';
import { wordingOptions } from '../compose/alerts.js';
import { testMessages } from '../alerts/test-message.js';
import { ConfigurationError } from '../ports/faults.js';
import { CHANNELS, type ChannelName } from '../domain/alerts/deliveries.js';
import { NotifierError, type AlertMessage, type Notifier } from '../ports/notifier.js';
import { answer, commandConfig, EXIT, type AddCommand } from './context.js';

interface Tried {
  channel: ChannelName;
  ok: boolean;
  /** Null: it took the message. */
  error: string | null;
}

/** `alerts test`: tells a harmless message by each channel that is set up. */
export const addAlertsTestCommand: AddCommand = (alerts, run) => {
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
