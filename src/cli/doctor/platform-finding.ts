import { PlatformError, type PlatformErrorKind } from '../../ports/platform.js';
import { error, skipped, type Fault, type Finding } from './check.js';
import { isTimeout } from './timed-out.js';

const FATES: Record<PlatformErrorKind, { fault: Fault; advice: string } | null> = {
  rateLimited: null,
  unavailable: {
    fault: 'unreachable',
    advice: 'check the address of the help desk and the network; tickets wait and go on by themselves',
  },
  uncertain: { fault: 'failed', advice: 'try again' },
  unauthorized: {
    fault: 'failed',
    advice:
      'mend the credentials of the help desk in the configuration; tickets wait and go on by themselves',
  },
  forbidden: { fault: 'failed', advice: 'use the credentials of an administrator of the help desk' },
  notFound: { fault: 'failed', advice: 'check the address of the help desk' },
  conflict: { fault: 'failed', advice: 'try again' },
  invalid: { fault: 'failed', advice: 'check the address of the help desk' },
  protocol: {
    fault: 'failed',
    advice: 'check the address of the help desk, and whether it is down for maintenance or behind a proxy',
  },
};

/** Runs a look at the help desk; what the platform refuses becomes a finding. */
export async function platformFinding(look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (cause) {
    if (isTimeout(cause))
      return error('unreachable', 'no answer in time', 'try again later: the help desk is slow or away');
    if (!(cause instanceof PlatformError)) throw cause;
    const fate = FATES[cause.kind];
    if (fate !== null) return error(fate.fault, cause.message, fate.advice);
    return skipped(cause.message, 'try again in a minute: the limit of requests is used up');
  }
}
