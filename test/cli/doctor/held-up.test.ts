import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { circuitsCheck, writesCheck } from '../../../src/cli/doctor/installation.js';
import { resumeWrites, stopWrites } from '../../../src/temporal/write-switch.js';
import type { OpenCircuit } from '../../../src/ports/records.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../../support/temporal.js';

describe('the writes', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  test('stopped → a warning with the reason and how to resume them; resumed → ok', async () => {
    const tenant = freshTenant();
    const check = writesCheck({ tenant, client: () => Promise.resolve(env.client) });
    await stopWrites(env.client, tenant, 'wrong tags');
    expect(await check.run()).toMatchObject({
      ...{ status: 'warning', advice: expect.stringContaining('writes resume') },
      found: expect.stringMatching(/^stopped since 20\S+ by \S+: wrong tags; waiting: 0$/),
    });
    await resumeWrites(env.client, tenant);
    expect(await check.run()).toMatchObject({ status: 'ok' });
  });
});

describe('the circuits', () => {
  const OPEN: OpenCircuit = {
    ...{ worker: '7@host-1', tenant: 'acme', service: 'platform', state: 'open' },
    since: '2026-03-01T12:00:00.000Z',
    changedAt: '2026-03-01T12:00:00.000Z',
  };

  test('none open → ok', async () => {
    expect(await circuitsCheck(() => Promise.resolve([])).run()).toMatchObject({ status: 'ok' });
  });

  test('open ones → a warning, a line a service', async () => {
    const open = [OPEN, { ...OPEN, worker: '8@host-1' }, { ...OPEN, service: 'model', state: 'halfOpen' }];
    const finding = await circuitsCheck(() => Promise.resolve(open as OpenCircuit[])).run();
    expect(finding).toMatchObject({
      status: 'warning',
      items: [
        'Circuit to the platform: open since 2026-03-01T12:00:00.000Z in 2 workers',
        'Circuit to the model: trying again since 2026-03-01T12:00:00.000Z in one worker',
      ],
    });
  });
});
