import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SEARCH_ATTRIBUTES } from '../../../src/contract/names.js';
import { startDevArguments, storeFolderIn } from '../../../src/cli/up/embedded-temporal.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('the embedded Temporal server', () => {
  const argumentsIn = (dataDir: string) =>
    startDevArguments({
      dataDir,
      port: 7001,
      uiPort: 8001,
      namespace: 'acme',
      codecEndpoint: 'http://127.0.0.1:8080/codec-secret',
    }).join(' ');

  test('listens on this machine only, at the ports given', () => {
    expect(argumentsIn(newFolder())).toMatch(
      /^server start-dev .*--ip 127\.0\.0\.1 --port 7001 --ui-port 8001/,
    );
  });

  test('keeps its store in the data folder, in a folder of its owner, with write-ahead log', () => {
    const dataDir = newFolder();
    const given = argumentsIn(dataDir);
    const folder = path.join(dataDir, 'temporal');
    expect(given).toContain('--db-filename temporal.db');
    expect(storeFolderIn(dataDir)).toBe(folder);
    expect(given).toContain('--sqlite-pragma journal_mode=WAL');
    expect(given).toContain('--sqlite-pragma synchronous=NORMAL');
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  test('its Web UI decodes payloads at the endpoint given', () => {
    expect(argumentsIn(newFolder())).toContain('--ui-codec-endpoint http://127.0.0.1:8080/codec');
  });

  test('keeps each queue in one partition, so that its rate is not divided', () => {
    expect(argumentsIn(newFolder())).toMatch(/ReadPartitions=1 .*WritePartitions=1/);
  });

  test('knows every search attribute with its type', () => {
    const given = argumentsIn(newFolder());
    for (const { name, type } of Object.values(SEARCH_ATTRIBUTES))
      expect(given).toContain(`--search-attribute ${name}=${type === 'INT' ? 'Int' : 'Keyword'}`);
  });
});
