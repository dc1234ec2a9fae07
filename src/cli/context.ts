import type { Command } from 'commander';
import type { Logger } from 'pino';
import { useProxies } from '../http/outgoing.js';
import { connectClient, type ConnectedClient } from '../client.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig, type Config, type TenantConfig } from '../config/load.js';
import { tenantsSource } from '../config/tenants/configured-tenants.js';
import { DEFAULT_PLATFORM, type PlatformName } from '../contract/names.js';
import { createLogger } from './terminal/logging.js';
import type { OutcomeStore } from '../ports/records.js';
import { openOutcomeStore } from '../records/statistics/database.js';
import type { TenantsFile } from '../compose/tenants-file.js';
import { readRuntime } from './up/runtime-file.js';
import { simulatedAccount } from './up/endpoints.js';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';

/** Exit codes of every command (INTERFACE section 5). @see sysexits.h for 64, 69 and 78 */
export const EXIT = {
  done: 0,
  failed: 1,
  ticketsFailed: 2,
  usage: 64,
  unreachable: 69,
  configuration: 78,
} as const;

/** Adds one command to the program. `run` reports its exit code. */
export type AddCommand = (program: Command, run: RunCommand) => void;

/** Wraps a command's action, so that what it resolves to becomes the exit code. */
export type RunCommand = <A extends unknown[]>(
  action: (...args: A) => Promise<number>,
) => (...args: A) => Promise<void>;

/**
 * The configuration of a command beside a running `up`. Its Temporal server and gateway token are taken where the
 * environment names none; its help desk and model only together, and only where neither is configured, so that parts
 * of two installations never meet.
 */
export function commandConfig(): Config {
  const env = readEnvironment();
  const config = inForce(loadConfig(env));
  const runtime = readRuntime(config.process.dataDir);
  if (runtime === null) return config;
  const { platform, llm } = config.tenants[0]!;
  const { platformUrl, ticketPlatform = DEFAULT_PLATFORM, llmUrl, temporalAddress, gatewayToken } = runtime;
  const neither = platform === null && llm.endpoint === null;
  return loadConfig({
    ...env,
    TEMPORAL_ADDRESS: config.process.temporalAddress ?? temporalAddress,
    ...(neither ? { ...simulatedAccount(ticketPlatform, platformUrl), OPENAI_BASE_URL: llmUrl } : {}),
    ...(config.gateway.token === null && gatewayToken !== null ? { GATEWAY_TOKEN: gatewayToken } : {}),
  });
}

/**
 * The tenants file of a process that `up` or a supervisor starts; null where there is none. SIGHUP asks to read it at
 * once, as of other daemons; on a terminal it means that the terminal is gone, as ever.
 */
export function processTenantsFile(): TenantsFile | null {
  const read = tenantsSource(readEnvironment);
  if (read === null) return null;
  const onAsked = (look: () => void) => void (process.stdin.isTTY || process.on('SIGHUP', look));
  return { read, onAsked };
}

/** What stops such a process. With a tenants file SIGHUP does not, but on a terminal. */
export const processStopSignal = (file: TenantsFile | null): AbortSignal =>
  stopSignal({ hangUpStops: file === null || process.stdin.isTTY === true });

/** The configuration of a process that `up` or a supervisor starts: what the environment says, and nothing else. */
export const processConfig = (): Config => inForce(loadConfig(readEnvironment()));

/** What holds for the whole process, whatever is composed of the configuration. */
export function inForce(config: Config): Config {
  useProxies(config.proxies);
  return config;
}

/** Runs `use` with a client that is closed afterwards. */
export async function withClient<T>(
  config: Config,
  use: (connected: ConnectedClient) => Promise<T>,
): Promise<T> {
  const connected = await connectClient(config);
  try {
    return await use(connected);
  } finally {
    await connected.connection.close();
  }
}

/** Runs `use` with the statistics, which are closed afterwards. */
export async function withOutcomes<T>(
  config: Config,
  use: (outcomes: OutcomeStore) => Promise<T>,
): Promise<T> {
  const outcomes = await openOutcomeStore({ ...config.statistics, dataDir: config.process.dataDir });
  try {
    return await use(outcomes);
  } finally {
    await outcomes.close();
  }
}

export function commandLogger(
  name: string,
  { process: { logLevel, logFormat, logFile }, logEncryption }: Config,
): Logger {
  const { keys } = logEncryption;
  return createLogger({ process: name, level: logLevel, format: logFormat, file: logFile, keys });
}

/**
 * Aborted by the first signal that asks a process to end, and when the process that started this one is gone. A second
 * Ctrl-C ends it at once. A closed terminal asks more than once, and takes the output with it.
 * @param hangUpStops false: somebody else listens to SIGHUP, which asks for something else then.
 */
export function stopSignal({ hangUpStops = true } = {}): AbortSignal {
  const stop = new AbortController();
  const abort = () => stop.abort(new Error('stopped'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT'] as const) process.once(signal, abort);
  if (hangUpStops) process.on('SIGHUP', abort);
  // Without a listener an error of the output would end the process where it stands, before it could stop what it runs.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  if (process.send) process.once('disconnect', abort);
  return stop.signal;
}

/** Wrong usage that the option parser cannot see. Exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws {UsageError} that names the tenants there are, when it is none of them. */
export function tenantNamed({ tenants }: Config, name: string): TenantConfig {
  const tenant = tenants.find((candidate) => candidate.name === name);
  if (tenant) return tenant;
  throw new UsageError(
    `there is no tenant ${name}; expected one of: ${tenants.map((known) => known.name).join(', ')}`,
  );
}

/**
 * The one that is named, else all of them.
 * @throws {UsageError} when there is no such tenant.
 */
export const tenantNames = (config: Config, named: string | undefined): string[] =>
  named === undefined ? config.tenants.map(({ name }) => name) : [tenantNamed(config, named).name];

/**
 * The kind of a tenant's platform.
 * @throws {UsageError} when there is no such tenant.
 */
export const platformOf = (config: Config, name: string): PlatformName =>
  tenantNamed(config, name).platformKind;

/** Writes what a command answers: JSON on one line, or text. */
export function answer(value: unknown, { json, text }: { json: boolean; text: () => string }): void {
  process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
}

/** The exit code of a program that is run in our place; what would stop us stops it first. */
export async function exitCodeOf(child: ChildProcess): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
    process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? EXIT.failed;
}
