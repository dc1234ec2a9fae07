import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ProcessRecord } from '../../../src/cli/up/lock.js';
import { endProcess, commandOf } from '../../../src/cli/up/process-table.js';
import { withIdleProcess } from '../../support/idle-process.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const fileIn = (folder: string) => path.join(folder, 'processes.json');
const recorded = (folder: string) => JSON.parse(readFileSync(fileIn(folder), 'utf8')) as { name: string }[];

describe('ProcessRecord', () => {
  test('a process that a killed `up` left behind is ended and named', () =>
    withIdleProcess(async (pid) => {
      const folder = newFolder();
      new ProcessRecord(folder).add('worker', pid);
      expect(await new ProcessRecord(folder).endLeftovers()).toEqual(['worker']);
      expect(commandOf(pid)).toBeNull();
      expect(recorded(folder)).toEqual([]);
    }));

  test('a process number that belongs to another command by now is not touched', () =>
    withIdleProcess(async (pid) => {
      const folder = newFolder();
      writeFileSync(fileIn(folder), JSON.stringify([{ name: 'worker', pid, command: 'node run.js worker' }]));
      expect(await new ProcessRecord(folder).endLeftovers()).toEqual([]);
      expect(commandOf(pid)).not.toBeNull();
    }));

  test('a process that was already gone when it was recorded matches nothing', async () => {
    const folder = newFolder();
    writeFileSync(fileIn(folder), JSON.stringify([{ name: 'worker', pid: 2 ** 22 + 1, command: null }]));
    expect(await new ProcessRecord(folder).endLeftovers()).toEqual([]);
  });

  test('what was stopped properly is no leftover', () =>
    withIdleProcess(async (pid) => {
      const folder = newFolder();
      const record = new ProcessRecord(folder);
      record.add('worker', pid);
      record.add('other', process.pid);
      record.remove('worker');
      expect(recorded(folder).map(({ name }) => name)).toEqual(['other']);
      record.remove('other');
      expect(await new ProcessRecord(folder).endLeftovers()).toEqual([]);
      expect(commandOf(pid)).not.toBeNull();
    }));

  test.each([undefined, '', '[{"name"'])('a record that holds %j counts as empty', async (content) => {
    const folder = newFolder();
    if (content !== undefined) writeFileSync(fileIn(folder), content);
    expect(await new ProcessRecord(folder).endLeftovers()).toEqual([]);
  });

  test('only its owner can read the record', () => {
    const folder = newFolder();
    new ProcessRecord(folder).add('up', process.pid);
    expect(statSync(fileIn(folder)).mode & 0o077).toBe(0);
  });
});

describe('endProcess', () => {
  test('a process that does not end when asked is killed', () =>
    withIdleProcess(
      async (pid) => {
        await endProcess(pid, 100);
        expect(commandOf(pid)).toBeNull();
      },
      { deaf: true },
    ));

  test('a process that is gone is no fault', async () => {
    await expect(endProcess(2 ** 22 + 1, 1_000)).resolves.toBeUndefined();
  });
});
