import type { ScheduleHandle } from '@temporalio/client';

/** How a schedule stands; times are ISO 8601. */
export interface DescribedSchedule {
  scheduleId: string;
  paused: boolean;
  /** Why it was paused or resumed. */
  note: string | null;
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
  return {
    scheduleId,
    paused: state.paused,
    note: state.note ?? null,
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

const whenNext = ({ scheduleId, paused, note, next }: DescribedSchedule): string =>
  `${scheduleId}: ${paused ? `paused${note ? ` (${note})` : ''}` : `next at ${next ?? 'no time'}`}`;
