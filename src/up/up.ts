import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import pc from 'picocolors';
import type { Logger } from 'pino';
import { connectClient } from '../client.js';
import { loadOrCreateKey } from '../codec/key-file.js';
import type { Config, TenantConfig } from '../config/load.js';
import { scanScheduleId, type ScanProgress } from '../contract.js';
import { countOpenTickets, ticketRows, type TicketRow } from '../ops/ticket-rows.js';
import { decideEndpoints } from './endpoints.js';
import { followScan, type ScanEnd } from './follow-scan.js';
import { Installation } from './installation.js';
import { lockDataDir } from './lock.js';
import { scanTable } from './result-table.js';
import type { RuntimeInfo } from './runtime-file.js';
import { createProgressView } from './screen.js';

export interface UpOptions {
  config: Config;
  env: NodeJS.ProcessEnv;
  logger: Logger;
  once: boolean;
  realModel: boolean;
  /** Where progress, table and URLs go. */
  output: NodeJS.WriteStream;
  /** Ends `up` cleanly. */
  signal: AbortSignal;
}

const ROWS_SHOWN = 12;
const EXIT = { done: 0, failed: 1, ticketsFailed: 2 } as const;
const FOR_EVER_MS = 2 ** 31 - 1;

/**
 * The main job on this machine: starts what it needs, follows a first scan to its end, shows what came of it, then
 * runs on schedule until `signal` is aborted. With `once` it ends when every ticket has reached an end state.
 * @returns the exit code. What an interrupted or killed `up` left open is finished by the next one.
 */
export async function up(options: UpOptions): Promise<number> {
  const { config, env, logger, realModel, output, signal } = options;
  const tenant = config.tenants[0] as TenantConfig;
  const endpoints = decideEndpoints(tenant, realModel);
  const unlock = lockDataDir(config.process.dataDir);
  if (config.encryption.keys === null) loadOrCreateKey(config.process.dataDir);
  const say = (line: string) => output.write(`${pc.gray(line)}\n`);
  const installation = new Installation({ config, tenant, endpoints, env: { ...env }, logger, say });
  try {
    await installation.start();
    return await Promise.race([work(options, tenant, installation), installation.failure]);
  } catch (error) {
    // Whatever was under way ended because it was told to.
    if (signal.aborted) return EXIT.done;
    throw error;
  } finally {
    if (signal.aborted) say('\nstopping: steps under way are finished, open tickets go on at the next start');
    await installation.stop();
    unlock();
  }
}

async function work(
  { config, once, output, signal }: UpOptions,
  tenant: TenantConfig,
  installation: Installation,
): Promise<number> {
  const { runtime } = installation;
  const { client, connection } = await connectClient({
    ...config,
    process: { ...config.process, temporalAddress: runtime.temporalAddress },
  });
  try {
    const schedule = client.schedule.getHandle(scanScheduleId(tenant.name));
    output.write(`${urls(runtime)}\n\n`);
    const view = createProgressView(output);
    const onProgress = (progress: ScanProgress) => view.show(progress);
    const end = await followScan({ client, schedule, signal, onProgress }).finally(() => view.stop());
    if (once && end.kind === 'done') await allEnded(client, tenant.name, signal);
    const rows = await ticketRows(client, `Tenant = '${tenant.name}'`, ROWS_SHOWN);
    output.write(`\n${describeEnd(end, rows)}\n\n${urls(runtime)}\n`);
    if (once) return exitCodeOf(end);
    output.write(`Scanning by ${tenant.triage.cron}. Ctrl-C stops; the next start resumes.\n`);
    await delay(FOR_EVER_MS, undefined, { signal });
    return EXIT.done;
  } finally {
    await connection.close();
  }
}

/** Tickets that left the scan's window go on by themselves. */
async function allEnded(client: Client, tenant: string, signal: AbortSignal): Promise<void> {
  while ((await countOpenTickets(client, tenant)) > 0) await delay(500, undefined, { signal });
}

function describeEnd(end: ScanEnd, rows: readonly TicketRow[]): string {
  switch (end.kind) {
    case 'done':
      return scanTable(end.result, rows);
    case 'failed':
      return pc.red(`The scan failed: ${end.why}`);
    case 'paused':
      return pc.yellow(
        `The schedule is paused${end.note === '' ? '' : `: ${end.note}`}; no scan was started.`,
      );
  }
}

function exitCodeOf(end: ScanEnd): number {
  if (end.kind === 'failed') return EXIT.failed;
  return end.kind === 'done' && end.result.failed > 0 ? EXIT.ticketsFailed : EXIT.done;
}

function urls({
  uiUrl,
  platformUrl,
  llmUrl,
  temporalAddress,
  gatewayUrl,
  gatewayToken,
}: RuntimeInfo): string {
  return [
    ...(uiUrl === null ? [] : [`Temporal Web UI   ${uiUrl}`]),
    `Temporal server   ${temporalAddress}`,
    `Gateway           ${gatewayUrl}/health   token ${gatewayToken}`,
    `Help desk         ${platformUrl}`,
    `Model             ${llmUrl}`,
  ].join('\n');
}
