import { open, mkdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;
const TOUCH_MS = 2_000;
const ABANDONED_AFTER_MS = 30_000;
const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Runs `work` while no other process runs its own under the same lock file; waits for its turn as long as the
 * other one lives. A lock whose owner was killed is taken over: at once when it ran on this machine, else after
 * 30 s without a sign of life. Where the folder cannot be written there is no lock: nothing there can be
 * changed by two at once either.
 * @template T
 * @param {{ file: string, onWait: (owner: string) => void }} options `onWait` is called once, if at all
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ file, onWait }, work) {
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), since: Date.now() });
  const locked = await take(file, owner, onWait);
  const timer = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (locked) await rm(file, { force: true });
  }
}

/** @param {string} file @param {string} owner @param {(owner: string) => void} onWait */
async function take(file, owner, onWait) {
  for (let told = false; ; told = true) {
    try {
      await mkdir(path.dirname(file), { recursive: true });
      const handle = await open(file, 'wx');
      await handle.writeFile(owner);
      await handle.close();
      return true;
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
      if (NOT_WRITABLE.includes(code)) return false;
      if (code !== 'EEXIST') throw error;
    }
    const other = await readFile(file, 'utf8').catch(() => null);
    if (other === null) continue;
    if (await isAbandoned(file, other)) await remove(file, other);
    else {
      if (!told) onWait(other);
      await sleep(POLL_MS);
    }
  }
}

/** @param {string} file @param {string} owner */
async function isAbandoned(file, owner) {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
  if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) return true;
  try {
    const { pid, host } = JSON.parse(owner);
    return host === hostname() && !isAlive(pid);
  } catch {
    return false; // its owner has created it and not yet written its name
  }
}

/** Moves the lock away before deleting it, so that a lock which somebody took meanwhile is put back. */
async function remove(/** @type {string} */ file, /** @type {string} */ abandonedOwner) {
  const aside = `${file}.${process.pid}.${Date.now()}`;
  await rename(file, aside).catch(() => {});
  const owner = await readFile(aside, 'utf8').catch(() => abandonedOwner);
  if (owner === abandonedOwner) await rm(aside, { force: true });
  else await rename(aside, file);
}

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
