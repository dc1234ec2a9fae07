import { buildIsCurrent, compile } from './compile.mjs';
import { dependenciesAreInstalled, installDependencies } from './dependencies.mjs';
import { findLocalTemporalBinary, resolveTemporalBinary } from './temporal-binary/resolve.mjs';
import { fetchTestServer, locateTestServer } from './test-server.mjs';

/**
 * One part of set-up. `isDone` is cheap and changes nothing; `run` brings it about.
 * @typedef {object} Step
 * @property {string} title what is worked on while it runs
 * @property {() => Promise<boolean>} isDone
 * @property {() => Promise<void>} run
 *
 * @typedef {object} Findings what the steps found out; filled when they have run
 * @property {import('./temporal-binary/resolve.mjs').TemporalBinary | null} temporal
 * @property {string | null} testServerPath
 * @property {string} testServerFailure why there is no test server
 */

/** @returns {Findings} */
export function noFindings() {
  return { temporal: null, testServerPath: null, testServerFailure: '' };
}

/**
 * The packages of package-lock.json in node_modules.
 * @param {string} checkout
 * @param {import('./temporal-binary/context.mjs').BinaryContext} context
 * @returns {Step}
 */
export function dependenciesStep(checkout, { env, progress }) {
  return {
    title: 'dependencies (npm ci)',
    isDone: () => dependenciesAreInstalled(checkout),
    run: () => progress.waiting('npm ci', installDependencies(checkout, { env })),
  };
}

/**
 * Compiled sources and workflow bundle in dist/.
 * @param {string} checkout
 * @param {import('./temporal-binary/context.mjs').BinaryContext} context
 * @returns {Step}
 */
export function buildStep(checkout, { progress }) {
  return {
    title: 'build',
    isDone: () => buildIsCurrent(checkout),
    run: () => progress.waiting('build', compile(checkout)),
  };
}

/**
 * The Temporal server binary.
 * @param {import('./temporal-binary/context.mjs').BinaryContext} context
 * @param {Findings} findings
 * @returns {Step}
 */
export function temporalStep(context, findings) {
  return {
    title: 'Temporal server binary',
    async isDone() {
      findings.temporal = (await findLocalTemporalBinary(context)).binary;
      return findings.temporal !== null;
    },
    async run() {
      findings.temporal = await resolveTemporalBinary(context);
    },
  };
}

/**
 * The time-skipping test server; set-up goes on without it.
 * @param {import('./temporal-binary/context.mjs').BinaryContext} context
 * @param {Findings} findings
 * @returns {Step}
 */
export function testServerStep(context, findings) {
  return {
    title: 'Temporal test server',
    async isDone() {
      findings.testServerPath = await locateTestServer(context);
      return findings.testServerPath !== null;
    },
    async run() {
      const result = await fetchTestServer(context);
      if ('path' in result) findings.testServerPath = result.path;
      else findings.testServerFailure = result.reason;
    },
  };
}
