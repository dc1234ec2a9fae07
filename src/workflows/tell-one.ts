import { ActivityFailure, ApplicationFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { AlertFailureDetail } from '../contract/alerts.js';
import { FAILURE } from '../contract/failures.js';
import {
  afterRound,
  routeOf,
  withoutEntry,
  type ChannelName,
  type Deliveries,
  type OwedNotice,
  type Refusal,
} from '../domain/alerts/deliveries.js';
import { failureDetail, failureTypeOf } from './failure-type.js';

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
  const refusals: Refusal[] = [];
  const after = (taken: ChannelName | null, refused: readonly string[] = []) =>
    afterRound(deliveries, entry, { taken, refused, uncertain, refusals, configured, nowMs: Date.now() });
  for (const channel of route) {
    const telling = await tell(channel, entry);
    if (telling.kind === 'taken') return after(channel);
    refusals.push({ channel, ...telling.refusal });
    if (telling.kind === 'partly') return after(channel, telling.refused);
    if (telling.kind === 'uncertain') uncertain.push(channel);
  }
  // Others were told; the step has logged who was not.
  if (entry.only === undefined) await reportUntold({ notice: entry.notice });
  return after(null);
}

type Telling =
  | { kind: 'taken' }
  /** All but these recipients were told. */
  | { kind: 'partly'; refused: readonly string[]; refusal: Omit<Refusal, 'channel'> }
  /** `untold`: nobody was told for certain. */
  | { kind: 'untold' | 'uncertain'; refusal: Omit<Refusal, 'channel'> };

async function tell(channel: ChannelName, { notice, only }: OwedNotice): Promise<Telling> {
  const summary = `${notice.kind} ${notice.key} by ${channel}`;
  const input = { channel, notice, ...(only && { only }) };
  try {
    await proxyActivities<Activities>({ ...TELL, summary }).tellPeople(input);
    return { kind: 'taken' };
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const { refused = [], patienceMs = 0 } = failureDetail<AlertFailureDetail>(error) ?? {};
    const { cause } = error;
    // A step that was lost, in a worker that died or hung, says nothing.
    const reason = cause instanceof ApplicationFailure ? cause.message : undefined;
    const refusal = { reason, patienceMs };
    const type = failureTypeOf(error);
    if (type === FAILURE.alertPartlyRefused) return { kind: 'partly', refused, refusal };
    const isUntold = type === FAILURE.alertRefused || type === FAILURE.alertUnavailable;
    return { kind: isUntold ? 'untold' : 'uncertain', refusal };
  }
}
