import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { keyFileIn, loadOrCreateKey } from '../../../src/crypto/keys.js';
import { ConfigurationError } from '../../../src/ports/setting.js';
import { storeFileIn, ensureInstallationKey } from '../../../src/cli/up/embedded-temporal.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const withStore = (dataDir: string): string => {
  mkdirSync(path.dirname(storeFileIn(dataDir)), { recursive: true });
  writeFileSync(storeFileIn(dataDir), 'a store');
  return dataDir;
};

test('a new data folder gets a key', () => {
  const dataDir = newFolder();
  ensureInstallationKey(dataDir);
  expect(existsSync(keyFileIn(dataDir))).toBe(true);
});

test('a store whose key file is gone → refused, and no other key is made', () => {
  const dataDir = withStore(newFolder());
  expect(() => ensureInstallationKey(dataDir)).toThrow(ConfigurationError);
  expect(() => ensureInstallationKey(dataDir)).toThrow(keyFileIn(dataDir));
  expect(existsSync(keyFileIn(dataDir))).toBe(false);
});

test('a store with its key is used as it is', () => {
  const dataDir = newFolder();
  loadOrCreateKey(dataDir);
  expect(() => ensureInstallationKey(withStore(dataDir))).not.toThrow();
});
