import { expect, test } from '@jest/globals';
import {
  TEMPORAL_CLI,
  TEMPORAL_TEST_SERVER,
  executableName,
  platformKey,
} from '../../../setup/temporal-binary/pins.mjs';

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];

test.each([TEMPORAL_CLI, TEMPORAL_TEST_SERVER])(
  '$name has a hash of its own for each platform',
  ({ sha256 }) => {
    expect(Object.keys(sha256).sort()).toEqual(PLATFORMS);
    const hashes = Object.values(sha256);
    expect(new Set(hashes).size).toBe(PLATFORMS.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  },
);

test.each([
  ['linux-x64', 'linux_amd64'],
  ['linux-arm64', 'linux_arm64'],
  ['darwin-x64', 'darwin_amd64'],
  ['darwin-arm64', 'darwin_arm64'],
])('%s → the vendor archive for %s of the pinned version', (key, target) => {
  expect(TEMPORAL_CLI.releaseArchive(key)).toBe(
    `https://github.com/temporalio/cli/releases/download/v${TEMPORAL_CLI.version}/temporal_cli_${TEMPORAL_CLI.version}_${target}.tar.gz`,
  );
});

test('executables end in .exe on Windows only', () => {
  expect(platformKey('win32', 'x64')).toBe('win32-x64');
  expect(executableName(TEMPORAL_CLI, 'win32')).toBe('temporal.exe');
  expect(executableName(TEMPORAL_CLI, 'darwin')).toBe('temporal');
});
