import { mkdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contract/names.js';
import { NO_PROXY_FROM_ENVIRONMENT } from '../../connection/route.js';
import { keyFileIn, loadOrCreateKey, readKeyFile } from '../../crypto/keys.js';
import { ConfigurationError } from '../../ports/setting.js';

export interface EmbeddedTemporalOptions {
  dataDir: string;
  port: number;
  uiPort: number;
  namespace: string;
  /** Where the Web UI has payloads decrypted. */
  codecEndpoint: string;
}

/** History is kept for 30 days (DESIGN section 3); the server's own default is 24 hours. */
const RETENTION = '30 days';
/**
 * The server divides a queue's rate by its partitions, four by default, and spreads tasks over them by chance: a rate
 * of ten a minute became waits of 25 s, and of a minute's updates a third went unused (measured on server 1.32).
 */
const ONE_PARTITION = ['matching.numTaskqueueReadPartitions=1', 'matching.numTaskqueueWritePartitions=1'];
/**
 * The server reads the queue of new tasks 20 times a second and shard at most, and an embedded one has one shard: with
 * many tickets in flight every step waited 30 ms for its turn, ten times a ticket.
 */
const PROMPT_TASKS = ['history.transferProcessorMaxPollRPS=100'];

/**
 * Settings of Go's garbage collector: a heap that may grow to five times what lives, and less freely beyond 1 GiB.
 * A ticket costs the server an eighth less CPU than with the default of twice (measured). A user's own settings win.
 * @see https://tip.golang.org/doc/gc-guide#GOGC
 */
export const SERVER_ENVIRONMENT = { GOGC: '400', GOMEMLIMIT: '1GiB' } as const;

const READY_WITHIN_MS = 60_000;

/**
 * The first two give three times the throughput of the defaults; synchronous=NORMAL may lose the last moments on a
 * power cut, never on a kill. A cache of 64 MiB and rarer checkpoints give another twelfth (measured).
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
const PRAGMAS = [
  'journal_mode=WAL',
  'synchronous=NORMAL',
  'cache_size=-65536',
  'wal_autocheckpoint=8000',
  'mmap_size=268435456',
  'temp_store=MEMORY',
];

const STORE = 'temporal.db';

/** The server's store in a data folder. */
export const storeFileIn = (dataDir: string): string => path.join(storeFolderIn(dataDir), STORE);

/**
 * The folder of the store, which the server runs in. It makes an SQLite URI of the file's name without escaping it, so
 * that `#`, `?`, `%` or `;` in a path would open another file, or none: the bare name holds nothing of the path.
 * @see https://www.sqlite.org/uri.html
 */
export function storeFolderIn(dataDir: string): string {
  return path.join(dataDir, 'temporal');
}

/** Arguments of `temporal server start-dev` with a store that survives kills; it runs in the folder of its store. */
export function startDevArguments({
  dataDir,
  port,
  uiPort,
  namespace,
  codecEndpoint,
}: EmbeddedTemporalOptions): string[] {
  mkdirSync(storeFolderIn(dataDir), { recursive: true, mode: 0o700 });
  const searchAttributes = Object.values(SEARCH_ATTRIBUTES).flatMap(({ name, type }) => [
    '--search-attribute',
    `${name}=${type === 'INT' ? 'Int' : 'Keyword'}`,
  ]);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
    ...['--db-filename', STORE],
    ...PRAGMAS.flatMap((pragma) => ['--sqlite-pragma', pragma]),
    ...[
      '--namespace',
      namespace,
      '--ui-disable-news-fetch',
      '--ui-codec-endpoint',
      codecEndpoint,
      '--log-level',
      'error',
    ],
    ...[...ONE_PARTITION, ...PROMPT_TASKS].flatMap((setting) => ['--dynamic-config-value', setting]),
    ...searchAttributes,
  ];
}

/**
 * Resolves when the server answers for the namespace, with the retention set.
 * @throws the last connection error when it does not within a minute.
 */
export async function temporalIsReady(address: string, namespace: string): Promise<void> {
  for (const deadline = Date.now() + READY_WITHIN_MS; ;) {
    try {
      const connection = Connection.lazy({
        ...{ address, connectTimeout: '1s' },
        channelArgs: NO_PROXY_FROM_ENVIRONMENT,
      });
      try {
        await connection.workflowService.updateNamespace({
          namespace,
          config: { workflowExecutionRetentionTtl: msToTs(RETENTION) },
        });
      } finally {
        await connection.close();
      }
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

/**
 * Makes sure that the data folder has a key. One is made for a new folder only: a store that is there already was
 * written with a key that is somewhere else, and a new one could not read it.
 * @throws {ConfigurationError | KeyFileDamagedError}
 */
export function ensureInstallationKey(dataDir: string): void {
  if (readKeyFile(dataDir) === null && existsSync(storeFileIn(dataDir))) {
    throw new ConfigurationError([
      {
        variable: 'PAYLOAD_ENCRYPTION_KEYS',
        expected: `the keys that ${storeFileIn(dataDir)} was written with, here or in ${keyFileIn(dataDir)} from a backup`,
        got: 'unset, and no such file',
      },
    ]);
  }
  loadOrCreateKey(dataDir);
}
