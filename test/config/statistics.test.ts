import { expect, test } from '@jest/globals';
import { readPart, type ConfigFault } from '../../src/config/faults.js';
import { statisticsSchema } from '../../src/config/statistics.js';

const read = (DATABASE_URL?: string) => {
  const faults: ConfigFault[] = [];
  return { config: readPart(statisticsSchema, { DATABASE_URL }, faults), faults };
};

test('no DATABASE_URL → SQLite, kept for 400 days', () => {
  expect(read().config).toEqual({ databaseUrl: null, retentionDays: 400 });
});

test.each([
  'postgres://u:p@db.example:5432/stats',
  'postgresql://db/stats',
  'postgres:///stats?host=/run/pg',
])('%s is taken', (url) => expect(read(url).config?.databaseUrl).toBe(url));

test.each([
  'mysql://u:hunter2@db/stats',
  'db.example:5432',
  'postgres://u:hunter2@db',
  'postgres://u:hun ter2@d b/s',
])('%s is a fault that does not show it', (url) => {
  const { config, faults } = read(url);
  expect(config).toBeNull();
  expect(faults).toMatchObject([{ variable: 'DATABASE_URL' }]);
  expect(faults[0]?.expected).toMatch(/^postgres:\/\/USER/);
  expect(JSON.stringify(faults)).not.toContain('hunter2');
});
