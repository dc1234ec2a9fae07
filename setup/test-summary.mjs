/**
 * What jest writes with `--json --outputFile`, as far as we read it.
 * @typedef {object} JestResults
 * @property {boolean} success
 * @property {Array<{
 *   name: string,
 *   status: string,
 *   message: string,
 *   assertionResults: Array<{ fullName: string, status: string }>,
 * }>} testResults
 *
 * @typedef {object} Summary
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped titles
 * @property {string[]} faults failures that no failed test stands for; each counts among `failed`
 */

/**
 * Counts a test run without flattering it. Beside the failed tests these count as failed, once each: a file that
 * could not be loaded or failed outside its tests, a run without any test, and a run that ended badly for no
 * reason that the results show.
 * @param {JestResults | null} results null when jest wrote none
 * @param {string} jestFailure how jest ended; empty when with exit code 0
 * @returns {Summary}
 */
export function summarize(results, jestFailure) {
  const files = results?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failed = tests.filter(({ status }) => status === 'failed').length;
  const faults = files.filter(failedOutsideItsTests).map(({ name }) => `${name} failed outside its tests`);
  if (passed + failed + faults.length === 0) faults.push('no test ran');
  if (failed + faults.length === 0 && (jestFailure || !results?.success)) {
    faults.push(`jest failed: ${jestFailure || 'its results say so'}`);
  }
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return { passed, failed: failed + faults.length, skipped: skipped.map(({ fullName }) => fullName), faults };
}

/**
 * Several runs as one.
 * @param {readonly Summary[]} summaries
 * @returns {Summary}
 */
export function addSummaries(summaries) {
  const sum = (/** @type {(summary: Summary) => number} */ of) =>
    summaries.reduce((all, one) => all + of(one), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: summaries.flatMap(({ skipped }) => skipped),
    faults: summaries.flatMap(({ faults }) => faults),
  };
}

/** The lines that end a test run; the last one is the total. */
export function describeSummary(/** @type {Summary} */ { passed, failed, skipped, faults }) {
  return [
    ...faults.map((fault) => `failed: ${fault}`),
    ...skipped.map((title) => `skipped: ${title}`),
    `${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`,
  ];
}

/** @param {JestResults['testResults'][number]} file */
function failedOutsideItsTests({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}
