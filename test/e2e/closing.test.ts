import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { runCli } from '../support/cli.js';
import { ALLOW_FOR_A_SERVER_MS, realServer } from '../support/temporal.js';

jest.setTimeout(180_000);

const RUN_ENTRY = path.resolve(import.meta.dirname, '../support/run-entry.mjs');
/** Far longer than it takes on a busy machine; a process that is kept alive stays for ever. */
const ENDS_WITHIN_MS = 60_000;

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'closing-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A port of this machine where somebody listens, who never answers. */
async function takenPort(): Promise<number> {
  // What comes is read, or the server would never notice that who sent it is gone.
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const dataDir = () => path.join(folder, 'data');
const usual = (): Record<string, string> => ({
  ...{ DATA_DIR: dataDir(), TEMPORAL_ADDRESS: env.address, GATEWAY_TOKEN: '0123456789abcdef' },
  ...{ PAYLOAD_ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}` },
  ...{ ZENDESK_BASE_URL: 'http://127.0.0.1:9', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
  ...{ METRICS_PORT: '0', GATEWAY_PORT: '0' },
});

type Entry = 'worker' | 'gateway';

/** Runs an entry point in a process that nothing ends but that all is closed. */
async function runEntry(entry: Entry, settings: Record<string, string>) {
  const child = spawn(process.execPath, [RUN_ENTRY, entry], {
    env: { PATH: process.env['PATH'], ...usual(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killing = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null, string | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  clearTimeout(killing);
  const answer = stdout.split('\n').find((line) => line.startsWith('{"error"'));
  const { error } = JSON.parse(answer ?? `{"error":${JSON.stringify(stderr)}}`) as { error: string | null };
  return { code, signal, error, log: `${stdout}${stderr}` };
}

interface Fault {
  what: string;
  entries: Entry[];
  /** Spoils a step; what has to be set for it. */
  spoil: () => Record<string, string> | Promise<Record<string, string>>;
  error: RegExp;
  exitCode: number;
}

const BOTH: Entry[] = ['worker', 'gateway'];
const FAULTS: Fault[] = [
  {
    ...{ what: 'the collector may not be spoken to', entries: BOTH, exitCode: 78 },
    spoil: () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.org:4318' }),
    error: /OTEL_EXPORTER_OTLP_ENDPOINT/,
  },
  {
    ...{ what: 'the statistics are damaged', entries: BOTH, exitCode: 1 },
    spoil() {
      mkdirSync(dataDir());
      writeFileSync(path.join(dataDir(), 'statistics.db'), 'no database at all, '.repeat(300));
      return {};
    },
    error: /statistics\.db is damaged/,
  },
  {
    ...{ what: 'the statistics are away', entries: BOTH, exitCode: 1 },
    spoil: () => ({ DATABASE_URL: 'postgres://u:p@127.0.0.1:9/x' }),
    error: /ECONNREFUSED/,
  },
  {
    ...{ what: 'the audit log has no folder', entries: ['worker'], exitCode: 1 },
    spoil() {
      mkdirSync(dataDir());
      writeFileSync(path.join(dataDir(), 'audit'), 'a file');
      return {};
    },
    error: /AuditUnwritableError/,
  },
  {
    ...{ what: 'Temporal is away', entries: BOTH, exitCode: 69 },
    spoil: () => ({ TEMPORAL_ADDRESS: '127.0.0.1:9' }),
    error: /TemporalUnreachableError/,
  },
  {
    ...{ what: 'Temporal does not answer', entries: BOTH, exitCode: 69 },
    spoil: async () => ({ TEMPORAL_ADDRESS: `127.0.0.1:${await takenPort()}` }),
    error: /TemporalUnreachableError/,
  },
  {
    ...{ what: 'there is no such namespace', entries: BOTH, exitCode: 78 },
    spoil: () => ({ TEMPORAL_NAMESPACE: 'nowhere' }),
    error: /nowhere/,
  },
  {
    ...{ what: 'metrics cannot be served', entries: BOTH, exitCode: 1 },
    // An address that documents use, and no machine has. @see RFC 5737
    spoil: () => ({ GATEWAY_HOST: '192.0.2.1' }),
    error: /EADDRNOTAVAIL/,
  },
  {
    ...{ what: "the gateway's port is taken", entries: ['gateway'], exitCode: 1 },
    spoil: async () => ({ GATEWAY_PORT: String(await takenPort()) }),
    error: /EADDRINUSE/,
  },
];
const CASES = FAULTS.flatMap(({ entries, ...fault }) =>
  entries.map((entry) => [entry, fault.what, fault] as const),
);

describe('a process of which one step at its start fails', () => {
  test.each(CASES)('%s, %s: nothing stays open, and the reason is told', async (entry, _what, fault) => {
    const { code, signal, error, log } = await runEntry(entry, await fault.spoil());
    expect(error).toMatch(fault.error);
    expect(log).not.toMatch(/could not be closed|IllegalState/);
    // It ended by itself: no socket, server, timer or file was left.
    expect([code, signal]).toEqual([0, null]);
  });

  test.each(CASES)('%s as a command, %s: the exit code says it', async (entry, _what, fault) => {
    const { code } = await runCli([entry], { folder, env: { ...usual(), ...(await fault.spoil()) } });
    expect(code).toBe(fault.exitCode);
  });
});

test.each(BOTH)('%s that is told to stop as soon as it is ready leaves nothing open', async (entry) => {
  const { code, signal, error, log } = await runEntry(entry, {});
  expect(log).not.toMatch(/could not be closed/);
  expect([code, signal, error]).toEqual([0, null, null]);
});
