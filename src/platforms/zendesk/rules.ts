import {
  PlatformError,
  type BusinessRule,
  type RuleCondition,
  type TicketField,
} from '../../ports/platform.js';
import { type ZendeskClient, type ZendeskRequest, firstPage, nextPageQuery } from './client.js';
import {
  automationsAnswer,
  triggersAnswer,
  type WirePaging,
  type WireRule,
  type WireRuleCondition,
  ticketFieldsAnswer,
  type WireTicketField,
} from './wire.js';
import { PRIORITIES, type Priority } from '../../domain/ticket.js';

/** Accounts have some hundred rules at most; a listing without end is a fault of the server. */
const MOST_PAGES = 50;

/**
 * The account's active triggers and automations, in the order the vendor lists them. Any agent may read them.
 * @see https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
 * @see https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/
 * @throws {PlatformError}
 */
export async function listBusinessRules(
  client: ZendeskClient,
  signal?: AbortSignal,
): Promise<BusinessRule[]> {
  const triggers = await allPages('/api/v2/triggers', async (request) => {
    const { value } = await client.send({ ...request, schema: triggersAnswer }, signal);
    return { rules: value.triggers, ...value };
  });
  const automations = await allPages('/api/v2/automations', async (request) => {
    const { value } = await client.send({ ...request, schema: automationsAnswer }, signal);
    return { rules: value.automations, ...value };
  });
  return [...toRules(triggers, 'trigger'), ...toRules(automations, 'automation')];
}

type PageRequest = Omit<ZendeskRequest<never>, 'schema'>;

async function allPages(
  route: string,
  read: (request: PageRequest) => Promise<{ rules: WireRule[] } & WirePaging>,
): Promise<WireRule[]> {
  const rules: WireRule[] = [];
  let query = firstPage();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await read({ method: 'GET', route, query });
    rules.push(...answer.rules);
    const next = nextPageQuery(answer);
    if (next === null) return rules;
    query = new URLSearchParams(next);
  }
  throw new PlatformError(`GET ${route}: expected at most ${MOST_PAGES} pages, got more`, {
    kind: 'protocol',
  });
}

function toRules(rules: readonly WireRule[], kind: BusinessRule['kind']): BusinessRule[] {
  return rules
    .filter(({ active }) => active !== false)
    .map(({ id, title, conditions }) => ({
      ruleId: id,
      kind,
      title: title ?? '',
      all: (conditions?.all ?? []).map(toRuleCondition),
      any: (conditions?.any ?? []).map(toRuleCondition),
    }));
}

/** The vendor's number of the channel that updates through its API come by. @see vendor page "Via object reference" */
const API_CHANNEL = '5';
/** A condition without an operator, which older rules have, means `is`. */
const DEFAULT_OPERATOR = 'is';
const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  is: 'is',
  is_not: 'is not',
  less_than: 'is less than',
  greater_than: 'is greater than',
  includes: 'has at least one of',
  not_includes: 'has none of',
  changed: 'changed',
  not_changed: 'has not changed',
  value: 'changed to',
  not_value: 'has not changed to',
  value_previous: 'changed from',
  not_value_previous: 'has not changed from',
};
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['changed', 'not_changed']);
/** Operators that want a change of their field within the update. */
const CHANGE: ReadonlySet<string> = new Set(['changed', 'value', 'value_previous']);
const FIELD_WORDS: Readonly<Record<string, string>> = {
  current_tags: 'tag list',
  current_via_id: 'channel of the update',
  comment_is_public: 'comment',
  update_type: 'ticket',
};
/** Values whose words alone say little. */
const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  comment_is_public: {
    true: 'public',
    false: 'private',
    not_relevant: 'present, public or private',
    requester_can_see_comment: 'present and visible to the requester',
  },
  update_type: { Create: 'created', Change: 'updated' },
  current_via_id: { [API_CHANNEL]: 'the API' },
};
const LONGEST_VALUE = 80;

/** Values of `comment_is_public` that an internal note meets: private, and present whether public or not. */
const MET_BY_INTERNAL_NOTE: ReadonlySet<string> = new Set(['false', 'not_relevant']);
/** Lowest first; a ticket without a priority sorts below all. */
const RANKED: readonly (Priority | null)[] = [null, ...PRIORITIES];

/**
 * Translates a condition of a trigger or an automation. Fields and operators that we do not know may hold or not.
 * @see https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/
 */
export function toRuleCondition({ field, operator, value }: WireRuleCondition): RuleCondition {
  const condition = { field, operator: operator ?? DEFAULT_OPERATOR, values: valuesOf(value) };
  return { words: wordsOf(condition), ...bearingOf(condition) };
}

interface Condition {
  field: string;
  operator: string;
  values: string[];
}

type Bearing = RuleCondition extends infer C ? (C extends RuleCondition ? Omit<C, 'words'> : never) : never;

function bearingOf({ field, operator, values }: Condition): Bearing {
  const [value = ''] = values;
  const holds = (met: boolean) => met !== (operator === 'is_not');
  switch (field) {
    case 'current_tags':
      return bearingOfTags(operator, values);
    case 'priority':
      return bearingOfPriority(operator, toPriority(value));
    case 'comment_is_public':
      return { about: holds(MET_BY_INTERNAL_NOTE.has(value)) ? 'note' : 'otherUpdate' };
    case 'update_type':
      return { about: holds(value.toLowerCase() !== 'create') ? 'ticket' : 'otherUpdate' };
    case 'current_via_id':
      return { about: holds(value === API_CHANNEL) ? 'ticket' : 'otherUpdate' };
    default:
      return { about: CHANGE.has(operator) ? 'otherUpdate' : 'ticket' };
  }
}

