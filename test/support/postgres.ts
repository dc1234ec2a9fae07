import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** Where Debian and Ubuntu put the server programs, one folder a major version. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';
const READY_WITHIN_MS = 30_000;
const POLL_MS = 50;

/** A server for tests, and how to stop it. */
export interface TestPostgres {
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Why there can be no PostgreSQL here; null when there can. */
export function whyNoPostgres(): string | null {
  if (process.env['TEST_DATABASE_URL']) return null;
  if (binaries() === null) return `neither TEST_DATABASE_URL nor PostgreSQL's programs in ${VERSIONS_FOLDER}`;
  return serverUser() === null ? 'we are root and there is no user postgres to run PostgreSQL as' : null;
}

/** The server that `TEST_DATABASE_URL` names, else one of our own in a temporary folder on a free port. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return borrowed(given);
  const bin = binaries();
  const user = serverUser();
  if (bin === null || user === null) throw new Error(whyNoPostgres() ?? 'no PostgreSQL');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const password = randomBytes(12).toString('hex');
  initialize({ bin, user, folder, password });
  // Looked for at the last moment: making the folder takes seconds, in which somebody else may take the port.
  const url = `postgres://tester:${password}@127.0.0.1:${await freePort()}/postgres`;
  const server = spawn(path.join(bin, 'postgres'), serverOptions(folder, url), { ...user, stdio: 'ignore' });
  const stop = async () => {
    // Fast shutdown: it does not wait for clients. @see https://www.postgresql.org/docs/current/server-shutdown.html
    if (server.exitCode === null && server.kill('SIGINT')) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { createDatabase: () => createDatabase(url), stop };
}

/** Somebody else's server: our databases go when we do. */
function borrowed(serverUrl: string): TestPostgres {
  const made: string[] = [];
  return {
    createDatabase: async () => {
      const url = await createDatabase(serverUrl);
      made.push(new URL(url).pathname.slice(1));
      return url;
    },
    stop: () =>
      withClient(serverUrl, async (client) => {
        for (const name of made) await client.query(`drop database ${name} with (force)`);
      }),
  };
}

function binaries(): string | null {
  if (!existsSync(VERSIONS_FOLDER)) return null;
  const newestFirst = readdirSync(VERSIONS_FOLDER).sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => path.join(VERSIONS_FOLDER, version, 'bin'));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function serverUser(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function initialize(options: {
  bin: string;
  user: { uid?: number; gid?: number };
  folder: string;
  password: string;
}): void {
  const { bin, user, folder, password } = options;
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o644 });
  const authentication = ['--username=tester', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', path.join(folder, 'data'), '--no-sync', '--encoding=UTF8', '--locale=C', ...authentication],
    { ...user, cwd: folder, stdio: 'pipe' },
  );
}

const serverOptions = (folder: string, url: string): string[] => [
  ...['-D', path.join(folder, 'data'), '-p', new URL(url).port],
  ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + READY_WITHIN_MS; ; await setTimeout(POLL_MS)) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with exit code ${server.exitCode}`);
    try {
      return await withClient(url, () => Promise.resolve());
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(serverUrl, async (client) => {
    await client.query(`create database ${name}`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await use(client);
  } finally {
    await client.end();
  }
}
