import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { FAILURE } from '../contract/failures.js';
import {
  afterRound,
  routeOf,
  withoutEntry,
  type ChannelName,
  type Deliveries,
  type OwedNotice,
} from '../domain/alerts/deliveries.js';
import { failureTypeOf } from './failure-type.js';

/** One request of ten seconds at most; e-mail makes a few. A blip is waited for, anything longer is for the next channel. */
const TELL = {
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '3m',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumAttempts: 3 },
} as const;

/** Needs no outside service. */
const REPORT = { startToCloseTimeout: '10s', retry: { maximumAttempts: 3 } } as const;

const { reportUntold } = proxyActivities<Activities>(REPORT);

/**
 * Goes through the channels of a notice until one takes it. What nobody took stays owed, with a growing pause, and is
 * reported.
 */
export async function tellOne(
  deliveries: Deliveries,
  entry: OwedNotice,
  configured: readonly ChannelName[],
): Promise<Deliveries> {
  const route = routeOf(entry, configured);
  if (route.length === 0) return withoutEntry(deliveries, entry);
  const uncertain: ChannelName[] = [];
  for (const channel of route) {
    const result = await tell(channel, entry);
    if (result === 'taken')
      return afterRound(deliveries, entry, { taken: channel, uncertain, configured, nowMs: Date.now() });
    if (result === 'uncertain') uncertain.push(channel);
  }
  await reportUntold({ notice: entry.notice });
  return afterRound(deliveries, entry, { taken: null, uncertain, configured, nowMs: Date.now() });
}

async function tell(channel: ChannelName, { notice }: OwedNotice): Promise<'taken' | 'untold' | 'uncertain'> {
  const summary = `${notice.kind} ${notice.key} by ${channel}`;
  try {
    await proxyActivities<Activities>({ ...TELL, summary }).tellPeople({ channel, notice });
    return 'taken';
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const type = failureTypeOf(error);
    return type === FAILURE.alertRefused || type === FAILURE.alertUnavailable ? 'untold' : 'uncertain';
  }
}
