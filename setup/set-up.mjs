import path from 'node:path';
import { CHECKOUT_FOLDER } from './checkout.mjs';
import { requireNodeVersion } from './node-version.mjs';
import { createProgress } from './progress.mjs';
import { runSteps } from './run-steps.mjs';
import { buildStep, dependenciesStep, noFindings, temporalStep, testServerStep } from './steps.mjs';

/**
 * @typedef {object} SetUpOptions
 * @property {Record<string, string | undefined>} env with what `.env` says, where that counts
 * @property {boolean} [build] compile into dist/; default true
 * @property {boolean} [temporal] have the server binary; default true
 * @property {boolean} [testServer] have the time-skipping test server too; default false
 */

/**
 * Makes sure that this checkout can run: Node version, dependencies, build, Temporal server binary. What is
 * there already costs a look, well under a second in all. With TEMPORAL_ADDRESS no binary is needed, except by
 * tests. Progress goes to stderr.
 * @param {SetUpOptions} options
 * @returns {Promise<import('./steps.mjs').Findings>}
 * @throws {import('./set-up-error.mjs').SetUpError} when a step fails
 */
export async function setUp({ env, build = true, temporal = true, testServer = false }) {
  requireNodeVersion();
  const progress = createProgress();
  const findings = noFindings();
  const context = { env, progress };
  const needsBinary = temporal && (testServer || !env.TEMPORAL_ADDRESS);
  const steps = [
    dependenciesStep(CHECKOUT_FOLDER, context),
    ...(build ? [buildStep(CHECKOUT_FOLDER, context)] : []),
    ...(needsBinary ? [temporalStep(context, findings)] : []),
    ...(testServer ? [testServerStep(context, findings)] : []),
  ];
  const lockFile = path.join(CHECKOUT_FOLDER, '.cache', 'set-up.lock');
  const worked = await runSteps(steps, { lockFile, progress });
  const server = describeServer(findings, needsBinary ? '' : env.TEMPORAL_ADDRESS);
  progress.line(`set-up: ${worked ? 'done' : 'all in place'}${server}`);
  return findings;
}

/** @param {import('./steps.mjs').Findings} findings @param {string} [address] */
function describeServer({ temporal, testServerFailure }, address) {
  const withoutTestServer = testServerFailure ? `; no test server (${testServerFailure})` : '';
  if (temporal) return `, temporal ${temporal.version} from ${temporal.source}${withoutTestServer}`;
  return address ? `, Temporal server at ${address} (TEMPORAL_ADDRESS), no binary needed` : '';
}
