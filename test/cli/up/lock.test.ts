import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DataDirLockedError, lockDataDir } from '../../../src/cli/up/lock.js';
import { commandOf } from '../../../src/cli/up/process-table.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { withIdleProcess } from '../../support/idle-process.js';

const newFolder = temporaryFolders();
const lockIn = (folder: string) => path.join(folder, 'up.lock');
const holding = (pid: number, command: string | null) => JSON.stringify({ pid, command });

describe('lockDataDir', () => {
  test('makes the folder, for its owner only, and names this process in it', () => {
    const folder = path.join(newFolder(), 'a', 'b');
    const unlock = lockDataDir(folder);
    expect(JSON.parse(readFileSync(lockIn(folder), 'utf8'))).toMatchObject({ pid: process.pid });
    unlock();
    expect(existsSync(lockIn(folder))).toBe(false);
  });

  test('held by a process that runs → refused, naming the process; the lock stays', () =>
    withIdleProcess((pid) => {
      const folder = newFolder();
      const content = holding(pid, commandOf(pid));
      writeFileSync(lockIn(folder), content);
      expect(() => lockDataDir(folder)).toThrow(DataDirLockedError);
      expect(() => lockDataDir(folder)).toThrow(new RegExp(`process ${pid}`));
      expect(readFileSync(lockIn(folder), 'utf8')).toBe(content);
    }));

  test('given back → can be taken again', () => {
    const folder = newFolder();
    lockDataDir(folder)();
    expect(() => lockDataDir(folder)()).not.toThrow();
  });

  test('its process is gone → taken over', async () => {
    const folder = newFolder();
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    writeFileSync(lockIn(folder), holding(child.pid as number, 'node --version'));
    lockDataDir(folder);
    expect(JSON.parse(readFileSync(lockIn(folder), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('its process number belongs to another command by now → taken over', () =>
    withIdleProcess((pid) => {
      const folder = newFolder();
      writeFileSync(lockIn(folder), holding(pid, 'node ticket-processor up'));
      expect(() => lockDataDir(folder)).not.toThrow();
    }));

  test.each(['', '{"pid":', 'null'])('a lock file that holds %j is taken over', (content) => {
    const folder = newFolder();
    writeFileSync(lockIn(folder), content);
    expect(() => lockDataDir(folder)).not.toThrow();
  });
});
