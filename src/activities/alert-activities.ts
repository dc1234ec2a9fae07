import { cancellationSignal, log } from '@temporalio/activity';
import type { DailySummary, Look, SendSummaryInput, SummaryInput, TellInput } from '../contract/alerts.js';
import type { Notice } from '../domain/alerts/deliveries.js';
import { NotifierError, type AlertMetrics, type Notifier } from '../ports/notifier.js';
import { notifierFailure, summaryFailure, translating } from './failures.js';

export interface AlertActivitiesDeps {
  /** One look at everything. Never rejects because something is wrong. `now` decides whether it is quiet. */
  lookAround: (now: Date) => Promise<Look>;
  /** The channels that are set up. */
  notifiers: readonly Notifier[];
  /** What a notice says, in the words and with the links of this installation. */
  wording: (notice: Notice) => Parameters<Notifier['tell']>[0];
  summarize: (input: SummaryInput) => Promise<DailySummary>;
  /** Null: no e-mail is set up. */
  sendSummary:
    | ((summary: DailySummary, options: { signal: AbortSignal; only?: readonly string[] }) => Promise<void>)
    | null;
  metrics: AlertMetrics;
}

/** Activities that look for trouble and tell people. Where to send is read here, and never travels. */
export function createAlertActivities({
  lookAround: look,
  notifiers,
  wording,
  summarize,
  sendSummary,
  metrics,
}: AlertActivitiesDeps) {
  return {
    /** `at`: the workflow's clock, ISO 8601. */
    lookAround: ({ at }: { at: string }): Promise<Look> => look(new Date(at)),

    /**
     * Tells people by one channel, once. Safe to repeat where the vendor deduplicates (PagerDuty); Slack and e-mail
     * may tell twice when the answer was lost. `AlertPartlyRefused` names the recipients who were not told; `only` tells
     * them and nobody else.
     */
    async tellPeople({ channel, notice, only }: TellInput): Promise<void> {
      const notifier = notifiers.find((candidate) => candidate.channel === channel);
      const signal = cancellationSignal();
      const translate = (error: unknown) =>
        notifierFailure(error, { deduplicates: notifier?.deduplicates ?? false });
      await translating(translate, signal, () =>
        counted(metrics, channel, async () => {
          if (notifier === undefined)
            throw new NotifierError(`${channel} is not set up on this worker`, { kind: 'refused' });
          await notifier.tell({ ...wording(notice), ...(only && { only }) }, signal);
        }),
      );
    },

    /** Says, in log and metrics, that no channel took a notice. It is tried again later. */
    reportUntold({ notice }: { notice: Notice }): Promise<void> {
      const { tenant, condition, severity, kind } = notice;
      log.error('nobody could be told of an incident', { tenant, condition, severity, notice: kind });
      metrics.nobodyTold();
      return Promise.resolve();
    },

    summarizeDay: (input: SummaryInput): Promise<DailySummary> => summarize(input),

    /** False where no e-mail is set up. A mail that is sent again has the same message ID. */
    async sendDailySummary({ summary, only }: SendSummaryInput): Promise<boolean> {
      if (sendSummary === null) return false;
      const signal = cancellationSignal();
      await translating(summaryFailure, signal, () =>
        counted(metrics, 'email', () => sendSummary(summary, { signal, ...(only && { only }) })),
      );
      return true;
    },
  };
}

async function counted(
  metrics: AlertMetrics,
  channel: TellInput['channel'],
  tell: () => Promise<void>,
): Promise<void> {
  try {
    await tell();
    metrics.told({ channel, result: 'taken' });
  } catch (error) {
    if (error instanceof NotifierError) {
      metrics.told({ channel, result: error.kind });
      log.warn('a channel of alerts did not take a message', { channel, why: error.message });
    }
    throw error;
  }
}

/** Of a worker that watches nothing and tells nobody. */
export const NO_ALERTS: AlertActivitiesDeps = {
  lookAround: () =>
    Promise.resolve({ findings: [], unknown: [], channels: [], quiet: false, nextLookInMs: 60_000 }),
  notifiers: [],
  wording: (notice) => ({ notice, dedupKey: notice.key, source: '', title: '', sentences: [], links: [] }),
  summarize: ({ to }) => Promise.resolve({ from: to, to, tenants: [] }),
  sendSummary: null,
  metrics: { told: () => undefined, nobodyTold: () => undefined },
};
