import { PlatformError, type BusinessRule, type RuleCondition } from '../../ports/platform.js';
import type { FreshdeskClient } from './client.js';
import { LARGEST_PAGE } from './conversation-pages.js';
import { toEventCondition, toPropertyCondition } from './rule-conditions.js';
import { rulesAnswer, type WireRule } from './wire.js';

/** Accounts have some hundred rules at most; a listing without end is a fault of the server. */
const MOST_PAGES = 50;
/** Rules on updates are triggers, those looked at every hour automations; those on new tickets never fire on ours. */
const KINDS = [
  { type: 4, kind: 'trigger' },
  { type: 3, kind: 'automation' },
] as const;
/** Whose updates a rule looks at: 2 requesters', 4 the system's. We are an agent. */
const NOT_OURS: ReadonlySet<number> = new Set([2, 4]);

/**
 * The account's active automation rules on updates and time, in the order the vendor lists them. A rule with several
 * events, or with sets of conditions of which one will do, is told once for each. Needs an administrator.
 * @see https://developers.freshdesk.com/api/#automation-rules
 * @throws {PlatformError}
 */
export async function listBusinessRules(
  client: FreshdeskClient,
  signal?: AbortSignal,
): Promise<BusinessRule[]> {
  const rules: BusinessRule[] = [];
  for (const { type, kind } of KINDS) {
    const active = (await allRules(client, type, signal)).filter((rule) => rule.active !== false);
    rules.push(...active.flatMap((rule) => toRules(rule, kind)));
  }
  return rules;
}

async function allRules(client: FreshdeskClient, type: number, signal?: AbortSignal): Promise<WireRule[]> {
  const route = `/api/v2/automations/${type}/rules`;
  const rules: WireRule[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { per_page: String(LARGEST_PAGE), page: String(page) };
    const { value, hasNextPage } = await client.send(
      { method: 'GET', route, query, schema: rulesAnswer },
      signal,
    );
    rules.push(...value);
    if (!hasNextPage || value.length === 0) return rules;
  }
  throw new PlatformError(`GET ${route}: expected at most ${MOST_PAGES} pages, got more`, {
    kind: 'protocol',
  });
}

function toRules(rule: WireRule, kind: BusinessRule['kind']): BusinessRule[] {
  const { id, name, performer, operator } = rule;
  const whose: RuleCondition[] = NOT_OURS.has(performer?.type ?? 0)
    ? [{ about: 'otherUpdate', words: 'the update is not an agent’s' }]
    : [];
  const events = (rule.events ?? []).map(toEventCondition);
  const sets = rule.conditions ?? [];
  const choices = /\bor\b/i.test(operator ?? '') && sets.length > 1 ? sets.map((set) => [set]) : [sets];
  return (events.length > 0 ? events.map((event) => [event]) : [[]]).flatMap((event) =>
    choices.map((chosen) => {
      const conditions = conditionsOf(chosen);
      return {
        ruleId: id,
        kind,
        title: name ?? '',
        all: [...whose, ...event, ...conditions.all],
        any: conditions.any,
      };
    }),
  );
}

/** Of several sets that each want any of theirs, the first keeps its meaning and the others their words. */
function conditionsOf(sets: NonNullable<WireRule['conditions']>): Pick<BusinessRule, 'all' | 'any'> {
  const translated = sets.map(({ match_type: match, properties }) => ({
    isAny: match === 'any' && (properties ?? []).length > 1,
    conditions: (properties ?? []).map(toPropertyCondition),
  }));
  const [first, ...others] = translated.filter(({ isAny }) => isAny);
  return {
    all: [
      ...translated.filter(({ isAny }) => !isAny).flatMap(({ conditions }) => conditions),
      ...others.map(({ conditions }): RuleCondition => ({
        about: 'ticket',
        words: conditions.map(({ words }) => words).join(' or '),
      })),
    ],
    any: first?.conditions ?? [],
  };
}
