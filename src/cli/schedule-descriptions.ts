import type { ScheduleHandle } from '@temporalio/client';
import { pauseOf } from '../temporal/pause.js';

/** How a schedule stands; times are ISO 8601. */
export interface DescribedSchedule {
  scheduleId: string;
  paused: boolean;
  /** Why it was paused or resumed. */
  note: string | null;
  /** Since when, and by whom; null where other tools than ours did it. */
  since: string | null;
  by: string | null;
  /** IDs of its workflows that run now. */
  running: string[];
  last: string | null;
  next: string | null;
  actionsTaken: number;
  actionsSkippedOverlap: number;
}

/** Looks a schedule up. @throws {ScheduleNotFoundError} */
export async function describeSchedule(handle: ScheduleHandle): Promise<DescribedSchedule> {
  const { scheduleId, state, info } = await handle.describe();
  const told = state.note === undefined ? null : pauseOf(state.note);
  return {
    scheduleId,
    paused: state.paused,
    note: told?.reason ?? null,
    since: told?.since ?? null,
    by: told?.by ?? null,
    running: info.runningActions.map(({ workflow }) => workflow.workflowId),
    last: info.recentActions.at(-1)?.takenAt.toISOString() ?? null,
    next: info.nextActionTimes[0]?.toISOString() ?? null,
    actionsTaken: info.numActionsTaken,
    actionsSkippedOverlap: info.numActionsSkippedOverlap,
  };
}

/** For people: the scan in three lines, every other schedule in one. */
export function schedulesText(scan: DescribedSchedule, others: readonly DescribedSchedule[]): string {
  return [
    whenNext(scan),
    `running: ${scan.running.join(', ') || 'none'}; last started ${scan.last ?? 'never'}`,
    `${scan.actionsTaken} scans started, ${scan.actionsSkippedOverlap} skipped because one was running`,
    ...others.map((other) => `${whenNext(other)}; last started ${other.last ?? 'never'}`),
  ].join('\n');
}

const whenNext = ({ scheduleId, paused, note, since, by, next }: DescribedSchedule): string => {
  if (!paused) return `${scheduleId}: next at ${next ?? 'no time'}`;
  const signed = since === null ? '' : ` since ${since} by ${by}`;
  return `${scheduleId}: paused${signed}${note ? `: ${note}` : ''}`;
};
