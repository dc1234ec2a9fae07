import {
  ActivityFailure,
  continueAsNew,
  defineQuery,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { Look, WatchIncidentsInput, WatchState } from '../contract/alerts.js';
import { dueNow, NOTHING_OWED, owe, describeWatch } from '../domain/alerts/deliveries.js';
import { advance } from '../domain/alerts/incident.js';
import { tellOne } from './tell-one.js';

/** What is open, what people are still owed, and when the latest look was. */
export const watchStateQuery = defineQuery<WatchState>('state');

/** Every source has a time limit of a few seconds. One that failed is made up for by the next. */
const LOOK = {
  startToCloseTimeout: '1m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumAttempts: 3 },
} as const;

const { lookAround } = proxyActivities<Activities>({ ...LOOK, summary: 'what is wrong?' });

/** After a look that failed: how often to look is the configuration's, which only a look knows. */
const USUAL_PAUSE_MS = 60_000;

/**
 * Watches the installation for as long as it exists: looks, opens and closes incidents, and tells people of each once.
 * Everything it knows is here, so that it outlasts restarts of every process; what a channel did not take is owed until
 * one does.
 */
export async function watchIncidents(input: WatchIncidentsInput = {}): Promise<never> {
  let state: WatchState = input.resume ?? {
    ...{ incidents: [], deliveries: NOTHING_OWED, channels: [], lookedAt: null },
  };
  setHandler(watchStateQuery, () => state);

  for (;;) {
    const look = await tryToLook();
    if (look !== null) state = afterLook(state, look);
    const quiet = look?.quiet ?? true;
    for (const entry of dueNow(state.deliveries, { nowMs: Date.now(), quiet })) {
      const deliveries = await tellOne(state.deliveries, entry, state.channels);
      state = { ...state, deliveries };
    }
    setCurrentDetails(describeWatch(state));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof watchIncidents>({ resume: state });
    await sleep(look?.nextLookInMs ?? USUAL_PAUSE_MS);
  }
}

/** Null when no worker could look: nothing is known then, and nothing changes. */
async function tryToLook(): Promise<Look | null> {
  try {
    return await lookAround({ at: new Date(Date.now()).toISOString() });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.warn('a look at the installation failed', { failure: error.cause?.name });
    return null;
  }
}

function afterLook(state: WatchState, { findings, unknown, channels }: Look): WatchState {
  const nowMs = Date.now();
  const { incidents, events } = advance(state.incidents, { findings, unknown }, nowMs);
  for (const { kind, incident } of events)
    log.warn(`incident ${kind}`, { tenant: incident.tenant, condition: incident.condition });
  const deliveries = events.reduce((owed, event) => owe(owed, event, nowMs), state.deliveries);
  return { incidents, deliveries, channels, lookedAt: new Date(nowMs).toISOString() };
}
