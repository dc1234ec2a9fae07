import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  openOutcomeStore,
  sqliteFileIn,
  StatisticsDamagedError,
} from '../../../src/records/statistics/database.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();

test('a file that is no database any more → the message names it and what brings the figures back', async () => {
  const dataDir = newFolder();
  writeFileSync(sqliteFileIn(dataDir), 'x'.repeat(8192));
  const opened = openOutcomeStore({ dataDir });
  await expect(opened).rejects.toThrow(StatisticsDamagedError);
  await expect(opened).rejects.toThrow(`${sqliteFileIn(dataDir)} is damaged`);
  await expect(opened).rejects.toThrow('statistics rebuild');
});
