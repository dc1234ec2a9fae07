import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';

jest.setTimeout(240_000);

const TICKETS = 8;

/** What one tenant's customers write: in the other's help desk or model it would be a leak. */
const ticketsOf = (tenant: string) =>
  Array.from({ length: TICKETS }, (_none, index) => ({
    subject: `Export ${index} of ${tenant} fails`,
    description: `The export of ${tenant} crashes on file ${index}.`,
  }));

describe('two tenants on two help desks, in one up', () => {
  const installation = new TestInstallation();
  const desks: Record<string, string> = {};
  const models: Record<string, string> = {};
  let tenantsFile: string;
  let firstRun: { code: number | null; output: string };

  beforeAll(async () => {
    for (const tenant of ['acme', 'beta']) {
      const world = ['--tickets', '0', '--requests-per-minute', '0', '--updates-per-minute', '0'];
      desks[tenant] = await installation.simulate('zendesk', world);
      models[tenant] = await installation.simulate('llm');
      await sim(desks[tenant], 'tickets', { tickets: ticketsOf(tenant) });
    }
    tenantsFile = path.join(installation.folder, 'tenants.yaml');
    const tenants = ['acme', 'beta'].map((name) => ({
      ...{ name, platform: { baseUrl: desks[name] }, model: { baseUrl: `${models[name]}/v1` } },
      scan: { cron: '0 0 1 1 *' },
    }));
    writeFileSync(tenantsFile, stringify({ tenants }));
    firstRun = await run(['up', '--once']);
  });
  afterAll(() => installation.close());

  const run = async (args: string[], env: NodeJS.ProcessEnv = {}) => {
    const { ended, output } = installation.cli(args, { TENANTS_FILE: tenantsFile, ...env });
    return { code: await ended, output: output() };
  };
  const ledgerOf = (tenant: string) => sim<Ledger>(desks[tenant] ?? '', 'ledger');
  const writesOf = async (tenant: string) =>
    Object.values((await ledgerOf(tenant)).tickets).map(({ writes }) => writes);

  test('the first scans of both end well, each told under its name', () => {
    expect(firstRun).toMatchObject({ code: 0 });
    expect(firstRun.output).toMatch(/\nacme\nlisted [^]*\nbeta\nlisted /);
  });

  test('each ticket of either help desk is written once, with one note', async () => {
    for (const tenant of ['acme', 'beta']) {
      const { tickets } = await ledgerOf(tenant);
      expect(Object.values(tickets)).toHaveLength(TICKETS);
      for (const ticket of Object.values(tickets)) {
        expect(ticket).toMatchObject({ writes: 1, aiComments: 1, lostForeignTags: [] });
        expect(ticket.tags).toContain('ai_processed');
        expect(ticket.tags).not.toContain('ai_fallback');
      }
    }
  });

  test("neither model is shown the other tenant's tickets", async () => {
    for (const tenant of ['acme', 'beta']) {
      const prompts = JSON.stringify(await sim(models[tenant] ?? '', 'prompts'));
      expect([...new Set(prompts.match(/of \w+ crashes/g))]).toEqual([`of ${tenant} crashes`]);
    }
  });

  test('beside a running up, --tenant says which; the other one is left alone', async () => {
    const up = installation.cli(['up'], { TENANTS_FILE: tenantsFile });
    await until('both scans are done', () => up.output().includes('Scanning by'));
    const { ids } = await sim<{ ids: number[] }>(desks['beta'] ?? '', 'tickets', {
      tickets: [ticketsOf('beta')[0]],
    });
    const acme = await writesOf('acme');
    expect(await run(['process', String(ids[0]), '--wait', '--tenant', 'beta'])).toMatchObject({ code: 0 });
    expect((await ledgerOf('beta')).tickets[String(ids[0])]).toMatchObject({ writes: 1, aiComments: 1 });
    expect(await writesOf('acme')).toEqual(acme);

    const all = await run(['status', '--json']);
    expect(JSON.parse(all.output)).toMatchObject({
      tenants: [
        { tenant: 'acme', figures: { total: TICKETS } },
        { tenant: 'beta', figures: { total: TICKETS + 1 } },
      ],
    });
    const one = await run(['status', '--json', '--tenant', 'beta']);
    expect(JSON.parse(one.output)).toMatchObject({ tenant: 'beta', figures: { total: TICKETS + 1 } });
    const health = await fetch(`${installation.runtime.gatewayUrl}/health`);
    expect(await health.json()).toMatchObject({ metrics: { tickets_24h: 2 * TICKETS + 1 } });

    up.child.kill('SIGINT');
    expect(await up.ended).toBe(0);
  });

  test.each([
    [['process', '1'], 'there are several tenants; expected --tenant with one of: acme, beta'],
    [['process', '1', '--tenant', 'nobody'], 'there is no tenant nobody; expected one of: acme, beta'],
    [['status', '--tenant', 'nobody'], 'there is no tenant nobody; expected one of: acme, beta'],
    [['redact'], 'there are several tenants; expected --tenant with one of: acme, beta'],
  ])('%j → 64, naming those there are', async (args, message) => {
    const { code, output } = await run(args);
    expect({ code, output: output.trim() }).toEqual({ code: 64, output: message });
  });

  test('a fault of one tenant → 78, and nothing of the other is started', async () => {
    const file = path.join(installation.folder, 'wrong.yaml');
    const [good, bad] = ['acme', 'beta'].map((name) => ({
      ...{ name, platform: { baseUrl: desks[name] }, model: { baseUrl: `${models[name]}/v1` } },
    }));
    writeFileSync(file, stringify({ tenants: [good, { ...bad, bulkmail: 'tag' }] }));
    const { code, output } = await run(['up', '--once'], { TENANTS_FILE: file });
    expect(code).toBe(78);
    expect(output).toContain('tenants[1].bulkmail: expected bulkMail, perhaps');
    expect(output).not.toContain('starting');
  });
});
