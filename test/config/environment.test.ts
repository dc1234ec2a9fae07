import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../../src/config/environment.js';

describe('readEnvironment', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'environment-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('without a .env file → the process environment', () => {
    expect(readEnvironment(folder)).toEqual(process.env);
  });

  test('.env gives what the process environment does not say', () => {
    writeFileSync(path.join(folder, '.env'), '# mine\nZENDESK_SUBDOMAIN="acme"\nPATH=/nowhere\n');
    const env = readEnvironment(folder);
    expect(env['ZENDESK_SUBDOMAIN']).toBe('acme');
    expect(env['PATH']).toBe(process.env['PATH']);
  });
});
