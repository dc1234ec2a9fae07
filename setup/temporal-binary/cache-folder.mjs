import { access, constants, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CHECKOUT_FOLDER } from '../checkout.mjs';

const PROJECT = 'ai-ticket-processor';

/**
 * @typedef {object} CacheContext
 * @property {Record<string, string | undefined>} env
 * @property {string} [platform] default: this one
 * @property {string} [homeFolder] default: the user's
 * @property {string} [checkout] default: this one
 */

/**
 * Folders where a pinned program may lie, best first: the user's cache folder by the rules of the platform
 * (XDG_CACHE_HOME wins everywhere), then `.cache` in the checkout for users without a home.
 * @param {import('./pins.mjs').Pin} pin
 * @param {CacheContext} context
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (a relative XDG_CACHE_HOME is to be ignored)
 */
export function cacheFolders(
  pin,
  { env, platform = process.platform, homeFolder, checkout = CHECKOUT_FOLDER },
) {
  const home = homeFolder ?? userHome();
  const byPlatform = () => {
    if (platform === 'win32') return env.LOCALAPPDATA ?? (home && path.join(home, 'AppData', 'Local'));
    return home && path.join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
  };
  const xdg = env.XDG_CACHE_HOME;
  const userCache = xdg && path.isAbsolute(xdg) ? xdg : byPlatform();
  const folder = `${pin.name}-${pin.version}`;
  return [
    ...(userCache ? [path.join(userCache, PROJECT, folder)] : []),
    path.join(checkout, '.cache', folder),
  ];
}

/**
 * The first of these folders that can be written, created if need be.
 * @param {string[]} folders
 * @throws {Error} when none can
 */
export async function firstWritable(folders) {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
      return folder;
    } catch {
      continue;
    }
  }
  throw new Error(`no cache folder can be written: ${folders.join(', ')}`);
}

function userHome() {
  try {
    return os.homedir();
  } catch {
    return ''; // a user ID without an account, as containers have
  }
}
