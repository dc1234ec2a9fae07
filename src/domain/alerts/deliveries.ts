import { incidentKey, type ConditionName, type Severity, CONDITIONS } from './condition.js';
import type { IncidentEvent, Incident } from './incident.js';

/** Ways to reach people. */
export const CHANNELS = ['pagerduty', 'slack', 'email'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** What people are told about an incident. No ticket text, no person, no secret: Temporal's history holds it. */
export interface Notice {
  /** `over` closes what `open` opened; an `open` that has an end tells of what is over already. */
  kind: 'open' | 'over';
  /** The same for the open and the over of an incident, and when it opens again. */
  key: string;
  tenant: string | null;
  condition: ConditionName;
  severity: Severity;
  found: string;
  /** ISO 8601. */
  openedAt: string;
  endedAt: string | null;
}

/**
 * A notice that somebody is still owed. `warning`: nobody is woken, so it waits for the end of quiet hours. `pager`: one
 * that wakes somebody. A channel's name: that one and no other.
 */
export interface OwedNotice {
  notice: Notice;
  to: 'warning' | 'pager' | ChannelName;
  /** Rounds through all channels in which none took it. */
  failures: number;
  /** Milliseconds since 1970. */
  nextTryAtMs: number;
}

/** Which channels know of an incident. */
interface Told {
  key: string;
  channels: ChannelName[];
}

/** All that is owed, and who was told of incidents that are not over. */
export interface Deliveries {
  owed: OwedNotice[];
  told: Told[];
}

export const NOTHING_OWED: Deliveries = { owed: [], told: [] };

const ROUTES: Record<'warning' | 'pager', readonly ChannelName[]> = {
  warning: ['slack', 'email'],
  pager: ['pagerduty', 'slack', 'email'],
};

/** Whom to try, in order; empty where nobody is set up for it. A warning never goes to the pager. */
export function routeOf({ to }: OwedNotice, configured: readonly ChannelName[]): ChannelName[] {
  const route = to === 'warning' || to === 'pager' ? ROUTES[to] : [to];
  return route.filter((channel) => configured.includes(channel));
}

/** Takes an event of an incident. What was owed about it before is replaced. */
export function owe({ owed, told }: Deliveries, event: IncidentEvent, nowMs: number): Deliveries {
  const key = incidentKey(event.incident);
  const others = owed.filter(({ notice }) => notice.key !== key);
  const knows = told.find((known) => known.key === key)?.channels ?? [];
  const fresh = (notice: Notice, to: OwedNotice['to']): OwedNotice => ({
    ...{ notice, to, failures: 0, nextTryAtMs: nowMs },
  });
  if (event.kind !== 'over') {
    const to = event.incident.severity === 'critical' ? 'pager' : 'warning';
    return { owed: [...others, fresh(noticeOf(event, 'open'), to)], told };
  }
  const toldOfOthers = told.filter((known) => known.key !== key);
  // Nobody was told while it lasted: they are told now, and nobody is woken for what is over.
  if (knows.length === 0)
    return { owed: [...others, fresh(noticeOf(event, 'open'), 'warning')], told: toldOfOthers };
  const ends = event.incident.severity === 'critical' ? knows : [];
  return {
    owed: [...others, ...ends.map((channel) => fresh(noticeOf(event, 'over'), channel))],
    told: toldOfOthers,
  };
}

/** What is to be tried now. */
export const dueNow = (
  { owed }: Deliveries,
  { nowMs, quiet }: { nowMs: number; quiet: boolean },
): OwedNotice[] => owed.filter(({ to, nextTryAtMs }) => nextTryAtMs <= nowMs && !(quiet && to === 'warning'));

/**
 * After a round through the channels. A stand-in for the pager wakes nobody, so the pager is owed on.
 * @param taken who took it; null: nobody.
 * @param uncertain those that may have taken it: they are told of the end.
 */
export function afterRound(
  deliveries: Deliveries,
  entry: OwedNotice,
  {
    taken,
    uncertain,
    configured,
    nowMs,
  }: {
    taken: ChannelName | null;
    uncertain: readonly ChannelName[];
    configured: readonly ChannelName[];
    nowMs: number;
  },
): Deliveries {
  const others = deliveries.owed.filter((owed) => owed !== entry);
  const knowing = [...uncertain.filter((channel) => channel === 'pagerduty'), ...(taken ? [taken] : [])];
  const { notice, to, failures } = entry;
  const told =
    notice.kind === 'open' && notice.endedAt === null
      ? withTold(deliveries.told, notice.key, knowing)
      : deliveries.told;
  const nextTryAtMs = nowMs + pauseMs(failures);
  const again = { ...entry, failures: failures + 1, nextTryAtMs };
  const owedOn = to === 'pager' && taken !== 'pagerduty' && configured.includes('pagerduty');
  if (taken === null) return { owed: [...others, again], told };
  return { owed: owedOn ? [...others, { ...again, to: 'pagerduty' }] : others, told };
}

/** Drops what nobody is set up for. */
export const withoutEntry = ({ owed, told }: Deliveries, entry: OwedNotice): Deliveries => ({
  owed: owed.filter((other) => other !== entry),
  told,
});

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** A minute, doubled up to an hour. */
const pauseMs = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);

function withTold(told: readonly Told[], key: string, channels: readonly ChannelName[]): Told[] {
  if (channels.length === 0) return [...told];
  const before = told.find((known) => known.key === key)?.channels ?? [];
  return [
    ...told.filter((known) => known.key !== key),
    { key, channels: [...new Set([...before, ...channels])] },
  ];
}

const noticeOf = ({ incident }: IncidentEvent, kind: Notice['kind']): Notice => ({
  kind,
  key: incidentKey(incident),
  tenant: incident.tenant,
  condition: incident.condition,
  severity: incident.severity,
  found: incident.found,
  openedAt: new Date(incident.openedAtMs ?? incident.sinceMs).toISOString(),
  endedAt: incident.endedAtMs === null ? null : new Date(incident.endedAtMs).toISOString(),
});

/** One line for people. */
export function incidentText({ tenant, condition, severity, openedAtMs, found }: Incident): string {
  const since = new Date(openedAtMs ?? 0).toISOString();
  const place = tenant === null ? '' : ` of ${tenant}`;
  return `${severity}${place}, since ${since}: ${CONDITIONS[condition].title}. ${found}`;
}

/** Those that people were told of, or will be. */
export const openIncidents = (incidents: readonly Incident[]): Incident[] =>
  incidents.filter(({ phase }) => phase === 'open');

/** Markdown for Temporal's Web UI. */
export function describeWatch({
  incidents,
  deliveries,
  lookedAt,
}: {
  incidents: readonly Incident[];
  deliveries: Deliveries;
  lookedAt: string | null;
}): string {
  const open = openIncidents(incidents);
  return [
    `**${open.length} incidents are open**, looked at ${lookedAt ?? 'not yet'}`,
    ...open.map((incident) => `- ${incidentText(incident)}`),
    ...deliveries.owed.map(
      ({ notice, failures }) =>
        `- Still to be told: ${notice.kind} ${notice.key}, ${failures} rounds in vain`,
    ),
  ].join('\n');
}
