import { error, skipped, type Check, type CheckResult } from './check.js';

/**
 * Runs every check, those that need nothing of each other at the same time. One that fails stops none but those that
 * need it: they are skipped and say why. The results are in the order of the checks.
 */
export async function runChecks(checks: readonly Check[]): Promise<CheckResult[]> {
  const results = new Map<string, Promise<CheckResult>>();
  for (const check of checks) {
    const needed = (check.needs ?? []).map((name) => {
      const result = results.get(name);
      if (result === undefined) throw new Error(`${check.name} needs ${name}, expected it before`);
      return result;
    });
    results.set(check.name, resultOf(check, needed));
  }
  return Promise.all(results.values());
}

async function resultOf({ name, run }: Check, needed: readonly Promise<CheckResult>[]): Promise<CheckResult> {
  const missing = (await Promise.all(needed)).filter(
    ({ status }) => status === 'error' || status === 'skipped',
  );
  if (missing.length > 0) {
    const names = missing.map((result) => result.name.replaceAll('_', ' ')).join(', ');
    return { name, ...skipped(`not checked: needs ${names}`, 'mend that first') };
  }
  try {
    return { name, ...(await run()) };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { name, ...error('failed', `the check itself failed: ${message}`, 'see the message') };
  }
}
