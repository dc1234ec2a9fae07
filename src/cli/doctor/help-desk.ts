import {
  type PlatformIdentity,
  type TicketPlatform,
  PlatformError,
  type PlatformErrorKind,
} from '../../ports/platform.js';
import { error, ok, skipped, warning, type Check, type Finding, type Fault } from './report.js';

export interface HelpDeskOptions {
  platform: TicketPlatform;
  /** Where it is, for people. */
  baseUrl: string;
  /** Our configured share of the account's limit, and the setting that says so. */
  requestsPerMinute: number;
  requestsSetting: string;
  now: () => Date;
}

const TIMEOUT_MS = 20_000;
/** Above this share of the account's limit, people and other integrations get too little. */
const LARGEST_SHARE = 0.9;
/** Below this share of the limit left, somebody uses it up. */
const SMALLEST_REST = 0.1;
/** The listing is asked for changes of the last minutes only: that it answers is what counts. */
const LISTED_MS = 5 * 60_000;

/** `help_desk`, `help_desk_role` and `help_desk_limits`. Two requests, both reading. */
export function helpDeskChecks(options: HelpDeskOptions): Check[] {
  const { platform, baseUrl } = options;
  let identity: PlatformIdentity;
  return [
    {
      name: 'help_desk',
      run: () =>
        platformFinding(async () => {
          identity = await platform.whoAmI(AbortSignal.timeout(TIMEOUT_MS));
          const { userId, role } = identity;
          return ok(`${baseUrl} answers, the credentials are those of user ${userId}`, {
            details: { baseUrl, userId, role },
          });
        }),
    },
    {
      name: 'help_desk_role',
      needs: ['help_desk'],
      run: () => platformFinding(() => mayList(options, identity)),
    },
    {
      name: 'help_desk_limits',
      needs: ['help_desk'],
      run: () => Promise.resolve(limits(options, identity)),
    },
  ];
}

async function mayList(
  { platform, now }: HelpDeskOptions,
  { role, canList }: PlatformIdentity,
): Promise<Finding> {
  if (!canList) {
    return error(
      'failed',
      `the role is ${role}, which may not list changed tickets: scans fail`,
      'use the credentials of an administrator of the help desk',
      { details: { role } },
    );
  }
  const startTime = new Date(now().getTime() - LISTED_MS).toISOString();
  await platform.listChanges({ startTime }, AbortSignal.timeout(TIMEOUT_MS));
  return ok(`the role is ${role}, and changed tickets are listed`, { details: { role } });
}

function limits(
  { requestsPerMinute, requestsSetting }: HelpDeskOptions,
  { requestLimit }: PlatformIdentity,
): Finding {
  if (requestLimit === undefined)
    return skipped('the help desk tells no limit', `compare its plan with ${requestsSetting}`);
  const { perMinute, remaining } = requestLimit;
  const share = requestsPerMinute / perMinute;
  const details = { perMinute, remaining, ours: requestsPerMinute };
  const found = `${perMinute} requests a minute for the account, ${remaining} of them left; our share is ${requestsPerMinute} (${Math.round(share * 100)} %)`;
  if (share > 1) {
    const advice = `set ${requestsSetting} below ${perMinute}: what is over the limit is refused and waits`;
    return error('failed', found, advice, { details });
  }
  if (share > LARGEST_SHARE) {
    const advice = `set ${requestsSetting} lower if people's apps or other integrations use the same account`;
    return warning(found, advice, { details });
  }
  if (remaining < perMinute * SMALLEST_REST)
    return warning(found, 'find out what else uses up the limit of this account', { details });
  return ok(found, { details });
}

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
  tooLarge: {
    fault: 'failed',
    advice: 'check the address of the help desk: its answer is larger than any of a help desk',
  },
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

/** True for what `AbortSignal.timeout` aborts with. @see https://dom.spec.whatwg.org/#dom-abortsignal-timeout */
export function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}
