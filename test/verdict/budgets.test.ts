import { describe, expect, test } from '@jest/globals';
import { createBudgets, type BudgetEvent } from '../../src/verdict/budgets.js';
import { FAILURE } from '../../src/contract/failures.js';
import { failureOf } from '../support/activities.js';

const TENANT = 'acme';

/** Budgets over statistics that answer with the sum that the test sets, at the time that it sets. */
function budgetsOf(monthlyBudgetUsd: number | null) {
  const world = { sumUsd: 0 as number | Error, now: new Date('2026-03-31T23:00:00.000Z'), reads: 0 };
  const events: BudgetEvent[] = [];
  const budgets = createBudgets({
    outcomes: {
      costOfMonth: () => {
        world.reads += 1;
        return world.sumUsd instanceof Error
          ? Promise.reject(world.sumUsd)
          : Promise.resolve(world.sumUsd * 1e6);
      },
    },
    onEvent: (event) => events.push(event),
    now: () => world.now,
  });
  const tenant = { name: TENANT, policy: { monthlyBudgetUsd } };
  const passSeconds = (seconds: number) => {
    world.now = new Date(world.now.getTime() + seconds * 1000);
  };
  const levels = () => events.flatMap((event) => (event.kind === 'level' ? [event.level] : []));
  return { ...budgets, world, events, levels, passSeconds, hasRoom: () => budgets.hasRoom(tenant), tenant };
}

describe('a budget', () => {
  test('that is spent refuses, not retryable, and says how much of what', async () => {
    const { check, tenant, world } = budgetsOf(10);
    world.sumUsd = 10;
    const failure = await failureOf(check(tenant));
    expect(failure).toMatchObject({ type: FAILURE.budgetExhausted, nonRetryable: true });
    expect(failure.message).toContain("$10.00 of this month's $10.00");
  });

  test('that is not spent refuses nothing', async () => {
    const { check, tenant, world } = budgetsOf(10);
    world.sumUsd = 9.999;
    await expect(check(tenant)).resolves.toBeUndefined();
  });

  test('of nothing refuses from the start; none at all never asks the statistics', async () => {
    expect(await budgetsOf(0).hasRoom()).toBe(false);
    const { hasRoom, world } = budgetsOf(null);
    world.sumUsd = 1e9;
    expect(await hasRoom()).toBe(true);
    expect(world.reads).toBe(0);
  });

  test('has room again when the month turns in UTC', async () => {
    const { hasRoom, world, passSeconds } = budgetsOf(10);
    world.sumUsd = 10;
    expect(await hasRoom()).toBe(false);
    world.sumUsd = 0;
    passSeconds(3599);
    world.sumUsd = 10;
    expect(await hasRoom()).toBe(false);
    world.sumUsd = 0;
    passSeconds(1);
    expect(await hasRoom()).toBe(true);
  });

  test('is read again after 5 s, not before, and once for many who ask at the same time', async () => {
    const { hasRoom, world, passSeconds } = budgetsOf(10);
    expect(await Promise.all([hasRoom(), hasRoom(), hasRoom()])).toEqual([true, true, true]);
    world.sumUsd = 10;
    passSeconds(4);
    expect(await hasRoom()).toBe(true);
    expect(world.reads).toBe(1);
    passSeconds(1);
    expect(await hasRoom()).toBe(false);
    expect(world.reads).toBe(2);
  });
});

describe('what this process has paid', () => {
  test('counts at once, before it is in the statistics', async () => {
    const { hasRoom, paid } = budgetsOf(10);
    paid(TENANT, 'run-1', 6);
    expect(await hasRoom()).toBe(true);
    paid(TENANT, 'run-1', 4);
    expect(await hasRoom()).toBe(false);
  });

  test('counts once: when it is recorded, and when the statistics are read after that', async () => {
    const { hasRoom, paid, recorded, world, passSeconds } = budgetsOf(10);
    await hasRoom();
    paid(TENANT, 'run-1', 6);
    recorded(TENANT, 'run-1');
    paid(TENANT, 'run-2', 3);
    expect(await hasRoom()).toBe(true);
    world.sumUsd = 6;
    passSeconds(5);
    expect(await hasRoom()).toBe(true);
    paid(TENANT, 'run-3', 1);
    expect(await hasRoom()).toBe(false);
  });

  test('counts once when another process records it: 10 s later it is in the statistics', async () => {
    const { hasRoom, paid, world, passSeconds } = budgetsOf(10);
    paid(TENANT, 'run-1', 6);
    world.sumUsd = 6;
    passSeconds(10);
    expect(await hasRoom()).toBe(true);
  });
});

describe('operators', () => {
  test('are told once a month of 80 %, and once of 100 %', async () => {
    const { hasRoom, world, levels, passSeconds } = budgetsOf(10);
    for (const sum of [7.99, 8, 9, 10, 11]) {
      world.sumUsd = sum;
      await hasRoom();
      passSeconds(5);
    }
    expect(levels()).toEqual(['warning', 'exhausted']);
    passSeconds(3600);
    world.sumUsd = 8;
    await hasRoom();
    expect(levels()).toEqual(['warning', 'exhausted', 'warning']);
  });

  test('are told when the statistics are away, and calls are made', async () => {
    const { hasRoom, world, events } = budgetsOf(10);
    world.sumUsd = new Error('database is away');
    expect(await hasRoom()).toBe(true);
    expect(events).toMatchObject([{ kind: 'unknown', tenant: TENANT, error: world.sumUsd }]);
  });

  test('a budget that was spent stays spent while the statistics are away', async () => {
    const { hasRoom, world, passSeconds } = budgetsOf(10);
    world.sumUsd = 10;
    await hasRoom();
    world.sumUsd = new Error('database is away');
    passSeconds(5);
    expect(await hasRoom()).toBe(false);
  });
});
