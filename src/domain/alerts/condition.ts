/** `warning`: look today. `critical`: look now. */
export type Severity = 'warning' | 'critical';

/** What can be wrong, by name: part of the key that incidents are told apart by, so a name is never given anew. */
export type ConditionName =
  | 'credentialsRefused'
  | 'platformDown'
  | 'modelDown'
  | 'detectorDown'
  | 'statisticsDown'
  | 'diskLow'
  | 'scanOverdue'
  | 'ticketsFail'
  | 'ticketsSlow'
  | 'writesStopped'
  | 'paused'
  | 'budgetNearlySpent'
  | 'budgetSpent';

/** When a condition becomes an incident, and how people read it. */
interface Condition {
  /** Looks in a row that must find it: one bad moment is no incident. At least 1. */
  looks: number;
  /** Milliseconds from the first of these looks; 0 where the looks alone decide. */
  lastsMs: number;
  /** Conditions that it follows from, as slow tickets do from a help desk that was away: they are told, it is not. */
  explainedBy: readonly ConditionName[];
  title: string;
  /** What to do first. */
  advice: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const atOnce = { looks: 1, lastsMs: 0, explainedBy: [] };
/** What makes tickets wait, and scans. */
const HOLDS_UP = ['credentialsRefused', 'platformDown', 'detectorDown', 'paused'] as const;

/** How each condition is judged. The thresholds that a look goes by are in `findings.ts`. */
export const CONDITIONS: Readonly<Record<ConditionName, Condition>> = {
  credentialsRefused: {
    ...atOnce,
    looks: 2,
    title: 'The help desk refuses our credentials',
    advice: 'Mend the credentials and restart the workers. Tickets wait and are not lost.',
  },
  platformDown: {
    ...atOnce,
    looks: 5,
    title: 'The help desk does not answer',
    advice: "Look at the help desk's status page. Tickets wait and go on by themselves.",
  },
  modelDown: {
    ...atOnce,
    looks: 3,
    title: 'The model does not answer; the rules decide',
    advice: 'Look at the model server, or its key. Verdicts of the rules are replaced once it is back.',
  },
  detectorDown: {
    ...atOnce,
    looks: 10,
    title: 'The second detector of personal data does not answer',
    advice: 'Look at the server that PRESIDIO_URL names.',
  },
  statisticsDown: {
    ...atOnce,
    looks: 5,
    title: 'The statistics do not answer',
    advice: 'Look at their database. Tickets are processed all the same, but success and cost go unwatched.',
  },
  diskLow: { ...atOnce, looks: 2, title: 'The disk is nearly full', advice: 'Make room where DATA_DIR is.' },
  scanOverdue: {
    ...atOnce,
    looks: 2,
    explainedBy: HOLDS_UP,
    title: 'No scan has come to its end',
    advice: 'See its progress with `ticket-processor status`: a long scan looks the same.',
  },
  ticketsFail: {
    ...atOnce,
    title: 'Tickets fail',
    advice: 'They are begun anew by themselves. Look up the failure type in docs/errors.md.',
  },
  ticketsSlow: {
    ...atOnce,
    looks: 5,
    explainedBy: [...HOLDS_UP, 'writesStopped', 'modelDown'],
    title: 'Tickets take longer than their service level',
    advice: 'Look for a rate limit, a slow model, or too few workers.',
  },
  writesStopped: {
    ...atOnce,
    lastsMs: 15 * MINUTE_MS,
    title: 'Writing to tickets is stopped',
    advice: 'Who and why: `ticket-processor writes status`. `writes resume` lets them go on.',
  },
  paused: {
    ...atOnce,
    lastsMs: 12 * HOUR_MS,
    title: 'A schedule is paused',
    advice: 'Who and why: `ticket-processor schedule describe`. `schedule resume` lets it go on.',
  },
  budgetNearlySpent: {
    ...atOnce,
    title: "Four fifths of the month's budget are spent",
    advice: 'Raise it, or the rules decide once all of it is spent.',
  },
  budgetSpent: {
    ...atOnce,
    title: "The month's budget is spent; the rules decide",
    advice: 'Raise it, or wait for the month (UTC) to end.',
  },
};

/** What one look found wrong. */
export interface Finding {
  /** Null: the whole installation. */
  tenant: string | null;
  condition: ConditionName;
  severity: Severity;
  /** One sentence of figures and names of ours: no ticket text, no person, no secret. */
  found: string;
}

/** Names an incident among those that are open: one for each tenant and condition. */
export const incidentKey = ({ tenant, condition }: Pick<Finding, 'tenant' | 'condition'>): string =>
  `${tenant ?? '*'}/${condition}`;

/** Hours of each day in which warnings wait. They may span midnight. */
export interface QuietHours {
  /** Minutes after midnight, 0 to 1439: the first quiet one. */
  fromMinute: number;
  /** The first one that is not; another than `fromMinute`. */
  toMinute: number;
  /** IANA name. */
  timeZone: string;
}

/** Whether it is quiet. The wall clock decides, so a night is an hour longer or shorter when the clocks change. */
export function isQuiet({ fromMinute, toMinute, timeZone }: QuietHours, now: Date): boolean {
  const minute = minuteOfDay(now, timeZone);
  return fromMinute < toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

function minuteOfDay(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(now);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return numberOf('hour') * 60 + numberOf('minute');
}
