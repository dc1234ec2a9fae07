import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { useProxies, NO_PROXIES } from '../src/http/outgoing.js';
import { openConnection, connectBoth } from '../src/client.js';
import { ConfigurationError } from '../src/ports/setting.js';
import { loadConfig } from '../src/config/load.js';
import { temporalSettings } from '../src/config/temporal.js';
import { TemporalUnreachableError } from '../src/connection/faults.js';
import { runCli } from './support/cli.js';
import { connectProxy } from './support/connect-proxy.js';
import { realServer } from './support/temporal.js';
import { temporaryFolders } from './support/temporary-folder.js';
import { tlsFile, tlsFront } from './support/tls-front.js';

jest.setTimeout(120_000);
const newFolder = temporaryFolders();

let server: TestWorkflowEnvironment;
let plain: string;
beforeAll(async () => {
  server = await realServer();
  plain = server.address ?? '';
});
afterAll(() => server.teardown());

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  useProxies(NO_PROXIES);
  for (const each of open.splice(0)) await each.close();
});
const closedAfterwards = async <T extends { close: () => Promise<unknown> }>(
  opening: Promise<T>,
): Promise<T> => {
  const opened = await opening;
  open.push(opened);
  return opened;
};

const settingsOf = (env: Record<string, string>) =>
  temporalSettings(loadConfig(env).process).connectionOptions;

/** Connects as a worker does, and closes again. */
async function connect(env: Record<string, string>): Promise<void> {
  const [native, connection] = await connectBoth(settingsOf(env));
  await connection.close();
  await native.close();
}

const refusal = async (env: Record<string, string>): Promise<unknown> =>
  connect(env).then(
    () => 'connected',
    (error: unknown) => (error instanceof ConfigurationError ? error.faults : error),
  );

