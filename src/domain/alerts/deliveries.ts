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
  /** Recipients of the channel that refused it while others took it, by key; absent: everybody. */
  only?: string[];
  /** What the channel said that was tried last; absent: none was, or a step was lost. */
  reason?: string;
  /** Rounds through all channels in which none took it. */
  failures: number;
  /** Milliseconds since 1970. */
  nextTryAtMs: number;
}

/** Which channels know of an incident, and which may, since no answer came from them. */
export interface Told {
  key: string;
  channels: ChannelName[];
  maybe?: ChannelName[];
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

/**
 * Takes an event of an incident. What was owed about it before is replaced. Whoever got the beginning gets the end, and
 * so does whoever may have got it.
 */
export function owe({ owed, told }: Deliveries, event: IncidentEvent, nowMs: number): Deliveries {
  const key = incidentKey(event.incident);
  const others = owed.filter(({ notice }) => notice.key !== key);
  const fresh = (notice: Notice, to: OwedNotice['to']): OwedNotice => ({
    ...{ notice, to, failures: 0, nextTryAtMs: nowMs },
  });
  if (event.kind !== 'over') {
    const to = event.incident.severity === 'critical' ? 'pager' : 'warning';
    return {
      owed: [...others, fresh(noticeOf(event, 'open'), to)],
      told: withTold(told, key, { channels: awaitingEnd(owed, key), maybe: [] }),
    };
  }
  const { channels = [], maybe = [] } = told.find((known) => known.key === key) ?? {};
  const toldOfOthers = told.filter((known) => known.key !== key);
  const ends = [...maybe.filter((channel) => channel === 'pagerduty' || channels.length > 0), ...channels];
  // Nobody is known to have been told while it lasted: they are told now, and nobody is woken for what is over.
  const late = channels.length === 0 ? [fresh(noticeOf(event, 'open'), 'warning')] : [];
  return {
    owed: [...others, ...late, ...ends.map((channel) => fresh(noticeOf(event, 'over'), channel))],
    told: toldOfOthers,
  };
}

/** Channels that know of an earlier beginning and were not told yet of its end: it goes on for them. */
const awaitingEnd = (owed: readonly OwedNotice[], key: string): ChannelName[] =>
  owed.flatMap(({ notice, to }) =>
    notice.key === key && notice.kind === 'over' && to !== 'warning' && to !== 'pager' ? [to] : [],
  );

/** What is to be tried now. The beginning and the end of a warning wait while it is quiet. */
export const dueNow = (
  { owed }: Deliveries,
  { nowMs, quiet }: { nowMs: number; quiet: boolean },
): OwedNotice[] => owed.filter((entry) => entry.nextTryAtMs <= nowMs && !(quiet && waitsWhileQuiet(entry)));

const waitsWhileQuiet = ({ to, notice }: OwedNotice): boolean =>
  to === 'warning' || (notice.severity === 'warning' && to !== 'pagerduty');

/** What a channel said that did not take a notice. */
export interface Refusal {
  channel: ChannelName;
  /** Absent: it said nothing, or the step was lost. */
  reason?: string | undefined;
  /** Milliseconds for which it asks to be left alone. */
  patienceMs: number;
}

/** How a round through the channels of a notice went. */
export interface Round {
  /** Who took it; null: nobody. */
  taken: ChannelName | null;
  /** Recipients of that channel who refused it, by key. */
  refused?: readonly string[];
  /** Those that may have taken it. */
  uncertain: readonly ChannelName[];
  refusals?: readonly Refusal[];
  configured: readonly ChannelName[];
  nowMs: number;
}

/**
 * After a round through the channels. A stand-in for the pager wakes nobody, so the pager is owed on; so are recipients
 * who refused what others took.
 */
export function afterRound(deliveries: Deliveries, entry: OwedNotice, round: Round): Deliveries {
  const { taken, refused = [], uncertain, refusals = [], configured, nowMs } = round;
  const others = deliveries.owed.filter((owed) => owed !== entry);
  const { notice, to, failures } = entry;
  const told =
    notice.kind === 'open' && notice.endedAt === null
      ? withTold(deliveries.told, notice.key, { channels: taken === null ? [] : [taken], maybe: uncertain })
      : deliveries.told;
  /** Owed again, after the usual pause or what these channels ask for. */
  const again = (said: readonly Refusal[]): OwedNotice => {
    const { reason } = said.at(-1) ?? {};
    const askedMs = Math.min(...said.map(({ patienceMs }) => patienceMs));
    const pause = Math.max(pauseMs(failures), Number.isFinite(askedMs) ? askedMs : 0);
    return {
      ...{ notice, to, ...(entry.only && { only: entry.only }), ...(reason !== undefined && { reason }) },
      ...{ failures: failures + 1, nextTryAtMs: nowMs + pause },
    };
  };
  const saidBy = (channel: ChannelName) => refusals.filter((refusal) => refusal.channel === channel);
  const owedOn: OwedNotice[] = [];
  if (taken === null) owedOn.push(again(refusals));
  else if (refused.length > 0) owedOn.push({ ...again(saidBy(taken)), to: taken, only: [...refused] });
  if (taken !== null && to === 'pager' && taken !== 'pagerduty' && configured.includes('pagerduty'))
    owedOn.push({ ...again(saidBy('pagerduty')), to: 'pagerduty' });
  return { owed: [...others, ...owedOn.filter((owed) => !isGivenUp(owed, nowMs))], told };
}

const DAY_MS = 24 * 60 * 60_000;

/** What others were told of an incident that has been over for a day is news to nobody: a mailbox may be gone for good. */
const isGivenUp = ({ only, notice: { endedAt } }: OwedNotice, nowMs: number): boolean =>
  only !== undefined && endedAt !== null && nowMs - Date.parse(endedAt) > DAY_MS;

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

function withTold(
  told: readonly Told[],
  key: string,
  { channels, maybe }: { channels: readonly ChannelName[]; maybe: readonly ChannelName[] },
): Told[] {
  const before = told.find((known) => known.key === key);
  const known = [...new Set([...(before?.channels ?? []), ...channels])];
  const possible = [...new Set([...(before?.maybe ?? []), ...maybe])].filter(
    (channel) => !known.includes(channel),
  );
  if (known.length + possible.length === 0) return [...told];
  return [
    ...told.filter((other) => other.key !== key),
    { key, channels: known, ...(possible.length > 0 && { maybe: possible }) },
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
    ...deliveries.owed.map((owed) => `- ${owedText(owed)}`),
  ].join('\n');
}

/** A notice that somebody is still owed, whom, and why. One line for people. */
export function owedText({ notice, only, reason, failures }: OwedNotice): string {
  const what = `not told yet: ${notice.kind} ${notice.key}`;
  const whom = only === undefined ? '' : `, to ${only.length} recipient${only.length === 1 ? '' : 's'}`;
  const tries = failures === 0 ? '' : `, ${failures} ${failures === 1 ? 'try' : 'tries'} failed`;
  return `${what}${whom}${tries}${reason === undefined ? '' : `: ${reason}`}`;
}
