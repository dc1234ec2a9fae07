import { LATENCY_SLO_MS, SUCCESS_CRITICAL, type BudgetLevel } from '../limits.js';
import type { ConditionName, Finding, Severity } from './condition.js';

/** How an outside service answers. `refused`: it is there, and does not take our credentials. */
export type ServiceAnswer = 'ok' | 'refused' | 'down';

/** What a look found out about a tenant. Undefined: it could not be found out. */
export interface TenantFacts {
  tenant: string;
  platform: ServiceAnswer;
  model: ServiceAnswer;
  /** Services that workers do not call for the moment. */
  openCircuits: readonly ('platform' | 'model')[] | undefined;
  /** Rounds of the last 24 hours, and of the last hour. Latency in milliseconds; null: none ended well. */
  day: { total: number; failed: number; rejected: number } | undefined;
  hour: { total: number; failed: number; p95Ms: number | null } | undefined;
  /** Milliseconds that a scan has been due; null when none is, or the schedule is paused. */
  scanDueForMs: number | null | undefined;
  /** Of the scans that ended within the hour. */
  listing: { unreadable: number; cursorRefused: number } | undefined;
  writesStopped: boolean | undefined;
  /** Names of schedules. */
  paused: readonly string[] | undefined;
  /** Tickets of the last 24 hours that are left alone for now, in words; null: there are none. */
  undone: string | null | undefined;
  /** Tickets of the last 24 hours that the help desk takes no write for, in words; null: there are none. */
  rejected: string | null | undefined;
  /** Null: the tenant has none. */
  budget: { level: BudgetLevel; text: string } | null | undefined;
}

/** What a look found out about the installation. */
export interface InstallationFacts {
  /** Of the process that looks. */
  disk: 'ok' | 'warning' | 'critical' | undefined;
  /** Null: there is no second detector. */
  detector: 'ok' | 'down' | null;
  /** Tickets wait for it, or go on without it. */
  detectorOnFailure: 'stop' | 'continue';
  statistics: 'ok' | 'down';
}

/** Fewer failures than this wake nobody: of fifty tickets in a quiet night, one is two per cent. */
const FAILURES_TO_PAGE = 5;
/** A percentile of fewer tickets than this is one ticket. */
const TICKETS_FOR_A_PERCENTILE = 20;
/** As the rule `ScanOverdue` has it. */
const SCAN_OVERDUE_MS = 30 * 60_000;

/** A condition that was looked at: what was found, null when nothing is wrong, undefined when nobody knows. */
type Verdict = { severity: Severity; found: string } | null | undefined;

/** What is wrong by these facts, and what they do not tell. */
export function findingsOf(
  installation: InstallationFacts,
  tenants: readonly TenantFacts[],
): { findings: Finding[]; unknown: Pick<Finding, 'tenant' | 'condition'>[] } {
  const verdicts = [
    ...verdictsOf(null, ofInstallation(installation)),
    ...tenants.flatMap((facts) => verdictsOf(facts.tenant, ofTenant(facts))),
  ];
  return {
    findings: verdicts.flatMap(({ verdict, ...key }) => (verdict ? [{ ...key, ...verdict }] : [])),
    unknown: verdicts.flatMap(({ verdict, ...key }) => (verdict === undefined ? [key] : [])),
  };
}

const verdictsOf = (tenant: string | null, verdicts: Partial<Record<ConditionName, Verdict>>) =>
  Object.entries(verdicts).map(([condition, verdict]) => ({
    ...{ tenant, condition: condition as ConditionName, verdict },
  }));

const warning = (found: string): Verdict => ({ severity: 'warning', found });
const critical = (found: string): Verdict => ({ severity: 'critical', found });

function ofInstallation({ disk, detector, detectorOnFailure, statistics }: InstallationFacts) {
  return {
    diskLow: diskVerdict(disk),
    detectorDown: detector === 'down' ? detectorVerdict(detectorOnFailure) : null,
    statisticsDown: statistics === 'down' ? warning('Their database did not answer a worker.') : null,
  };
}

function diskVerdict(disk: InstallationFacts['disk']): Verdict {
  if (disk === undefined || disk === 'ok') return disk === 'ok' ? null : undefined;
  return disk === 'critical' ? critical('Less than 3 % is free.') : warning('Less than 10 % is free.');
}