const AUTHORITY = { TEMPORAL_TLS_SERVER_CA_CERT_PATH: tlsFile('authority-certificate.pem') };
const SERVER_NAME = { TEMPORAL_TLS_SERVER_NAME: 'temporal.test' };
const CLIENT = {
  TEMPORAL_TLS_CLIENT_CERT_PATH: tlsFile('client-certificate.pem'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: tlsFile('client-key.pem'),
};

describe('settings that cannot be right, before anything is contacted', () => {
  const TLS = { TEMPORAL_ADDRESS: 'temporal.test:7233' };
  const faultOf = (env: Record<string, string>) => {
    try {
      settingsOf(env);
      return null;
    } catch (error) {
      return error instanceof ConfigurationError ? error.faults : error;
    }
  };

  test.each([
    ['http://127.0.0.1:7233'],
    ['https://acme.tmprl.cloud:7233'],
    ['127.0.0.1'],
    ['temporal.test'],
    ['temporal.test:'],
    ['temporal.test:grpc'],
    ['temporal.test:7233/'],
    ['::1:7233'],
    ['dns:///temporal.test:7233'],
  ])('TEMPORAL_ADDRESS=%s', (TEMPORAL_ADDRESS) => {
    expect(faultOf({ TEMPORAL_ADDRESS })).toEqual([
      {
        variable: 'TEMPORAL_ADDRESS',
        expected: 'HOST:PORT, without http:// or https:// (TEMPORAL_TLS turns TLS on)',
        got: expect.any(String),
      },
    ]);
  });

  test.each([['127.0.0.1:7233'], ['temporal:7233'], ['[::1]:7233'], ['acme.a1b2.tmprl.cloud:7233']])(
    'TEMPORAL_ADDRESS=%s is one',
    (TEMPORAL_ADDRESS) => {
      expect(settingsOf({ TEMPORAL_ADDRESS }).address).toBe(TEMPORAL_ADDRESS);
    },
  );

  test.each([['yes'], ['True'], ['on'], ['mtls']])(
    'TEMPORAL_TLS=%s, which would quietly mean no TLS',
    (TEMPORAL_TLS) => {
      expect(faultOf({ ...TLS, TEMPORAL_TLS })).toMatchObject([
        { variable: 'TEMPORAL_TLS', expected: 'true or false' },
      ]);
    },
  );

  test.each([['CLIENT_CERT'], ['CLIENT_KEY'], ['SERVER_CA_CERT']])(
    'a file of TEMPORAL_TLS_%s_PATH that is not there, and one that holds something else',
    (name) => {
      const variable = `TEMPORAL_TLS_${name}_PATH`;
      const missing = path.join(newFolder(), 'none.pem');
      expect(faultOf({ ...TLS, ...CLIENT, [variable]: missing })).toEqual([
        {
          ...{ variable, expected: expect.stringMatching(/^a (certificate|private key) in PEM/) },
          got: `${JSON.stringify(missing)}, which cannot be read (ENOENT)`,
        },
      ]);
      const other = path.join(newFolder(), 'other.pem');
      writeFileSync(other, 'hunter2');
      const faults = faultOf({ ...TLS, ...CLIENT, [variable]: other });
      expect(faults).toMatchObject([
        { variable, got: `${JSON.stringify(other)}, which holds something else` },
      ]);
      expect(JSON.stringify(faults)).not.toContain('hunter2');
    },
  );

  test('a certificate without its key, and a key without its certificate', () => {
    const { TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH } = CLIENT;
    expect(faultOf({ ...TLS, TEMPORAL_TLS_CLIENT_CERT_PATH })).toEqual([
      {
        ...{ variable: 'TEMPORAL_TLS_CLIENT_KEY_PATH', got: 'unset' },
        expected: 'a value, because TEMPORAL_TLS_CLIENT_CERT_PATH is set',
      },
    ]);
    expect(faultOf({ ...TLS, TEMPORAL_TLS_CLIENT_KEY_PATH })).toMatchObject([
      { variable: 'TEMPORAL_TLS_CLIENT_CERT_PATH', got: 'unset' },
    ]);
  });

  test('the key of another certificate', () => {
    const TEMPORAL_TLS_CLIENT_KEY_PATH = tlsFile('server-key.pem');
    expect(faultOf({ ...TLS, ...CLIENT, TEMPORAL_TLS_CLIENT_KEY_PATH })).toMatchObject([
      { variable: 'TEMPORAL_TLS_CLIENT_KEY_PATH', got: 'the key of another one' },
    ]);
  });

  test('a TOML file that is not there, one that is none, and a profile that is not in it', () => {
    const folder = newFolder();
    const TEMPORAL_CONFIG_FILE = path.join(folder, 'temporal.toml');
    const variable = 'TEMPORAL_CONFIG_FILE';
    expect(faultOf({ TEMPORAL_CONFIG_FILE })).toMatchObject([{ variable }]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(TEMPORAL_CONFIG_FILE, '[profile.default\n');
    expect(faultOf({ TEMPORAL_CONFIG_FILE })).toMatchObject([{ variable }]);
    writeFileSync(TEMPORAL_CONFIG_FILE, '[profile.default]\naddress = "https://temporal.test:7233"\n');
    expect(faultOf({ TEMPORAL_CONFIG_FILE })).toMatchObject([{ variable: 'TEMPORAL_ADDRESS' }]);
    expect(faultOf({ TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'prod' })).toMatchObject([
      { variable: 'TEMPORAL_PROFILE', got: '"prod"' },
    ]);
  });
});

describe('settings that the server shows to be wrong', () => {
  test('TLS where the server speaks without', async () => {
    expect(await refusal({ TEMPORAL_ADDRESS: plain, TEMPORAL_TLS: 'true' })).toMatchObject([
      { variable: 'TEMPORAL_TLS', expected: expect.stringContaining('false, because the server') },
    ]);
    expect(await refusal({ TEMPORAL_ADDRESS: plain, TEMPORAL_API_KEY: 'hunter2' })).toEqual([
      {
        ...{ variable: 'TEMPORAL_TLS', got: 'unset, and TEMPORAL_API_KEY turns TLS on' },
        expected: `false, because the server at ${plain} speaks without TLS`,
      },
    ]);
  });

  test('none where the server speaks TLS, also where it wants a certificate', async () => {
    for (const options of [
      {},
      { requestCert: true, ca: [] },
      { maxVersion: 'TLSv1.2', requestCert: true },
    ] as const) {
      const front = await closedAfterwards(tlsFront(plain, options as object));
      expect(await refusal({ TEMPORAL_ADDRESS: front.address })).toMatchObject([
        { variable: 'TEMPORAL_TLS', expected: `true, because the server at ${front.address} speaks TLS` },
      ]);
    }
  });

  test('an authority that the system does not know; the right one and name connect', async () => {
    const front = await closedAfterwards(tlsFront(plain));
    const env = { TEMPORAL_ADDRESS: front.address, TEMPORAL_TLS: 'true', ...SERVER_NAME };
    expect(await refusal(env)).toMatchObject([
      { variable: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH', got: 'unset' },
    ]);
    const TEMPORAL_TLS_SERVER_CA_CERT_PATH = tlsFile('localhost-certificate.pem');
    expect(await refusal({ ...env, TEMPORAL_TLS_SERVER_CA_CERT_PATH })).toMatchObject([
      { variable: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH', got: expect.stringContaining('another one') },
    ]);
    await connect({ ...env, ...AUTHORITY });
  });

  test('a name that the certificate is not made out to', async () => {
    const front = await closedAfterwards(tlsFront(plain));
    const env = { TEMPORAL_ADDRESS: front.address, ...AUTHORITY };
    const variable = 'TEMPORAL_TLS_SERVER_NAME';
    expect(await refusal(env)).toMatchObject([
      { variable, expected: expect.stringContaining('DNS:temporal.test'), got: 'unset' },
    ]);
    expect(await refusal({ ...env, TEMPORAL_TLS_SERVER_NAME: 'other.test' })).toMatchObject([
      { variable, got: '"other.test"' },
    ]);
  });

  test.each([['TLSv1.2'], ['TLSv1.3']] as const)(
    'a client certificate that is missing, or that the server does not trust (%s)',
    async (maxVersion) => {
      const { readFileSync } = await import('node:fs');
      const ca = readFileSync(tlsFile('authority-certificate.pem'));
      const wants = { requestCert: true, rejectUnauthorized: true, maxVersion };
      const env = { ...AUTHORITY, ...SERVER_NAME };
      const front = await closedAfterwards(tlsFront(plain, { ...wants, ca }));
      const variable = 'TEMPORAL_TLS_CLIENT_CERT_PATH';
      expect(await refusal({ ...env, TEMPORAL_ADDRESS: front.address })).toMatchObject([
        { variable, got: 'unset' },
      ]);
      await connect({ ...env, ...CLIENT, TEMPORAL_ADDRESS: front.address });
    },
  );

  test('an address where something else answers', async () => {
    const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    open.push({ close: () => new Promise((resolve) => other.close(resolve)) });
    const TEMPORAL_ADDRESS = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await refusal({ TEMPORAL_ADDRESS })).toMatchObject([{ variable: 'TEMPORAL_ADDRESS' }]);
  });

  test('nobody there: unreachable, with the reason', async () => {
    const error = await refusal({ TEMPORAL_ADDRESS: '127.0.0.1:9' });
    expect(error).toBeInstanceOf(TemporalUnreachableError);
    expect(String(error)).toContain('Temporal cannot be reached at 127.0.0.1:9: ECONNREFUSED');
  });
});

describe('proxies', () => {
  const proxied = async (env: Record<string, string>, options: Parameters<typeof connectProxy>[0] = {}) => {
    const proxy = await closedAfterwards(connectProxy(options));
    useProxies(loadConfig({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, ...env }).proxies);
    return proxy;
  };
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
  });

  test('a server on this machine is never reached through one, whatever gRPC reads for itself', async () => {
    const proxy = await proxied({});
    for (const name of ['https_proxy', 'http_proxy', 'grpc_proxy']) process.env[name] = proxy.url;
    await connect({ TEMPORAL_ADDRESS: plain });
    expect(proxy.asked).toEqual([]);
  });

  test('a server elsewhere is reached through it: both connections, with TLS and without', async () => {
    const front = await closedAfterwards(tlsFront(plain));
    const proxy = await proxied({}, { credentials: 'user:p@ss' });
    const { port } = new URL(proxy.url);
    const url = `http://user:p%40ss@127.0.0.1:${port}`;
    useProxies(loadConfig({ HTTP_PROXY: url, HTTPS_PROXY: url }).proxies);
    const far = (address: string) => `temporal.test:${address.split(':')[1]}`;
    await connect({ TEMPORAL_ADDRESS: far(plain) });
    await connect({ TEMPORAL_ADDRESS: far(front.address), ...AUTHORITY });
    expect(new Set(proxy.asked)).toEqual(new Set([far(plain), far(front.address)]));
    expect(proxy.asked.length).toBeGreaterThanOrEqual(4);
  });

  test('NO_PROXY is respected', async () => {
    const proxy = await proxied({ NO_PROXY: 'temporal.test' });
    await expect(openConnection(settingsOf({ TEMPORAL_ADDRESS: 'temporal.test:7233' }))).rejects.toThrow();
    expect(proxy.asked).toEqual([]);
  });

  test('a proxy that refuses, or is not there, is named', async () => {
    await proxied({}, { refuseWith: 403 });
    expect(String(await refusal({ TEMPORAL_ADDRESS: 'temporal.test:7233' }))).toMatch(
      /temporal\.test:7233: the proxy of HTTP_PROXY .* does not connect to temporal\.test:7233 \(it answered 403\)/,
    );
    await proxied({ HTTP_PROXY: 'http://127.0.0.1:9' });
    expect(String(await refusal({ TEMPORAL_ADDRESS: 'temporal.test:7233' }))).toMatch(
      /the proxy of HTTP_PROXY \(http:\/\/127\.0\.0\.1:9\) cannot be reached \(ECONNREFUSED\)/,
    );
  });

  test('a proxy that gRPC cannot speak to is a fault', async () => {
    await proxied({ HTTP_PROXY: 'https://user:hunter2@proxy.test' });
    expect(await refusal({ TEMPORAL_ADDRESS: 'temporal.test:7233' })).toEqual([
      {
        ...{ variable: 'HTTP_PROXY', got: 'https://proxy.test' },
        expected:
          'http://HOST:PORT, as connections to Temporal go through it, or temporal.test:7233 in NO_PROXY',
      },
    ]);
  });
});

describe('commands', () => {
  test('exit 78 and one sentence for a wrong setting, 69 for nobody there', async () => {
    const folder = newFolder();
    const run = (env: Record<string, string>) =>
      runCli(['schedule', 'describe'], {
        folder,
        env: { ...env, PAYLOAD_ENCRYPTION_KEYS: `k:${'A'.repeat(43)}=` },
      });
    const tls = await run({ TEMPORAL_ADDRESS: plain, TEMPORAL_TLS: 'true' });
    expect(tls).toMatchObject({ code: 78, stdout: '' });
    expect(tls.stderr).toContain('TEMPORAL_TLS: expected false, because the server');
    expect(await run({ TEMPORAL_ADDRESS: '127.0.0.1:9' })).toMatchObject({ code: 69 });
    const namespace = await run({ TEMPORAL_ADDRESS: plain, TEMPORAL_NAMESPACE: 'none-such' });
    expect(namespace.code).toBe(78);
    expect(namespace.stderr).toContain('TEMPORAL_NAMESPACE');
  });
});
