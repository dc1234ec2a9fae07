import { CONDITIONS, incidentKey, type ConditionName, type Finding, type Severity } from './condition.js';

/**
 * A condition of a tenant over time. `pending`: found, but not for long enough. `open`: people are told. `over`: it has
 * been clear for a while, or never opened; remembered for an hour, since consequences come late.
 */
export interface Incident {
  /** Null: the whole installation. */
  tenant: string | null;
  condition: ConditionName;
  phase: 'pending' | 'open' | 'over';
  /** The worst that it has been since it opened. */
  severity: Severity;
  /** What the last look that found it said. */
  found: string;
  /** Looks in a row that found it, and that did not. */
  foundLooks: number;
  clearLooks: number;
  /** Milliseconds since 1970; null before it opened, or while it is not over. */
  sinceMs: number;
  openedAtMs: number | null;
  endedAtMs: number | null;
}

/** `worse`: an open warning became critical. */
export interface IncidentEvent {
  kind: 'opened' | 'worse' | 'over';
  incident: Incident;
}

/** What one look says about all conditions: those found, and those that could not be looked at. */
export interface LookResult {
  findings: readonly Finding[];
  unknown: readonly Pick<Finding, 'tenant' | 'condition'>[];
}

/** Looks in a row without it until an incident is over: what comes and goes within them is one incident. */
export const LOOKS_TO_CLEAR = 5;
/** Slow tickets are those of the last hour. */
const CONSEQUENCES_LAST_MS = 60 * 60_000;

/**
 * Takes a look into account. What could not be looked at stays as it is. A consequence neither opens nor counts while
 * what explains it, at the same tenant or the installation, is found or was within the hour.
 */
export function advance(
  incidents: readonly Incident[],
  { findings, unknown }: LookResult,
  nowMs: number,
): { incidents: Incident[]; events: IncidentEvent[] } {
  const found = new Map(findings.map((finding) => [incidentKey(finding), finding]));
  const notLookedAt = new Set(unknown.map(incidentKey));
  const known = new Map(incidents.map((incident) => [incidentKey(incident), incident]));
  const events: IncidentEvent[] = [];
  const next = [...new Set([...known.keys(), ...found.keys()])].flatMap((key) => {
    const [before, finding] = [known.get(key), found.get(key)];
    if (before !== undefined && notLookedAt.has(key)) return [before];
    const hidden = finding !== undefined && isExplained(finding, { findings, incidents, nowMs });
    const step =
      finding === undefined || (hidden && before?.phase !== 'open')
        ? withoutIt(before, nowMs)
        : withIt(before, finding, nowMs);
    if (step?.event !== undefined && step.incident !== null)
      events.push({ kind: step.event, incident: step.incident });
    return step?.incident ? [step.incident] : [];
  });
  return { incidents: next, events };
}

interface Situation {
  findings: readonly Finding[];
  incidents: readonly Incident[];
  nowMs: number;
}

interface Step {
  incident: Incident | null;
  event?: IncidentEvent['kind'];
}

function withIt(before: Incident | undefined, finding: Finding, nowMs: number): Step {
  const { looks, lastsMs } = CONDITIONS[finding.condition];
  const known = before === undefined || before.phase === 'over' ? begun(finding, nowMs) : before;
  const incident = { ...known, found: finding.found, foundLooks: known.foundLooks + 1, clearLooks: 0 };
  if (incident.phase === 'open') {
    const isWorse = finding.severity === 'critical' && incident.severity === 'warning';
    return isWorse ? { incident: { ...incident, severity: 'critical' }, event: 'worse' } : { incident };
  }
  const severity = finding.severity;
  if (incident.foundLooks < looks || nowMs - incident.sinceMs < lastsMs)
    return { incident: { ...incident, severity } };
  return { incident: { ...incident, severity, phase: 'open', openedAtMs: nowMs }, event: 'opened' };
}

function withoutIt(before: Incident | undefined, nowMs: number): Step {
  if (before === undefined) return { incident: null };
  // Nobody was told of it; what it led to may come yet.
  if (before.phase === 'pending') return { incident: { ...before, phase: 'over', endedAtMs: nowMs } };
  if (before.phase === 'over') {
    const forgotten = nowMs - (before.endedAtMs ?? 0) > CONSEQUENCES_LAST_MS;
    return { incident: forgotten ? null : before };
  }
  const incident = { ...before, clearLooks: before.clearLooks + 1 };
  if (incident.clearLooks < LOOKS_TO_CLEAR) return { incident };
  return { incident: { ...incident, phase: 'over', endedAtMs: nowMs }, event: 'over' };
}

const begun = ({ tenant, condition, severity, found }: Finding, nowMs: number): Incident => ({
  ...{ tenant, condition, severity, found, phase: 'pending', foundLooks: 0, clearLooks: 0 },
  ...{ sinceMs: nowMs, openedAtMs: null, endedAtMs: null },
});

/** Whether another condition tells why. */
function isExplained({ tenant, condition }: Finding, { findings, incidents, nowMs }: Situation): boolean {
  const { explainedBy } = CONDITIONS[condition];
  const explains = (other: Pick<Finding, 'tenant' | 'condition'>) =>
    explainedBy.includes(other.condition) && (other.tenant === null || other.tenant === tenant);
  const lately = incidents.filter(
    ({ phase, endedAtMs }) => phase !== 'over' || nowMs - (endedAtMs ?? 0) <= CONSEQUENCES_LAST_MS,
  );
  return findings.some(explains) || lately.some(explains);
}
