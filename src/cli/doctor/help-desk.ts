import {
  type PlatformIdentity,
  type TicketPlatform,
  type BusinessRule,
  type RuleCondition,
  PlatformError,
  type PlatformErrorKind,
} from '../../ports/platform.js';
import { error, ok, skipped, warning, type Check, type Finding, type Fault } from './report.js';
import { decideMerge, hasOwnTag, PROCESSED_TAG } from '../../domain/merge.js';
import type { Priority } from '../../domain/ticket.js';
import { URGENCIES } from '../../domain/verdict.js';

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

const RULES_TIMEOUT_MS = 30_000;

/** `help_desk_rules`: the platform's triggers and automations that what we write would fire. */
export function businessRulesCheck(platform: TicketPlatform): Check {
  return {
    name: 'help_desk_rules',
    needs: ['help_desk'],
    run: () =>
      platformFinding(async () => {
        const rules = await platform.listBusinessRules(AbortSignal.timeout(RULES_TIMEOUT_MS));
        const fired = firedRules(rules);
        const details = { active: rules.length, fired };
        const looked = `${rules.length} active triggers and automations`;
        if (fired.length === 0) return ok(`none of ${looked} is fired by what we write`, { details });
        return warning(
          `${fired.length} of ${looked} would be fired by our tags, priority or note`,
          'look whether each of them is wanted; where one is not, add a condition that leaves out updates made ' +
            'through the API, or tickets tagged ai_processed',
          { items: fired.map(describe), details },
        );
      }),
  };
}

function describe({ kind, title, because, onlyIf }: FiredRule): string {
  const further = onlyIf.length === 0 ? '' : `; only if ${onlyIf.join(' and ')}`;
  return `${kind} "${title}": ${because.join(' and ')}${further}`;
}

/** A rule that a verdict of ours would fire, and why. */
export interface FiredRule {
  ruleId: string;
  kind: BusinessRule['kind'];
  title: string;
  /** Conditions that our write meets by itself. */
  because: string[];
  /** Conditions that must hold besides, each: the ticket decides. */
  onlyIf: string[];
}

/**
 * What a condition has to say about our write: it holds because of the write (`met`), it never holds for one
 * (`never`), or the ticket decides (`open`).
 */
type Standing = 'met' | 'never' | 'open';

/** The priorities that a verdict sets where there was none. */
const OUR_PRIORITIES: readonly Priority[] = URGENCIES.flatMap((urgency) => {
  const verdict = { summary: '', root_cause: 'other', urgency, sentiment: 'neutral' } as const;
  const ticket = { tags: [], priority: null };
  return decideMerge({ ticket, verdict, source: 'llm', previous: null, force: false }).priority ?? [];
});
/** What we may change: nothing, or what we set before. */
const CHANGED_BY_US: readonly (Priority | null)[] = [null, ...OUR_PRIORITIES];

/**
 * The rules that the tags, the priority or the note of a verdict would fire, in the order given. A rule that fires on
 * any update is none of them: something of ours must be among its conditions.
 */
export function firedRules(rules: readonly BusinessRule[]): FiredRule[] {
  return rules.flatMap((rule) => fired(rule) ?? []);
}

function fired({ ruleId, kind, title, all, any }: BusinessRule): FiredRule | null {
  const standing = (conditions: readonly RuleCondition[], wanted: Standing) =>
    conditions.filter((condition) => standingOf(condition) === wanted).map(({ words }) => words);
  if (standing(all, 'never').length > 0) return null;
  if (any.length > 0 && standing(any, 'never').length === any.length) return null;
  const metByAny = standing(any, 'met');
  const because = [...standing(all, 'met'), ...metByAny];
  if (because.length === 0) return null;
  const oneOfAny = metByAny.length > 0 ? [] : standing(any, 'open');
  const onlyIf = [...standing(all, 'open'), ...(oneOfAny.length > 0 ? [oneOfAny.join(' or ')] : [])];
  return { ruleId, kind, title, because, onlyIf };
}

function standingOf(condition: RuleCondition): Standing {
  switch (condition.about) {
    case 'tags':
      if (condition.has === 'anyOf') return hasOwnTag(condition.tags) ? 'met' : 'open';
      return condition.tags.includes(PROCESSED_TAG) ? 'never' : 'open';
    case 'priority': {
      // What holds without a priority held before we came.
      const { oneOf } = condition;
      return !oneOf.includes(null) && OUR_PRIORITIES.some((priority) => oneOf.includes(priority))
        ? 'met'
        : 'open';
    }
    case 'priorityChange': {
      const { from, to } = condition;
      const ours = CHANGED_BY_US.some((before) =>
        OUR_PRIORITIES.some((after) => before !== after && from.includes(before) && to.includes(after)),
      );
      return ours ? 'met' : 'never';
    }
    case 'note':
      return 'met';
    case 'otherUpdate':
      return 'never';
    case 'ticket':
      return 'open';
  }
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
