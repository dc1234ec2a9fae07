import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRuntime, writeRuntime, type RuntimeInfo } from '../../../src/cli/up/runtime-file.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const INFO: RuntimeInfo = {
  temporalAddress: '127.0.0.1:7233',
  uiUrl: 'http://127.0.0.1:8233',
  gatewayUrl: null,
  gatewayToken: null,
  platformUrl: 'http://127.0.0.1:4000',
  llmUrl: 'http://127.0.0.1:5000',
  pid: 7,
};

describe('runtime.json', () => {
  test('what was written last is read, by its owner only, and nothing is left beside it', () => {
    const folder = path.join(newFolder(), 'data');
    writeRuntime(folder, INFO);
    writeRuntime(folder, { ...INFO, pid: 8 });
    expect(readRuntime(folder)).toEqual({ ...INFO, pid: 8 });
    expect(readdirSync(folder)).toEqual(['runtime.json']);
    expect(statSync(path.join(folder, 'runtime.json')).mode & 0o077).toBe(0);
  });

  test.each([undefined, '', '{"temporalAddress":'])('a file that holds %j → no last run', (content) => {
    const folder = newFolder();
    if (content !== undefined) writeFileSync(path.join(folder, 'runtime.json'), content);
    expect(readRuntime(folder)).toBeNull();
  });
});
