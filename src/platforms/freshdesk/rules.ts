import {
  PlatformError,
  type BusinessRule,
  type RuleCondition,
  type TicketField,
} from '../../ports/platform.js';
import type { FreshdeskClient } from './client.js';
import { LARGEST_PAGE } from './to-conversation.js';
import {
  rulesAnswer,
  type WireRule,
  type WireRuleEvent,
  type WireRuleProperty,
  ticketFieldsAnswer,
  type WireTicketField,
} from './wire.js';
import { PRIORITIES, type Priority } from '../../domain/ticket.js';
import { DEFAULT_PRIORITY, toPriority, priorityNumber } from './to-domain.js';

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

/** How the vendor writes "any value" of a field. */
const ANY = '--';
const LONGEST_VALUE = 80;
const EVERY_PRIORITY: readonly (Priority | null)[] = [null, ...PRIORITIES];

const HAS: ReadonlySet<string> = new Set(['in', 'is', 'contains', 'has_any_of']);
const HAS_NOT: ReadonlySet<string> = new Set(['not_in', 'is_not', 'does_not_contain', 'has_none_of']);
const TAG_FIELDS: ReadonlySet<string> = new Set(['tag_names', 'tags', 'ticket_tags']);

/** What must have happened for a rule on updates. We change tags and the priority, and add a private note. */
export function toEventCondition({ field_name: field, from, to, value }: WireRuleEvent): RuleCondition {
  switch (field ?? '') {
    case 'priority':
      return {
        about: 'priorityChange',
        from: prioritiesOf(from),
        to: prioritiesOf(to),
        words: `priority changed from ${shown(from)} to ${shown(to)}`,
      };
    case 'note_type':
      return { about: value === 'public' ? 'otherUpdate' : 'note', words: `note added: ${shown(value)}` };
    case 'ticket_action':
      return { about: value === 'update' ? 'ticket' : 'otherUpdate', words: `ticket: ${shown(value)}` };
    default:
      if (field && TAG_FIELDS.has(field))
        return {
          about: 'tags',
          has: 'anyOf',
          tags: textsOf(to ?? value),
          words: `tag: ${shown(to ?? value)}`,
        };
      return { about: 'otherUpdate', words: `${field ?? 'something'} changed` };
  }
}

/** A condition on the ticket as it is. Fields and operators that we do not know may hold or not. */
export function toPropertyCondition({
  field_name: name,
  operator: said,
  value,
}: WireRuleProperty): RuleCondition {
  const [field, operator] = [name ?? 'something', said ?? 'is'];
  const words = `${field.replaceAll('_', ' ')} ${operator.replaceAll('_', ' ')} ${shown(value)}`;
  const isHeld = HAS.has(operator);
  if (!isHeld && !HAS_NOT.has(operator)) return { about: 'ticket', words };
  if (TAG_FIELDS.has(field))
    return { about: 'tags', has: isHeld ? 'anyOf' : 'noneOf', tags: textsOf(value), words };
  if (field !== 'priority') return { about: 'ticket', words };
  const chosen = prioritiesOf(value);
  const oneOf = EVERY_PRIORITY.filter((priority) => chosen.includes(priority) === isHeld);
  return { about: 'priority', oneOf, words };
}

/** The default stands for both: for none, and for low where a person chose it. */
function prioritiesOf(value: unknown): (Priority | null)[] {
  const values = Array.isArray(value) ? value : [value];
  if (values.some((one) => one === ANY || one === undefined || one === null)) return [...EVERY_PRIORITY];
  return values.flatMap((one): (Priority | null)[] => {
    const number = Number(one);
    return number === DEFAULT_PRIORITY ? [null, 'low'] : [toPriority(number)];
  });
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

function shown(value: unknown): string {
  if (value === ANY || value === undefined || value === null) return 'any';
  const text = Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
  return text.replaceAll('"', '').slice(0, LONGEST_VALUE);
}

/** The vendor's own fields that a ticket never lacks. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(
  ['requester', 'company', 'subject', 'description', 'status', 'priority', 'source'].map(
    (name) => `default_${name}`,
  ),
);

/**
 * The account's ticket fields. Needs an administrator.
 * @see https://developers.freshdesk.com/api/#list_all_ticket_fields
 * @throws {PlatformError}
 */
export async function listTicketFields(
  client: FreshdeskClient,
  signal?: AbortSignal,
): Promise<TicketField[]> {
  const request = { method: 'GET', route: '/api/v2/ticket_fields', schema: ticketFieldsAnswer } as const;
  return (await client.send(request, signal)).value.map(toTicketField);
}

function toTicketField(field: WireTicketField): TicketField {
  const { id, name, label, type, required_for_agents: forAgents, required_for_closure: toClose } = field;
  const mayLack = !NEVER_EMPTY.has(type ?? '');
  return {
    fieldId: name ?? id,
    title: label ?? '',
    active: field.archived !== true,
    required: !mayLack ? 'never' : forAgents === true ? 'always' : toClose === true ? 'toSolve' : 'never',
    ...(type === 'default_priority' ? { priorities: fieldPriorities(field) } : {}),
  };
}

/** Labels with the vendor's numbers; the account may rename them, not add any. */
function fieldPriorities({ choices }: WireTicketField): Priority[] {
  const all: Priority[] = ['low', 'normal', 'high', 'urgent'];
  if (typeof choices !== 'object' || choices === null || Array.isArray(choices)) return all;
  const numbers = new Set(Object.values(choices).map(Number));
  const known = all.filter((priority) => numbers.has(priorityNumber(priority)));
  return known.length === 0 ? all : known;
}
