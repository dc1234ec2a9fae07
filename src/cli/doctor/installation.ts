import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { DISK_CRITICAL_SHARE, DISK_WARNING_SHARE } from '../../health/probes.js';
import { error, ok, warning, type Check, type Finding } from './check.js';

const BYTES_A_GIB = 1024 ** 3;

/** `data_folder`: it can be written to, and its disk has room. Nothing is written to find out. */
export function dataFolderCheck(dataDir: string): Check {
  return { name: 'data_folder', run: () => dataFolder(dataDir) };
}

async function dataFolder(dataDir: string): Promise<Finding> {
  const folder = await nearestFolder(dataDir);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    const advice = 'give the user of this process the right to write there, or set DATA_DIR';
    return error('failed', `${folder} cannot be written to`, advice);
  }
  const { bavail, blocks, bsize } = await statfs(folder);
  const share = blocks === 0 ? 1 : bavail / blocks;
  const freeBytes = bavail * bsize;
  const free = `${(freeBytes / BYTES_A_GIB).toFixed(1)} GiB free (${Math.floor(share * 100)} %)`;
  const found = `${dataDir} ${folder === dataDir ? 'can be written to' : 'is made at the first start'}, ${free}`;
  const further = { details: { dataDir, freeBytes, freeShare: share } };
  const advice = 'make room on this disk: a full one stops everything that runs here';
  if (share < DISK_CRITICAL_SHARE) return error('failed', found, advice, further);
  return share < DISK_WARNING_SHARE ? warning(found, advice, further) : ok(found, further);
}

/** The folder itself, or the one above it that is there and in which it would be made. */
async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  const parent = path.dirname(folder);
  return found !== null || parent === folder ? folder : nearestFolder(parent);
}
