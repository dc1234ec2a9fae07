import { anyChannel } from '../alerts/channels/settings.js';
import { readWatch } from './open-incidents.js';
import type { WatchState } from '../contract/alerts.js';
import { incidentText, openIncidents } from '../domain/alerts/watch-text.js';
import { answer, commandConfig, EXIT, withClient, type AddCommand } from './context.js';

/** `alerts list`: what is open, and what nobody could be told yet. */
export const addAlertsListCommand: AddCommand = (alerts, run) => {
  alerts
    .command('list')
    .description('Incidents that are open, and notices that no channel took yet.')
    .action(
      run(async ({ json = false }: { json?: boolean }) => {
        const config = commandConfig();
        return withClient(config, async ({ client }) => {
          const watch = await readWatch(client);
          const value = {
            watching: watch !== null,
            lookedAt: watch?.lookedAt ?? null,
            incidents: openIncidents(watch?.incidents ?? []).map(({ openedAtMs, tenant, ...incident }) => ({
              ...{
                tenant,
                condition: incident.condition,
                severity: incident.severity,
                found: incident.found,
              },
              openedAt: new Date(openedAtMs ?? 0).toISOString(),
            })),
            untold: watch?.deliveries.owed.map(({ notice, failures }) => ({ ...notice, failures })) ?? [],
          };
          answer(value, { json, text: () => text(watch, anyChannel(config.alerts)) });
          return EXIT.done;
        });
      }),
    );
};

function text(watch: WatchState | null, configured: boolean): string {
  if (watch === null)
    return configured
      ? 'Nobody watches: the next start of a worker or gateway begins it'
      : 'Nobody watches: no channel is set up (docs/alerts.md)';
  const open = openIncidents(watch.incidents);
  const { owed } = watch.deliveries;
  return [
    open.length === 0 ? 'No incident is open' : `Open incidents: ${open.length}`,
    ...open.map((incident) => `  ${incidentText(incident)}`),
    ...owed.map(
      ({ notice, failures }) =>
        `  not told yet: ${notice.kind} ${notice.key}${failures === 0 ? '' : `, ${failures} rounds in vain`}`,
    ),
    `Looked at ${watch.lookedAt ?? 'not yet'}`,
  ].join('\n');
}
