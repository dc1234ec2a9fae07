import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { commandOf } from '../../src/cli/up/process-table.js';
import { connectProxy, type ConnectProxy } from '../support/connect-proxy.js';
import { expectPromisesKept, totalWrites } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';

jest.setTimeout(300_000);

let installation: TestInstallation;
beforeEach(() => {
  installation = new TestInstallation();
});
afterEach(() => installation.close());

const DEAD = 'http://127.0.0.1:9';

describe('proxies', () => {
  let proxy: ConnectProxy;
  beforeEach(async () => {
    proxy = await connectProxy();
  });
  afterEach(() => proxy.close());

  test('all on this machine, under proxies that are not there: nothing goes through them', async () => {
    const names = ['https_proxy', 'http_proxy', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'grpc_proxy'];
    const up = installation.cli(['up', '--once'], Object.fromEntries(names.map((name) => [name, DEAD])));
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
  });

  test('help desk and model elsewhere are reached through the proxy; this machine is not', async () => {
    const flags = ['--requests-per-minute', '0', '--updates-per-minute', '0', '--tickets', '20'];
    const desk = new URL(await installation.simulate('zendesk', flags));
    const model = new URL(await installation.simulate('llm'));
    const env = {
      ...{ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, ALLOW_PLAIN_HTTP: 'desk.test,model.test' },
      ...{ ZENDESK_BASE_URL: `http://desk.test:${desk.port}`, ZENDESK_OAUTH_TOKEN: 't', DRY_RUN: 'false' },
      ...{ OPENAI_BASE_URL: `http://model.test:${model.port}/v1`, MODE: 'auto' },
    };
    const up = installation.cli(['up', '--once'], env);
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
    const ledger = await sim<Ledger>(desk.href, 'ledger');
    expectPromisesKept(ledger);
    expect(totalWrites(ledger)).toBeGreaterThan(5);
    expect(new Set(proxy.asked)).toEqual(new Set([`desk.test:${desk.port}`, `model.test:${model.port}`]));
  });
});

test('a data folder with any characters holds everything, the server’s store too', async () => {
  const dataDir = path.join(installation.folder, 'da ta#1?mode=memory&x=2%41;\'q" ü');
  const up = installation.cli(['up', '--once'], { DATA_DIR: dataDir });
  expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
  expect(readdirSync(path.join(dataDir, 'temporal'))).toContain('temporal.db');
  expect(existsSync(path.join(dataDir, 'statistics.db'))).toBe(true);
  expect(readdirSync(installation.folder)).toEqual([path.basename(dataDir)]);
});

describe('the end of up', () => {
  const started = () => installation.processes.map(({ pid }) => pid);
  const running = async () => {
    const up = installation.cli(['up']);
    await until('the gateway runs', () =>
      Promise.resolve().then(() => installation.processes.some(({ name }) => name === 'gateway')),
    );
    return { up, pids: started() };
  };
  const nothingIsLeft = (pids: readonly number[]) => {
    expect(pids.filter((pid) => commandOf(pid) !== null)).toEqual([]);
    expect(existsSync(path.join(installation.dataDir, 'up.lock'))).toBe(false);
  };

  test.each([['SIGHUP'], ['SIGQUIT'], ['SIGTERM']] as const)(
    '%s: everything that it started ends, and the folder is free',
    async (signal) => {
      const { up, pids } = await running();
      expect(pids.length).toBeGreaterThanOrEqual(4);
      up.child.kill(signal);
      expect(await up.ended).toBe(0);
      nothingIsLeft(pids);
    },
  );

  test('a terminal that is closed takes the output with it and hangs up twice', async () => {
    const { up, pids } = await running();
    up.child.stdout?.destroy();
    up.child.stderr?.destroy();
    up.child.kill('SIGHUP');
    up.child.kill('SIGHUP');
    expect(await up.ended).toBe(0);
    nothingIsLeft(pids);
  });
});
