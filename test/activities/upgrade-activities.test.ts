import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createCircuit } from '../../src/verdict/breaker.js';
import type { Tenant } from '../../src/ports/tenant.js';
import { createUpgradeActivities } from '../../src/activities/upkeep-activities.js';
import { ModelError, type ModelErrorKind } from '../../src/ports/model.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { activityEnvironment, TENANT } from '../support/activities.js';

/** The activities over a model that answers the probe with `answers`, in order: null or an error. */
function upgradeActivities({
  answers = [],
  dryRun = false,
  hasRoom = true,
}: { answers?: (Error | null)[]; dryRun?: boolean; hasRoom?: boolean } = {}) {
  const probes = answers.values();
  let probed = 0;
  const reachable = (): Promise<void> => {
    probed += 1;
    const { value = new Error('the test expects no more probes') } = probes.next();
    return value === null ? Promise.resolve() : Promise.reject(value);
  };
  const tenant = { name: TENANT, platformName: 'zendesk', model: { reachable }, policy: { dryRun } };
  const circuit = createCircuit({ tenant: TENANT, service: 'model' });
  const asked: Parameters<OutcomeStore['upgradable']>[0][] = [];
  const activities = createUpgradeActivities({
    tenants: new Map([[TENANT, tenant as unknown as Tenant]]),
    outcomes: {
      upgradable: (query) => {
        asked.push(query);
        return Promise.resolve(['1', '2']);
      },
    },
    modelCircuit: () => circuit,
    budgets: { hasRoom: () => Promise.resolve(hasRoom) },
  });
  const probe = () => activityEnvironment().run(activities.probeModel, { tenant: TENANT });
  const find = () =>
    activityEnvironment().run(activities.findUpgradable, { tenant: TENANT, after: '7', limit: 2 });
  return { probe, find, asked, circuit, probed: () => probed };
}

const down = (kind: ModelErrorKind = 'unavailable') => new ModelError('stubbed', { kind });

describe('findUpgradable', () => {
  test('asks for what the rules wrote within 30 days because the model was away or the budget spent', async () => {
    const { find, asked } = upgradeActivities();
    expect(await find()).toEqual(['1', '2']);
    expect(asked).toEqual([
      {
        tenant: TENANT,
        platform: 'zendesk',
        reasons: [
          'ModelRateLimited',
          'ModelTimeout',
          'ModelUnavailable',
          'ModelUnauthorized',
          'ModelCircuitOpen',
          'BudgetExhausted',
        ],
        since: expect.any(String),
        notFailedSince: expect.any(String),
        afterTicketId: '7',
        limit: 2,
      },
    ]);
    const days = (Date.now() - Date.parse(asked[0]!.since)) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
  });

  test('finds none where nothing is written', async () => {
    const { find, asked } = upgradeActivities({ dryRun: true });
    expect(await find()).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('probeModel', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('a model that answers → null', async () => {
    expect(await upgradeActivities({ answers: [null] }).probe()).toBeNull();
  });

  test.each([
    ['unavailable', 'ModelUnavailable'],
    ['timeout', 'ModelTimeout'],
    ['unauthorized', 'ModelUnauthorized'],
    ['rateLimited', 'ModelRateLimited'],
  ] as const)('%s → %s', async (kind, type) => {
    expect(await upgradeActivities({ answers: [down(kind)] }).probe()).toBe(type);
  });

  test('a spent budget → BudgetExhausted without a request', async () => {
    const { probe, probed } = upgradeActivities({ hasRoom: false });
    expect(await probe()).toBe('BudgetExhausted');
    expect(probed()).toBe(0);
  });

  test('an open circuit → ModelCircuitOpen without a request; after its pause the probe is the trial call', async () => {
    const { probe, circuit, probed } = upgradeActivities({
      answers: [...Array<Error>(5).fill(down()), null],
    });
    for (let call = 0; call < 5; call += 1) await probe();
    expect(circuit.state()).toBe('open');
    expect(await probe()).toBe('ModelCircuitOpen');
    expect(probed()).toBe(5);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
    expect(await probe()).toBeNull();
    expect(circuit.state()).toBe('closed');
  });
});
