import { CONDITIONS } from './condition.js';
import type { Deliveries, OwedNotice } from './deliveries.js';
import type { Incident } from './incident.js';

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
