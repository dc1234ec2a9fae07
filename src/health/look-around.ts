import type { Client } from '@temporalio/client';
import type { Tenant, Tenants } from '../ports/tenant.js';
import { within } from '../http/within.js';
import type { AlertsConfig } from '../alerts/channels/settings.js';
import type { Look } from '../contract/alerts.js';
import type { ChannelName } from '../domain/alerts/deliveries.js';
import { findingsOf, type InstallationFacts } from '../domain/alerts/findings.js';
import { isQuiet } from '../domain/alerts/quiet-hours.js';
import { diskState } from './probes.js';
import type { OutcomeStore } from '../ports/records.js';
import { PATIENCE_MS, tenantFacts } from './tenant-facts.js';

export interface LookAroundOptions {
  /** Those that this worker knows at the moment of a look. */
  tenants: Tenants;
  client: Client;
  outcomes: OutcomeStore;
  dataDir: string;
  channels: ChannelName[];
  settings: Pick<AlertsConfig, 'quietHours' | 'checkSeconds'>;
}

/** A conversation of nobody, for the second detector. */
const NOBODYS_TEXT = 'Is anybody there?';

/**
 * Looks at everything that the conditions are about: one free request to each help desk and model, the statistics and
 * Temporal. Temporal's own outage cannot be seen from here, since it is what asks: that is Prometheus' business.
 */
export function createLookAround(options: LookAroundOptions): (now: Date) => Promise<Look> {
  const { tenants, channels, settings } = options;
  const { quietHours, checkSeconds } = settings;
  return async (now) => {
    const told = { channels, nextLookInMs: checkSeconds * 1000 };
    const quiet = quietHours !== null && isQuiet(quietHours, now);
    // Nobody could be told: nothing is asked of anybody.
    if (channels.length === 0) return { ...told, quiet, findings: [], unknown: [] };
    const all = [...tenants.values()];
    const [installation, facts] = await Promise.all([
      installationFacts(all, options, now),
      Promise.all(all.map((tenant) => tenantFacts(tenant, options, now))),
    ]);
    return { ...told, quiet, ...findingsOf(installation, facts) };
  };
}

async function installationFacts(
  tenants: readonly Tenant[],
  { dataDir, outcomes }: LookAroundOptions,
  now: Date,
): Promise<InstallationFacts> {
  const [first] = tenants;
  const opinion = tenants.find(({ secondOpinion }) => secondOpinion !== undefined)?.secondOpinion;
  const answers = (question: Promise<unknown>): Promise<'ok' | 'down'> =>
    within(PATIENCE_MS, question).then(
      () => 'ok',
      () => 'down',
    );
  const detect = opinion && ((signal: AbortSignal) => opinion.detector.detect(NOBODYS_TEXT, signal));
  const [disk, detector, statistics] = await Promise.all([
    diskState(dataDir).catch(() => undefined),
    detect === undefined ? null : answers(detect(AbortSignal.timeout(PATIENCE_MS))),
    answers(outcomes.costOfMonth(first?.name ?? '', now.toISOString())),
  ]);
  return { disk, detector, detectorOnFailure: opinion?.onFailure ?? 'stop', statistics };
}
