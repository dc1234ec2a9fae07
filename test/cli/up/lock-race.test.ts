import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { temporaryFolders } from '../../support/temporary-folder.js';

/** Processes as these tests tell them: the command of each number, and what happens while a number is looked up. */
const commands = new Map<number, string>([[process.pid, 'this test']]);
let whileLookingUp: (pid: number) => void = () => undefined;
jest.unstable_mockModule('../../../src/cli/up/process-table.js', () => ({
  commandOf: (pid: number) => {
    whileLookingUp(pid);
    return commands.get(pid) ?? null;
  },
  endProcess: () => Promise.resolve(),
}));
const { DataDirLockedError, lockDataDir } = await import('../../../src/cli/up/lock.js');

const newFolder = temporaryFolders();
const GONE = { pid: 101, command: 'an `up` that was killed' };
const RIVAL = { pid: 102, command: 'an `up` that starts at the same moment' };
commands.set(RIVAL.pid, RIVAL.command);

test('a lock left behind that a rival takes over while we look at it is the rival’s', () => {
  const folder = newFolder();
  const file = path.join(folder, 'up.lock');
  writeFileSync(file, JSON.stringify(GONE));
  whileLookingUp = (pid) => {
    if (pid !== GONE.pid) return;
    rmSync(file);
    writeFileSync(file, JSON.stringify(RIVAL));
  };
  expect(() => lockDataDir(folder)).toThrow(DataDirLockedError);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(RIVAL);
});

test('a lock left behind that a rival removed while we look at it is ours', () => {
  const folder = newFolder();
  const file = path.join(folder, 'up.lock');
  writeFileSync(file, JSON.stringify(GONE));
  whileLookingUp = (pid) => {
    if (pid === GONE.pid) rmSync(file, { force: true });
  };
  lockDataDir(folder);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
});
