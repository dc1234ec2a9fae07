import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { migrate, MIGRATIONS } from '../../../src/records/statistics/migrations.js';
import { openDatabase, openOutcomeStore, sqliteFileIn } from '../../../src/records/statistics/database.js';
import { readSchemaVersion } from '../../../src/records/statistics/read-only.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { onEachDatabase } from './support/databases.js';

const newFolder = temporaryFolders();
const newest = MIGRATIONS.length;

onEachDatabase((newLocation) => {
  test('an empty database → no version', async () => {
    expect(await readSchemaVersion(await newLocation())).toEqual({ version: null, newest });
  });

  test('a migrated one → the newest', async () => {
    const location = await newLocation();
    await (await openOutcomeStore(location)).close();
    expect(await readSchemaVersion(location)).toEqual({ version: newest, newest });
  });

  test('one of an older build → its version, which stays', async () => {
    const location = await newLocation();
    const { db, beginMigration } = openDatabase(location);
    await migrate(db, { begin: beginMigration, migrations: MIGRATIONS.slice(0, 1) });
    await db.destroy();
    expect(await readSchemaVersion(location)).toEqual({ version: 1, newest });
    expect(await readSchemaVersion(location)).toEqual({ version: 1, newest });
  });
});

describe('a file', () => {
  test('that is not there is not made', async () => {
    const dataDir = newFolder();
    expect((await readSchemaVersion({ dataDir })).version).toBeNull();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test('in a folder whose name needs encoding is found and left as it is', async () => {
    const dataDir = `${newFolder()}/100 % #1?`;
    await (await openOutcomeStore({ dataDir })).close();
    const before = readFileSync(sqliteFileIn(dataDir));
    expect((await readSchemaVersion({ dataDir })).version).toBe(newest);
    expect(readFileSync(sqliteFileIn(dataDir)).equals(before)).toBe(true);
    expect(existsSync(sqliteFileIn(dataDir))).toBe(true);
  });
});

test('a PostgreSQL out of reach → an error without the password', async () => {
  const databaseUrl = 'postgres://user:hunter2@127.0.0.1:1/db';
  const failed = readSchemaVersion({ databaseUrl, dataDir: newFolder() });
  await expect(failed).rejects.toThrow();
  await expect(failed).rejects.not.toThrow('hunter2');
});
