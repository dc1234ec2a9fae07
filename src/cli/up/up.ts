import type { Logger } from 'pino';
import { connectClient } from '../../client.js';
import type { Config, TenantConfig } from '../../config/load.js';
import { Opened } from '../../compose/opened.js';
import { countFailedTickets } from '../../health/status.js';
import { endpointsOf } from './endpoints.js';
import { followFirstScans, type TenantScan } from './first-scans.js';
import { untilAborted } from '../../temporal/follow-scan.js';
import { ensureInstallationKey } from './embedded-temporal.js';
import { Installation } from './installation.js';
import { lockDataDir } from './lock.js';
import type { UpScreen } from './screen.js';

interface UpOptions {
  config: Config;
  env: NodeJS.ProcessEnv;
  logger: Logger;
  once: boolean;
  realModel: boolean;
  /** Shows progress, results and URLs. */
  screen: UpScreen;
  /** Ends `up` cleanly. */
  signal: AbortSignal;
}

const EXIT = { done: 0, failed: 1, ticketsFailed: 2 } as const;

/**
 * The main job on this machine: starts what it needs, follows a first scan to its end, shows what came of it, then
 * runs on schedule until `signal` is aborted. With `once` it ends when every ticket has reached an end state.
 * @returns the exit code. What an interrupted or killed `up` left open is finished by the next one.
 */
export async function up(options: UpOptions): Promise<number> {
  const { config, env, logger, realModel, screen } = options;
  const { tenants } = config;
  const endpoints = endpointsOf(tenants, realModel);
  const unlock = lockDataDir(config.process.dataDir);
  await using opened = new Opened(logger);
  opened.closing('the data folder', unlock);
  if (config.encryption.keys === null) ensureInstallationKey(config.process.dataDir);
  const say = (line: string) => screen.say(line);
  const installation = new Installation({ config, tenants, endpoints, env: { ...env }, logger, say });
  opened.closing('the processes', () => installation.stop(), Infinity);
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  let working: Promise<unknown> = Promise.resolve();
  try {
    if (config.process.temporalAddress !== null) await (await connectClient(config)).connection.close();
    await installation.start();
    const worked = work({ ...options, signal }, installation);
    working = worked.catch(() => undefined);
    return await Promise.race([worked, installation.failure]);
  } catch (error) {
    // Whatever was under way ended because it was told to.
    if (options.signal.aborted) return EXIT.done;
    throw error;
  } finally {
    over.abort(new Error('stopped'));
    await working;
    if (options.signal.aborted)
      say('\nstopping: steps under way are finished, open tickets go on at the next start');
  }
}

async function work(
  { config, once, screen, signal }: UpOptions,
  installation: Installation,
): Promise<number> {
  const { runtime } = installation;
  const startedAt = new Date();
  const { client, connection } = await connectClient({
    ...config,
    process: installation.processConfig,
  });
  const tenants = config.tenants.map(({ name }) => name);
  try {
    screen.running(runtime);
    const view = screen.followScan();
    const onProgress = view.show.bind(view);
    const scans = await followFirstScans({ client, tenants, once, signal, onProgress }).finally(() =>
      view.stop(),
    );
    screen.scanned(scans, runtime);
    if (once) {
      const failed = await Promise.all(tenants.map((name) => countFailedTickets(client, name, startedAt)));
      return exitCodeOf(scans, Math.max(...failed));
    }
    screen.waiting(rhythmOf(config.tenants));
    return await untilAborted(signal);
  } finally {
    await connection.close();
  }
}

/** How often it scans, for people. */
function rhythmOf(tenants: readonly TenantConfig[]): string {
  const crons = new Set(tenants.map(({ triage }) => triage.cron));
  if (crons.size === 1) return [...crons].join();
  return tenants.map(({ name, triage }) => `${triage.cron} (${name})`).join(', ');
}

function exitCodeOf(scans: readonly TenantScan[], failedTickets: number): number {
  if (scans.some(({ end }) => end.kind === 'failed')) return EXIT.failed;
  return failedTickets > 0 ? EXIT.ticketsFailed : EXIT.done;
}
