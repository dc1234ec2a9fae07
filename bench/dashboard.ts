/**
 * `npm run bench:dashboard [-- --outcomes N] [--database-url URL]`: how long the gateway takes for what the dashboard
 * asks when it is opened, with half a million outcomes in SQLite, and in an empty PostgreSQL database that is named.
 * The database is filled in place and left as it is; the SQLite file is in a temporary folder and removed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openOutcomeStore, type OutcomeStoreLocation } from '../src/records/statistics/database.js';
import { table } from '../src/cli/terminal/terminal.js';
import { fill } from './dashboard/fill.js';
import { timeLoads } from './dashboard/time-loads.js';

const DAYS = 90;

const { values } = parseArgs({
  options: { outcomes: { type: 'string', default: '500000' }, 'database-url': { type: 'string' } },
});
const rounds = Number(values.outcomes);
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'bench-dashboard-'));
const locations: [string, OutcomeStoreLocation][] = [['SQLite', { dataDir }]];
const databaseUrl = values['database-url'];
if (databaseUrl !== undefined) locations.push(['PostgreSQL', { dataDir, databaseUrl }]);

const rows: string[][] = [];
try {
  for (const [database, location] of locations) {
    const now = new Date();
    console.error(`filling ${database} with ${rounds} outcomes of ${DAYS} days`);
    await fill(location, { rounds, days: DAYS, now });
    const outcomes = await openOutcomeStore(location);
    try {
      for (const { name, median, worst, computing } of await timeLoads(outcomes))
        rows.push([database, name, `${median} ms`, `${worst} ms`, `${computing} ms`]);
    } finally {
      await outcomes.close();
    }
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(table([['database', 'what is opened', 'median', 'worst of 7', 'computing here'], ...rows]));
if (databaseUrl === undefined)
  console.log('PostgreSQL: not measured; name an empty database by --database-url');
