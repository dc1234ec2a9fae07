import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import type { OutcomeStoreLocation } from '../../../../src/records/statistics/database.js';
import { startPostgres, whyNoPostgres, type TestPostgres } from '../../../support/postgres.js';

/** Making a PostgreSQL cluster takes longer than Jest's five seconds. */
const ALLOW_FOR_A_SERVER_MS = 60_000;

/** An empty database of one's own. */
export type NewLocation = () => Promise<OutcomeStoreLocation>;

/** The same facts on both databases. Where there is no PostgreSQL, one skipped test says why. */
export function onEachDatabase(facts: (newLocation: NewLocation) => void): void {
  jest.setTimeout(ALLOW_FOR_A_SERVER_MS);
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'statistics-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  describe('SQLite', () => facts(() => Promise.resolve({ dataDir: newFolder() })));

  const reason = whyNoPostgres();
  if (reason !== null) {
    test.skip(`PostgreSQL: ${reason}`, () => undefined);
    return;
  }
  describe('PostgreSQL', () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.stop());
    facts(async () => ({ databaseUrl: await server.createDatabase(), dataDir: newFolder() }));
  });
}
