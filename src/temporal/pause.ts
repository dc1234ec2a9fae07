import { setTimeout as delay } from 'node:timers/promises';
import {
  type Client,
  ScheduleOverlapPolicy,
  type ScheduleDescription,
  type ScheduleExecutionStartWorkflowActionResult,
  type ScheduleHandle,
} from '@temporalio/client';
import { reviveScheduleId, scanScheduleId, upgradeScheduleId } from '../contract/names.js';

/** Whether a tenant rests: nothing begins by itself for it, and its webhooks are passed over. */
export interface TenantPause {
  tenant: string;
  /** Null: it does not rest. */
  paused: Pause | null;
}

/** Why a tenant rests. */
export interface Pause {
  /** Empty where nobody gave one. */
  reason: string;
  /** ISO 8601; null where it was paused by other tools than ours. */
  since: string | null;
  /** Null as well then. */
  by: string | null;
}

/** Who pauses or resumes a tenant, and why. */
interface PauseOrder {
  tenant: string;
  /** Stored readable: no names of customers. */
  reason: string;
  /** Default: the identity of the client, as Temporal shows it. */
  by?: string;
}

/** What begins by itself for a tenant; the scan first. */
export const tenantSchedules = (tenant: string): readonly [string, ...string[]] => [
  scanScheduleId(tenant),
  reviveScheduleId(tenant),
  upgradeScheduleId(tenant),
];

/**
 * Pauses a tenant: its schedules start nothing, and gateways pass over its webhooks within seconds. The pause is kept by
 * the Temporal server, over restarts of everything; a pause that is there already takes the new reason. What runs goes
 * on. The scan is paused first, since its schedule is the one that is read.
 * @throws {ScheduleNotFoundError} when the tenant has no schedules yet.
 */
export async function pauseTenant(client: Client, { tenant, reason, by }: PauseOrder): Promise<void> {
  const note = noteOf({ reason, since: new Date().toISOString(), by: by ?? client.options.identity });
  for (const scheduleId of tenantSchedules(tenant)) await setPaused(client, scheduleId, true, note);
}

/**
 * Lets everything of a tenant go on, also a schedule that was paused alone. The scan goes last: until then the tenant
 * still reads as paused, so that a resume that was cut short is seen.
 * @throws {ScheduleNotFoundError} as `pauseTenant`.
 */
export async function resumeTenant(client: Client, { tenant, reason, by }: PauseOrder): Promise<void> {
  const note = noteOf({ reason, since: new Date().toISOString(), by: by ?? client.options.identity });
  for (const scheduleId of [...tenantSchedules(tenant)].reverse())
    await setPaused(client, scheduleId, false, note);
}

const MOST_TRIES = 10;
const LOOK_AGAIN_MS = 100;

/**
 * Asks again while the schedule stands the other way: a worker that starts in the same moment brings it up to date with
 * the state that it read before, and the server may take that last.
 */
async function setPaused(client: Client, scheduleId: string, paused: boolean, note: string): Promise<void> {
  const schedule = client.schedule.getHandle(scheduleId);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await (paused ? schedule.pause(note) : schedule.unpause(note));
    if ((await stateOf(client, scheduleId)).paused === paused) return;
    await delay(LOOK_AGAIN_MS);
  }
  throw new Error(`the schedule ${scheduleId} does not stay ${paused ? 'paused' : 'resumed'}: try again`);
}

/**
 * How the pause of a tenant stands, by the schedule of its scans. Needs no key: nothing that is encrypted is read.
 * @throws {ServiceError} when there is no such schedule, or the server does not answer.
 */
export async function readPause(client: Client, tenant: string): Promise<TenantPause> {
  const { paused, note } = await stateOf(client, scanScheduleId(tenant));
  return { tenant, paused: paused ? pauseOf(note) : null };
}

/** Read raw: nothing of it is decrypted. */
async function stateOf(client: Client, scheduleId: string): Promise<{ paused: boolean; note: string }> {
  const { namespace } = client.options;
  const { schedule } = await client.workflowService.describeSchedule({ namespace, scheduleId });
  return { paused: schedule?.state?.paused === true, note: schedule?.state?.notes ?? '' };
}

/** The note ends with who and when, which a schedule's state has no other place for. */
const SIGNED = /^(.*?) ?\(since (\d{4}-\d{2}-\d{2}T[\d:.]+Z) by (.*)\)$/s;

const noteOf = ({ reason, since, by }: Pause): string => `${reason} (since ${since} by ${by})`.trimStart();

/** Reads the note of a paused schedule, as we write it or as a person typed it elsewhere. */
export function pauseOf(note: string): Pause {
  const [, reason, since, by] = SIGNED.exec(note) ?? [];
  return reason === undefined
    ? { reason: note, since: null, by: null }
    : { reason, since: since ?? null, by: by ?? null };
}

/** The latest run of a schedule, as it tells it. */
type ScheduledRun = ScheduleExecutionStartWorkflowActionResult['workflow'];

const POLL_MS = 100;

/**
 * The run that a schedule had in progress when it was described, or else one that is triggered now, so that the
 * schedule knows it. Both come from one description: a run that somebody else starts after it, for which ours is
 * skipped, is the one that is waited for.
 */
export async function runOfSchedule(
  schedule: ScheduleHandle,
  { info }: ScheduleDescription,
  signal?: AbortSignal,
): Promise<ScheduledRun> {
  const running = info.runningActions.at(-1);
  if (running !== undefined) return running.workflow;
  await schedule.trigger(ScheduleOverlapPolicy.SKIP);
  for (;;) {
    signal?.throwIfAborted();
    const { info: now } = await schedule.describe();
    const latest = now.recentActions.at(-1);
    if (now.numActionsTaken > info.numActionsTaken && latest !== undefined) return latest.action.workflow;
    await delay(POLL_MS);
  }
}

/** A worker that runs workflows answers within milliseconds; without one the server would let us wait for half a minute. */
const ANSWERS_WITHIN_MS = 3_000;

/** The progress of a scan or backfill that runs; null when no worker tells it within three seconds. */
export async function progressOf<Progress>(client: Client, workflowId: string): Promise<Progress | null> {
  try {
    return await client.withDeadline(Date.now() + ANSWERS_WITHIN_MS, () =>
      client.workflow.getHandle(workflowId).query<Progress>('progress'),
    );
  } catch {
    return null;
  }
}
