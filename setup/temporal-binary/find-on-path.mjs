import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Absolute path of the first executable file of this name in the folders of PATH; null when there is none.
 * @param {string} fileName with .exe on Windows
 * @param {Record<string, string | undefined>} env
 */
export async function findOnPath(fileName, env) {
  const variable = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  for (const folder of (env[variable] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, fileName);
    if (await isExecutableFile(file)) return file;
  }
  return null;
}

async function isExecutableFile(/** @type {string} */ file) {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
