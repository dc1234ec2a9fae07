import { SetUpError } from './set-up-error.mjs';

/** The oldest Node that runs this project; package.json "engines" says the same. */
export const OLDEST_NODE = '20.19.0';

/**
 * Returns when this Node can run the project.
 * @param {string} [version] without the leading v; default: the running Node's
 * @throws {SetUpError} when it is too old
 */
export function requireNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetUpError(`Node ${OLDEST_NODE} or newer is needed, this is ${version} (${process.execPath}).`);
}
