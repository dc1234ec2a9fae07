import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { expectNothingReadableAtRest } from '../support/at-rest-checks.js';
import { expectNothingPlantedReached, expectPromisesKept, totalWrites } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';

jest.setTimeout(300_000);

describe('up, on a real Temporal server with both simulators as processes', () => {
  let installation: TestInstallation;
  beforeEach(() => {
    installation = new TestInstallation();
  });
  afterEach(() => installation.close());

  const written = async (): Promise<number> =>
    totalWrites(await sim<Ledger>(installation.runtime.platformUrl, 'ledger'));

  test('everything is killed in the middle of a scan; the next start finishes it; the one after writes nothing', async () => {
    const first = installation.cli(['up', '--once']);
    await until('some tickets are written', async () => (await written()) > 20);
    installation.killAll(first.child);
    await first.ended;

    const second = installation.cli(['up']);
    await until('the scan is done', () => second.output().includes('Scanning by'));
    const { platformUrl, llmUrl } = installation.runtime;
    const ledger = await sim<Ledger>(platformUrl, 'ledger');
    expect(second.output()).toMatch(/listed +unwanted/);
    expectPromisesKept(ledger);
    await expectNothingPlantedReached(platformUrl, llmUrl);
    await expectNothingReadableAtRest(installation.dataDir, platformUrl);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);

    const third = installation.cli(['up']);
    await until('the second scan is done', () => third.output().includes('Scanning by'));
    expect(totalWrites(await sim<Ledger>(platformUrl, 'ledger'))).toBe(totalWrites(ledger));
  });

  test('any one process is killed: it is started again, and the same run ends well', async () => {
    const up = installation.cli(['up']);
    for (const [name, after] of [
      ['temporal', 10],
      ['worker', 30],
      ['simulator-zendesk', 60],
      ['simulator-llm', 90],
    ] as const) {
      await until(`${after} tickets are written`, async () => (await written()) >= after);
      installation.killOne(name);
    }
    await until('the scan is done', () => up.output().includes('Scanning by'));
    expectPromisesKept(await sim<Ledger>(installation.runtime.platformUrl, 'ledger'));
  });

  test('a second up on the same data folder is refused and leaves the first one alone', async () => {
    const first = installation.cli(['up']);
    await until('the first one runs', async () => (await written()) >= 0);
    const second = installation.cli(['up']);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('is in use by process');
    expect(first.child.exitCode).toBeNull();
  });
});

describe('up --once, against servers that somebody else runs', () => {
  let installation: TestInstallation;
  beforeEach(() => {
    installation = new TestInstallation();
  });
  afterEach(() => installation.close());

  const stand = async (zendeskFaults: object, llmFaults: object = {}) => {
    const flags = ['--requests-per-minute', '0', '--updates-per-minute', '0', '--tickets', '60'];
    const platformUrl = await installation.simulate('zendesk', [
      ...flags,
      '--faults',
      JSON.stringify(zendeskFaults),
    ]);
    const llmUrl = await installation.simulate('llm', ['--faults', JSON.stringify(llmFaults)]);
    const env = { ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1` };
    return { platformUrl, llmUrl, env };
  };

  test('lost answers, conflicts, agents editing, resets and 5xx: the promises hold', async () => {
    const { platformUrl, llmUrl, env } = await stand({
      commitThenReset: 0.15,
      commitThen5xx: 0.05,
      conflict: 0.1,
      agentEdit: 0.15,
      reset: 0.03,
      error5xx: 0.03,
      htmlMaintenance: 0.02,
    });
    const up = installation.cli(['up', '--once'], env);
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
    const ledger = await sim<Ledger & { faults: Record<string, number> }>(platformUrl, 'ledger');
    expect(ledger.faults['commitThenReset']).toBeGreaterThan(0);
    expectPromisesKept(ledger);
    await expectNothingPlantedReached(platformUrl, llmUrl);
    await sim(platformUrl, 'faults', {});
    await expectNothingReadableAtRest(installation.dataDir, platformUrl);
  });

  test('a model that is down: every ticket gets the rules and ai_fallback, once', async () => {
    const { platformUrl, env } = await stand({}, { error5xx: 1 });
    const up = installation.cli(['up', '--once'], env);
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
    const ledger = await sim<Ledger>(platformUrl, 'ledger');
    expectPromisesKept(ledger);
    const written = Object.values(ledger.tickets).filter(({ writes }) => writes > 0);
    expect(written.filter(({ tags }) => !tags.includes('ai_fallback'))).toEqual([]);
  });

  test('DRY_RUN: the would-be writes are counted, nothing is written', async () => {
    const { platformUrl, env } = await stand({});
    const up = installation.cli(['up', '--once'], { ...env, DRY_RUN: 'true' });
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
    expect(totalWrites(await sim<Ledger>(platformUrl, 'ledger'))).toBe(0);
    expect(up.output()).toContain('dryRun');
  });

  test('credentials that may not list: the scan fails with a clear reason, exit code 1', async () => {
    const { env } = await stand({ agentRole: true });
    const up = installation.cli(['up', '--once'], env);
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain('The scan failed');
  });
});
