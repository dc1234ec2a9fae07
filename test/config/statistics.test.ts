import { expect, test } from '@jest/globals';
import { readPart, type ConfigFault } from '../../src/ports/setting.js';
import { statisticsSchema } from '../../src/config/deployment.js';

const read = (DATABASE_URL?: string, STATISTICS_RETENTION_DAYS?: string) => {
  const faults: ConfigFault[] = [];
  const config = readPart(statisticsSchema, { DATABASE_URL, STATISTICS_RETENTION_DAYS }, faults);
  return { config, faults };
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

test.each([
  ['366', 366],
  ['500', 500],
  ['36500', 36_500],
])('STATISTICS_RETENTION_DAYS=%s is taken', (days, expected) =>
  expect(read(undefined, days).config?.retentionDays).toBe(expected),
);

test.each(['365', '0', '-400', '36501', '400d', '1e3', '400.5'])(
  'STATISTICS_RETENTION_DAYS=%s is one fault that names the range: twelve months are promised',
  (days) => {
    expect(read(undefined, days).faults).toEqual([
      {
        variable: 'STATISTICS_RETENTION_DAYS',
        expected: 'a whole number of days, 366 to 36500',
        got: JSON.stringify(days),
      },
    ]);
  },
);
