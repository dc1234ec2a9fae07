import type { Command } from 'commander';
import type { Logger } from 'pino';
import { connectClient, type ConnectedClient } from '../client.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig, type Config } from '../config/load.js';
import type { PlatformName } from '../contract.js';
import { createLogger } from '../ops/logging.js';
import { readRuntime } from '../up/runtime-file.js';

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
 * The configuration. A command that has no server named in the environment uses that of the `up` that runs on the
 * same data folder.
 */
export function commandConfig(): Config {
  const config = loadConfig(readEnvironment());
  const runtime = config.process.temporalAddress === null ? readRuntime(config.process.dataDir) : null;
  return runtime === null
    ? config
    : { ...config, process: { ...config.process, temporalAddress: runtime.temporalAddress } };
}

/** Runs `use` with a client that is closed afterwards. */
export async function withClient<T>(
  config: Config,
  use: (connected: ConnectedClient) => Promise<T>,
): Promise<T> {
  const connected = await connectClient(config.process);
  try {
    return await use(connected);
  } finally {
    await connected.connection.close();
  }
}

export function commandLogger(name: string, { process: { logLevel, logFormat, logFile } }: Config): Logger {
  return createLogger({ process: name, level: logLevel, format: logFormat, file: logFile });
}

/** Aborted by the first SIGINT or SIGTERM, and when the process that started this one is gone. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const abort = () => stop.abort(new Error('stopped'));
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  if (process.send) process.once('disconnect', abort);
  return stop.signal;
}

/** Wrong usage that the option parser cannot see. Exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The platform of a tenant; that of a running `up` is a simulator of the same kind.
 * @throws {UsageError} when there is no such tenant.
 */
export function platformOf({ tenants }: Config, name: string): PlatformName {
  const tenant = tenants.find((candidate) => candidate.name === name);
  if (tenant) return tenant.platform?.kind ?? 'zendesk';
  throw new UsageError(
    `there is no tenant ${name}; expected one of: ${tenants.map((known) => known.name).join(', ')}`,
  );
}
