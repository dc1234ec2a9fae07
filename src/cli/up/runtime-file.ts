import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { locateTemporalBinary } from '#setup/temporal-binary/locate.mjs';
import type { PlatformName } from '../../contract/names.js';
import type { Environment } from '../../ports/setting.js';

/** Where a running `up` can be reached (INTERFACE section 1); every command reads it. */
export interface RuntimeInfo {
  temporalAddress: string;
  uiUrl: string | null;
  gatewayUrl: string | null;
  gatewayToken: string | null;
  platformUrl: string;
  /** The kind of help desk at `platformUrl`. Absent: `DEFAULT_PLATFORM`. */
  ticketPlatform?: PlatformName;
  llmUrl: string;
  /** The worker's metrics, for Prometheus. Absent in what an older version wrote. */
  metricsUrl?: string;
  pid: number;
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'runtime.json');

/** Readable by its owner only, replaced as a whole. */
export function writeRuntime(dataDir: string, info: RuntimeInfo): void {
  writePrivateFile(fileIn(dataDir), `${JSON.stringify(info, null, 2)}\n`);
}

/** What the last `up` on this folder wrote; null when there was none. */
export function readRuntime(dataDir: string): RuntimeInfo | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RuntimeInfo;
  } catch {
    return null;
  }
}

/** Writes a file that only its owner can read, so that a reader never sees half of it. */
export function writePrivateFile(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}.next`;
  writeFileSync(next, content, { mode: 0o600 });
  renameSync(next, file);
}

/** Set-up has not found or fetched a Temporal server binary. */
class TemporalBinaryMissingError extends Error {
  override readonly name = 'TemporalBinaryMissingError';
}

/**
 * The `temporal` binary that set-up found.
 * @throws {TemporalBinaryMissingError}
 */
export async function temporalBinary(env: Environment): Promise<string> {
  const located = await locateTemporalBinary(env);
  if (located) return located.path;
  throw new TemporalBinaryMissingError(
    'no Temporal server binary was found: run "npm run setup", or set TEMPORAL_ADDRESS',
  );
}