const detectorVerdict = (onFailure: 'stop' | 'continue'): Verdict =>
  onFailure === 'stop'
    ? critical('Tickets wait for it (PRESIDIO_ON_FAILURE=stop).')
    : warning('Tickets go on, redacted by our own detectors alone (PRESIDIO_ON_FAILURE=continue).');

function ofTenant(facts: TenantFacts) {
  const { platform, model, openCircuits, budget, paused, writesStopped, undone } = facts;
  return {
    credentialsRefused:
      platform === 'refused' ? critical('It answers 401, or the role may not list tickets.') : null,
    platformDown: serviceVerdict(
      platform,
      openCircuits?.includes('platform'),
      critical('It gives no usable answer, or workers spare it for the moment.'),
    ),
    modelDown:
      model === 'refused'
        ? warning('It refuses our key (401 or 403).')
        : serviceVerdict(
            model,
            openCircuits?.includes('model'),
            warning('It gives no answer, or workers spare it for the moment.'),
          ),
    ticketsFail: failVerdict(facts),
    ticketsSlow: slowVerdict(facts),
    verdictsUndone: typeof undone === 'string' ? warning(`Left alone for now: ${undone}.`) : undone,
    writesRejected: rejectedVerdict(facts),
    scanOverdue: scanVerdict(facts),
    ...listingVerdicts(facts),
    writesStopped: writesStopped === undefined ? undefined : writesStopped ? warning('Tickets wait.') : null,
    paused: paused === undefined ? undefined : paused.length > 0 ? warning(`${paused.join(', ')}.`) : null,
    budgetNearlySpent:
      budget === undefined ? undefined : budget?.level === 'warning' ? warning(`${budget.text}.`) : null,
    budgetSpent:
      budget === undefined ? undefined : budget?.level === 'exhausted' ? warning(`${budget.text}.`) : null,
  };
}

/** A circuit nobody knows of is no reason to doubt an answer that came. */
const serviceVerdict = (answer: ServiceAnswer, circuitOpen: boolean | undefined, down: Verdict): Verdict =>
  answer === 'down' || (answer === 'ok' && circuitOpen === true) ? down : null;

/** Failures of a day that go on. Below the objective or not, a ticket that failed is worth a look; a few wake nobody. */
function failVerdict({ day, hour }: TenantFacts): Verdict {
  if (day === undefined || hour === undefined) return undefined;
  if (hour.failed === 0) return null;
  const success = 1 - day.failed / day.total;
  const found = `${day.failed} of ${day.total} rounds of the last 24 hours failed, ${hour.failed} of them within the hour.`;
  return success < SUCCESS_CRITICAL && day.failed >= FAILURES_TO_PAGE ? critical(found) : warning(found);
}

/** A few tickets with a field of their own are a warning; an account that takes hardly any write wakes somebody. */
function rejectedVerdict({ rejected, day }: TenantFacts): Verdict {
  if (rejected === undefined) return undefined;
  if (rejected === null) return null;
  const found = `Not written: ${rejected}.`;
  const isMost = day !== undefined && day.rejected >= FAILURES_TO_PAGE;
  return isMost && 1 - day.rejected / day.total < SUCCESS_CRITICAL ? critical(found) : warning(found);
}

function slowVerdict({ hour }: TenantFacts): Verdict {
  if (hour === undefined) return undefined;
  if (hour.total < TICKETS_FOR_A_PERCENTILE || (hour.p95Ms ?? 0) <= LATENCY_SLO_MS) return null;
  return warning(
    `One ticket in twenty of the last hour took ${Math.round((hour.p95Ms ?? 0) / 1000)} s or more.`,
  );
}

function listingVerdicts({ listing }: TenantFacts): Partial<Record<ConditionName, Verdict>> {
  if (listing === undefined) return { linesUnreadable: undefined, cursorRefused: undefined };
  const { unreadable, cursorRefused } = listing;
  return {
    linesUnreadable:
      unreadable === 0
        ? null
        : warning(`Scans of the last hour left out ${unreadable} lines of its listing.`),
    cursorRefused:
      cursorRefused === 0
        ? null
        : warning(`Within the hour: ${cursorRefused} ×. What was listed before is listed again.`),
  };
}

function scanVerdict({ scanDueForMs }: TenantFacts): Verdict {
  if (scanDueForMs === undefined) return undefined;
  if (scanDueForMs === null || scanDueForMs <= SCAN_OVERDUE_MS) return null;
  return warning(`One has been due for ${Math.round(scanDueForMs / 60_000)} minutes.`);
}
