import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withLock } from '../../setup/lock.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

const lockIn = async () => path.join(await temporaryFolder(), 'deep', 'set-up.lock');
const failWait = () => {
  throw new Error('must not wait');
};

/** The ID of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

test('two at once → the second begins when the first has ended, and is told why', async () => {
  const file = await lockIn();
  const events = [];
  const endFirst = deferred();
  const first = withLock({ file, onWait: failWait }, async () => {
    events.push('first begins');
    await endFirst.promise;
    events.push('first ends');
  });
  const onWait = (owner) => {
    events.push(`second waits for ${JSON.parse(owner).pid}`);
    endFirst.resolve();
  };
  await untilExists(file);
  await withLock({ file, onWait }, async () => void events.push('second begins'));
  await first;
  expect(events).toEqual(['first begins', `second waits for ${process.pid}`, 'first ends', 'second begins']);
  expect(existsSync(file)).toBe(false);
});

test('work that fails → its error, and the lock is free', async () => {
  const file = await lockIn();
  const fail = () => Promise.reject(new Error('work failed'));
  await expect(withLock({ file, onWait: failWait }, fail)).rejects.toThrow('work failed');
  expect(existsSync(file)).toBe(false);
});

test('a lock whose owner was killed → taken over at once', async () => {
  const file = path.join(await temporaryFolder(), 'set-up.lock');
  await writeFile(file, JSON.stringify({ pid: deadPid(), host: os.hostname() }));
  expect(await withLock({ file, onWait: failWait }, async () => 'worked')).toBe('worked');
  expect(existsSync(file)).toBe(false);
});

test('a lock of another machine without a sign of life → taken over', async () => {
  const file = path.join(await temporaryFolder(), 'set-up.lock');
  await writeFile(file, JSON.stringify({ pid: process.pid, host: 'another-machine' }));
  const minuteAgo = new Date(Date.now() - 60_000);
  await utimes(file, minuteAgo, minuteAgo);
  expect(await withLock({ file, onWait: failWait }, async () => 'worked')).toBe('worked');
});

function deferred() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

async function untilExists(file) {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 1));
}