/** Several tags stand in one text, divided by spaces. */
function bearingOfTags(operator: string, values: readonly string[]): Bearing {
  const tags = values.flatMap((value) => value.split(/\s+/)).filter((tag) => tag !== '');
  if (operator === 'includes' || operator === 'is') return { about: 'tags', has: 'anyOf', tags };
  if (operator === 'not_includes' || operator === 'is_not') return { about: 'tags', has: 'noneOf', tags };
  return { about: 'ticket' };
}

function bearingOfPriority(operator: string, value: Priority | null): Bearing {
  const rank = RANKED.indexOf(value);
  const holding = (holds: (other: number) => boolean) => RANKED.filter((_priority, other) => holds(other));
  switch (operator) {
    case 'is':
      return { about: 'priority', oneOf: [value] };
    case 'is_not':
      return { about: 'priority', oneOf: holding((other) => other !== rank) };
    case 'less_than':
      return { about: 'priority', oneOf: holding((other) => other < rank) };
    case 'greater_than':
      return { about: 'priority', oneOf: holding((other) => other > rank) };
    case 'changed':
      return { about: 'priorityChange', from: [...RANKED], to: [...RANKED] };
    case 'value':
      return { about: 'priorityChange', from: [...RANKED], to: [value] };
    case 'value_previous':
      return { about: 'priorityChange', from: [value], to: [...RANKED] };
    default:
      return { about: 'ticket' };
  }
}

/** An empty value is "no priority". */
function toPriority(value: string): Priority | null {
  return PRIORITIES.find((priority) => priority === value.toLowerCase()) ?? null;
}

function wordsOf({ field, operator, values }: Condition): string {
  const verb = OPERATOR_WORDS[operator] ?? operator.replaceAll('_', ' ');
  if (WITHOUT_VALUE.has(operator)) return `${fieldWords(field)} ${verb}`;
  const value = values.map((one) => VALUE_WORDS[field]?.[one] ?? one.replaceAll(' ', ', ')).join(', ');
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 1)}…` : value;
  return `${fieldWords(field)} ${verb} ${shown === '' ? 'nothing' : shown}`;
}

/** Automations count hours in fields named after a status or a moment: `OPEN`, `assigned_at`. */
function fieldWords(field: string): string {
  const since = /^([A-Z]+)$/.exec(field)?.[1]?.toLowerCase() ?? /^(.+)_at$/.exec(field)?.[1];
  if (since !== undefined) return `hours since ${since.replaceAll('_', ' ')}`;
  return FIELD_WORDS[field] ?? field.replace(/_id$/, '').replaceAll('_', ' ');
}

function valuesOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [],
  );
}

const ROUTE = '/api/v2/ticket_fields';
/** Accounts have some hundred fields at most; a listing without end is a fault of the server. */
const MOST_FIELD_PAGES = 50;
/** Always filled in: they cannot be what a write lacks. */
const NEVER_EMPTY: ReadonlySet<string> = new Set([
  'subject',
  'description',
  'status',
  'custom_status',
  'priority',
]);
/** Sub-type of the priority that leaves Normal and High. */
const BASIC = 1;

/**
 * The account's ticket fields. Any agent may read them.
 * @see https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
 * @throws {PlatformError}
 */
export async function listTicketFields(client: ZendeskClient, signal?: AbortSignal): Promise<TicketField[]> {
  const fields: TicketField[] = [];
  let query = firstPage();
  for (let page = 1; page <= MOST_FIELD_PAGES; page += 1) {
    const request = { method: 'GET', route: ROUTE, query, schema: ticketFieldsAnswer } as const;
    const { value } = await client.send(request, signal);
    fields.push(...value.ticket_fields.map(toTicketField));
    const next = nextPageQuery(value);
    if (next === null) return fields;
    query = new URLSearchParams(next);
  }
  throw new PlatformError(`GET ${ROUTE}: expected at most ${MOST_FIELD_PAGES} pages, got more`, {
    kind: 'protocol',
  });
}

/** `required` of the vendor's: agents must fill it in before they solve a ticket. */
function toTicketField(field: WireTicketField): TicketField {
  const { id, type, title, active, required } = field;
  const isPriority = type === 'priority';
  const mayLack = required === true && !NEVER_EMPTY.has(type ?? '');
  return {
    fieldId: id,
    title: title ?? '',
    active: active !== false,
    required: mayLack ? 'toSolve' : 'never',
    ...(isPriority ? { priorities: prioritiesOf(field) } : {}),
  };
}

function prioritiesOf({ sub_type_id: subType, system_field_options: options }: WireTicketField) {
  if (subType === BASIC) return PRIORITIES.filter((priority) => priority === 'normal' || priority === 'high');
  const values = new Set((options ?? []).flatMap(({ value }) => value?.toLowerCase() ?? []));
  return values.size === 0 ? [...PRIORITIES] : PRIORITIES.filter((priority) => values.has(priority));
}
