import { cacheFolders } from './cache-folder.mjs';
import { findInCache } from './cache.mjs';
import { findOnPath } from './find-on-path.mjs';
import { executableName, platformKey } from './pins.mjs';
import { askVersion, isAtLeast } from './version.mjs';

/**
 * The Temporal CLI on PATH, if it is the pinned version or newer.
 * @param {import('./pins.mjs').Pin} pin
 * @param {import('./context.mjs').BinaryContext} context
 * @returns {Promise<{ path: string, version: string } | { failure: string }>}
 */
export async function findAcceptableOnPath(pin, { env, platform, run }) {
  const file = await findOnPath(executableName(pin, platform), env);
  if (!file) return { failure: `no ${pin.name} there` };
  const answer = await askVersion(file, run);
  if ('failure' in answer) return { failure: `${file} ${answer.failure}` };
  if (isAtLeast(answer.version, pin.version)) return { path: file, version: answer.version };
  return { failure: `${file} is ${answer.version}, older than ${pin.version}` };
}

/**
 * The verified copy in the project's cache.
 * @param {import('./pins.mjs').Pin} pin
 * @param {import('./context.mjs').BinaryContext} context
 * @returns {Promise<{ path: string, version: string } | { failure: string }>}
 */
export async function findCached(pin, context) {
  const sha256 = pin.sha256[platformKey(context.platform, context.arch)];
  if (!sha256) return { failure: 'nothing is cached for this platform' };
  const folders = cacheFolders(pin, context);
  const fileName = executableName(pin, context.platform);
  const onMessage = context.progress.line;
  const file = await findInCache({ folders, fileName, sha256, onMessage });
  return file ? { path: file, version: pin.version } : { failure: `nothing in ${folders.join(' or ')}` };
}
