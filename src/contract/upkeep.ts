export interface ApplyRetentionInput {
  /** Statistics older than this many days are deleted. */
  keepDays: number;
}

export interface ApplyRetentionResult {
  /** ISO 8601: what ended before the UTC hour of it is gone. */
  before: string;
  /** Rounds of ticket runs. */
  deleted: number;
}

export interface ReviveFailedInput {
  tenant: string;
}

/** Tickets, by what became of them. */
export interface ReviveFailedResult {
  /** Left unfinished, and not ended by a person: those that are taken up again now or later. */
  waiting: number;
  revived: number;
  /** Somebody else began them anew meanwhile. */
  superseded: number;
  /** Could not be taken up; the next run tries again. */
  leftOver: number;
  /** Runs that a person terminated or cancelled, and that were found only now. They are not begun anew. */
  endedByPeople: number;
  /** Writes that a run made and could not record before it ended; they are recorded now. */
  recordedLate: number;
}

/** A ticket with runs that ended before their work was done. */
export interface FailedRun {
  ticketId: string;
  /** The ticket's latest run: where there is a newer one, look again. */
  runId: string;
  /** The runs whose work nobody has taken over, oldest first. */
  unfinished: string[];
}

/** A run that a person ended. */
export interface EndedByPerson {
  ticketId: string;
  workflowId: string;
  runId: string;
  by: 'terminated' | 'cancelled';
}

/** The reason of a round that the schedule `upgrade-<tenant>` asked for, as the statistics keep it. */
export const UPGRADE_REASON = 'upgrade';

/** Arguments of `upgradeFallbacks`. `resume` is set by continue-as-new only. */
export interface UpgradeFallbacksInput {
  tenant: string;
  /** Tickets that are asked and wait at once. */
  concurrency: number;
  resume?: UpgradeProgress;
}

export interface UpgradeProgress {
  /** The last ticket asked, in the order of IDs as text; null at the beginning. */
  after: string | null;
  /** Tickets asked for the model's verdict. */
  asked: number;
  /** Of them: those that got it. */
  upgraded: number;
}

/** `stopped`: a model failure type, or `TicketsStillOpen`; null when every ticket was asked. */
export interface UpgradeFallbacksResult extends UpgradeProgress {
  stopped: string | null;
}
