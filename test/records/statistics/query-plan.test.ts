import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { FIELDS } from '../../../src/domain/verdict-fields.js';
import {
  latestOutcomes,
  listedOutcomes,
  recentOutcomes,
} from '../../../src/records/statistics/outcome-lists.js';
import { periodFigures, trendOf } from '../../../src/records/statistics/period-figures.js';
import type { StatisticsTables } from '../../../src/records/statistics/tables.js';
import { outcome } from './support/outcomes.js';

const MARCH = { tenant: 'acme', from: '2026-03-01T00:00:30Z', to: '2026-03-03T00:00:00Z' };

/** How SQLite goes about every statement over rounds that `use` makes. */
async function plansOf(use: (db: Kysely<StatisticsTables>) => Promise<unknown>): Promise<string[]> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'statistics-'));
  const store = await openOutcomeStore({ dataDir });
  await store.record(outcome());
  await store.close();
  const queries: CompiledQuery[] = [];
  const file = new Database(path.join(dataDir, 'statistics.db'));
  const db = new Kysely<StatisticsTables>({
    dialect: new SqliteDialect({ database: file }),
    log: ({ query }) => {
      queries.push(query);
    },
  });
  await use(db);
  const plans: string[] = [];
  for (const { sql, parameters } of queries.filter((query) => query.sql.includes('ticket_outcomes'))) {
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    plans.push(rows.map(({ detail }) => detail).join('\n'));
  }
  await db.destroy();
  rmSync(dataDir, { recursive: true });
  return plans;
}

test('percentiles of a large period are walked to in the index of latencies, not sorted', async () => {
  const percentiles = (await plansOf((db) => periodFigures(db, MARCH, 0))).at(-1);
  expect(percentiles).toContain('USING COVERING INDEX ticket_outcomes_by_latency');
  expect(percentiles).not.toContain('by_end');
});

test('percentiles of hours and days are walked to in indexes of their own', async () => {
  expect((await plansOf((db) => trendOf(db, MARCH, 'hour'))).join()).toContain(
    'COVERING INDEX ticket_outcomes_by_hour',
  );
  expect((await plansOf((db) => trendOf(db, MARCH, 'day'))).join()).toContain(
    'COVERING INDEX ticket_outcomes_by_day',
  );
});

test('the labels of a period are those of its whole hours, and of the few rounds at its ends', async () => {
  const plans = await plansOf((db) => periodFigures(db, MARCH, 0));
  const labels = plans.filter((plan) => plan.includes('given'));
  expect(labels).toHaveLength(1);
  expect(labels.join()).toContain('SEARCH ended USING INDEX ticket_outcomes_by_end');
  expect(labels.join()).toMatch(/SEARCH given USING .*outcome_labels.* \(run_id=\? AND round=\?\)/);
});

test('the labels of a round are looked up by its key, in lists and where a list is narrowed by them', async () => {
  const query = { ...MARCH, rootCause: 'bug', urgency: 'high', limit: 9 } as const;
  const [listed] = await plansOf((db) => listedOutcomes(db, query));
  expect(listed).toContain('SEARCH ticket_outcomes USING INDEX ticket_outcomes_by_end');
  expect(listed).not.toContain('SCAN');
  expect(listed?.match(/SEARCH given USING .*\(run_id=\? AND round=\? AND field=\?\)/g)).toHaveLength(
    FIELDS.length + 2,
  );
});

test('lists come from an index in their order, not sorted', async () => {
  const [recent] = await plansOf((db) => recentOutcomes(db, MARCH, 10));
  expect(recent).toContain('ticket_outcomes_by_end');
  expect(recent).not.toContain('TEMP B-TREE');
  const query = {
    tenant: 'acme',
    platform: 'zendesk',
    among: 'verdicts',
    source: 'rules',
    limit: 9,
  } as const;
  const [latest] = await plansOf((db) => latestOutcomes(db, query));
  expect(latest).toContain('ticket_outcomes_by_ticket');
  expect(latest).not.toContain('TEMP B-TREE');
});
