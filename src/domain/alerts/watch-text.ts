import { CONDITIONS } from './condition.js';
import type { Deliveries } from './deliveries.js';
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
    ...deliveries.owed.map(
      ({ notice, failures }) =>
        `- Still to be told: ${notice.kind} ${notice.key}, ${failures} rounds in vain`,
    ),
  ].join('\n');
}
