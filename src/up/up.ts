import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { connectClient } from '../client.js';
import type { Config, TenantConfig } from '../config/load.js';
import { scanScheduleId } from '../contract/names.js';
import type { ScanProgress } from '../contract/scan.js';
import { countFailedTickets, countOpenTickets, ticketRows } from '../ops/ticket-rows.js';
import { decideEndpoints } from './endpoints.js';
import { followScan, untilAborted, type ScanEnd } from './follow-scan.js';
import { ensureInstallationKey } from './installation-key.js';
import { Installation } from './installation.js';
import { lockDataDir } from './lock.js';
import type { UpScreen } from './screen.js';

export interface UpOptions {
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

const ROWS_SHOWN = 12;
const EXIT = { done: 0, failed: 1, ticketsFailed: 2 } as const;

/**
 * The main job on this machine: starts what it needs, follows a first scan to its end, shows what came of it, then
 * runs on schedule until `signal` is aborted. With `once` it ends when every ticket has reached an end state.
 * @returns the exit code. What an interrupted or killed `up` left open is finished by the next one.
 */
export async function up(options: UpOptions): Promise<number> {
  const { config, env, logger, realModel, screen } = options;
  const tenant = config.tenants[0] as TenantConfig;
  const endpoints = decideEndpoints(tenant, realModel);
  const unlock = lockDataDir(config.process.dataDir);
  if (config.encryption.keys === null) ensureInstallationKey(config.process.dataDir);
  const say = (line: string) => screen.say(line);
  const installation = new Installation({ config, tenant, endpoints, env: { ...env }, logger, say });
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  let working: Promise<unknown> = Promise.resolve();
  try {
    if (config.process.temporalAddress !== null) await (await connectClient(config)).connection.close();
    await installation.start();
    const worked = work({ ...options, signal }, tenant, installation);
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
    await installation.stop();
    unlock();
  }
}

async function work(
  { config, once, screen, signal }: UpOptions,
  tenant: TenantConfig,
  installation: Installation,
): Promise<number> {
  const { runtime } = installation;
  const startedAt = new Date();
  const { client, connection } = await connectClient({
    ...config,
    process: installation.processConfig,
  });
  try {
    const schedule = client.schedule.getHandle(scanScheduleId(tenant.name));
    screen.running(runtime);
    const view = screen.followScan();
    const onProgress = (progress: ScanProgress) => view.show(progress);
    const end = await followScan({ client, schedule, signal, onProgress }).finally(() => view.stop());
    if (once && end.kind === 'done') await allEnded(client, tenant.name, signal);
    screen.scanned(end, await ticketRows(client, `Tenant = '${tenant.name}'`, ROWS_SHOWN), runtime);
    if (once) return exitCodeOf(end, await countFailedTickets(client, tenant.name, startedAt));
    screen.waiting(tenant.triage.cron);
    return await untilAborted(signal);
  } finally {
    await connection.close();
  }
}

/** Tickets that left the scan's window go on by themselves. */
async function allEnded(client: Client, tenant: string, signal: AbortSignal): Promise<void> {
  while ((await countOpenTickets(client, tenant)) > 0) await delay(500, undefined, { signal });
}

function exitCodeOf(end: ScanEnd, failedTickets: number): number {
  if (end.kind === 'failed') return EXIT.failed;
  return failedTickets > 0 ? EXIT.ticketsFailed : EXIT.done;
}
