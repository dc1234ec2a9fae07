import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  newEncryptionKeyText,
  type EncryptionKeys,
  KeyFileDamagedError,
  keyFileIn,
  loadOrCreateKey,
  readKeyFile,
  processKeys,
} from '../../src/crypto/keys.js';
import { ConfigurationError } from '../../src/ports/setting.js';
import { freshKeys } from './fresh-keys.js';

const run = promisify(execFile);
const material = (keys: EncryptionKeys | null) =>
  keys?.map(({ id, key }) => [id, key.export().toString('hex')]);

describe('key file', () => {
  let folder: string;
  let dataDir: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'key-file-'));
    dataDir = path.join(folder, 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('the first call makes a key named by the day, every later one returns it', () => {
    const made = loadOrCreateKey(dataDir, new Date('2026-11-22T10:00:00Z'));
    expect(made.map(({ id }) => id)).toEqual(['2026-11-22']);
    expect(material(loadOrCreateKey(dataDir, new Date('2027-01-01T00:00:00Z')))).toEqual(material(made));
  });

  test('its owner alone can read it, and nothing else is left in the folder', () => {
    loadOrCreateKey(dataDir);
    expect(statSync(keyFileIn(dataDir)).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual([path.basename(keyFileIn(dataDir))]);
  });

  test('it has the form of PAYLOAD_ENCRYPTION_KEYS: a key put in front rotates', () => {
    const [old] = loadOrCreateKey(dataDir);
    const file = keyFileIn(dataDir);
    writeFileSync(file, `${newEncryptionKeyText('next')},${readFileSync(file, 'utf8')}`);
    expect(loadOrCreateKey(dataDir).map(({ id }) => id)).toEqual(['next', old.id]);
  });

  test.each(['', 'half of a ke', 'a:c2hvcnQ=', '\0\0\0'])(
    'damaged (%j) → an error, and the file stays',
    (content) => {
      loadOrCreateKey(dataDir);
      writeFileSync(keyFileIn(dataDir), content);
      expect(() => loadOrCreateKey(dataDir)).toThrow(KeyFileDamagedError);
      expect(() => loadOrCreateKey(dataDir)).toThrow(/restore it from a backup.* are lost/s);
      expect(readFileSync(keyFileIn(dataDir), 'utf8')).toBe(content);
    },
  );

  test('the error shows nothing of the content', () => {
    loadOrCreateKey(dataDir);
    writeFileSync(keyFileIn(dataDir), 'dGhlIGtleQ:dGhlIGtleQ');
    expect(() => loadOrCreateKey(dataDir)).not.toThrow(/dGhlIGtleQ/);
  });

  test('a folder that cannot be read is not taken for an empty one', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => loadOrCreateKey(file)).toThrow(/ENOTDIR/);
  });

  test('processes that make a key at the same moment end up with one and the same', async () => {
    const script = path.join(folder, 'make-key.mjs');
    const source = path.resolve(import.meta.dirname, '../../src/crypto/keys.ts');
    writeFileSync(
      script,
      `import { loadOrCreateKey } from ${JSON.stringify(source)};
       const [{ key }] = loadOrCreateKey(process.argv[2]);
       console.log(key.export().toString('hex'));`,
    );
    const tsx = path.resolve(import.meta.dirname, '../../node_modules/tsx/dist/loader.mjs');
    const made = await Promise.all(
      Array.from({ length: 4 }, () => run(process.execPath, ['--import', tsx, script, dataDir])),
    );
    expect(new Set(made.map(({ stdout }) => stdout)).size).toBe(1);
    expect(made[0]?.stdout).toMatch(/^[0-9a-f]{64}\n$/);
  });

  test('without a file: reading gives null and makes none', () => {
    expect(readKeyFile(dataDir)).toBeNull();
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('keys of a process', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'process-keys-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test('configured keys win over those of the data folder', () => {
    loadOrCreateKey(dataDir);
    const configured = freshKeys('configured');
    expect(processKeys({ configured, dataDir })).toBe(configured);
  });

  test('none configured → those of the data folder', () => {
    const kept = loadOrCreateKey(dataDir);
    expect(material(processKeys({ configured: null, dataDir }))).toEqual(material(kept));
  });

  test('none anywhere → a configuration error that names the variable, and no key is made', () => {
    expect(() => processKeys({ configured: null, dataDir })).toThrow(ConfigurationError);
    expect(() => processKeys({ configured: null, dataDir })).toThrow(
      'PAYLOAD_ENCRYPTION_KEYS: expected id:base64key pairs separated by commas, got unset',
    );
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
