import type { TicketPlatform, BusinessRule, RuleCondition, TicketField } from '../../ports/platform.js';
import { ok, warning, type Check, type Finding } from './report.js';
import { platformFinding } from './help-desk.js';
import { hasOwnTag, OUR_PRIORITIES, PROCESSED_TAG } from '../../domain/merge.js';
import type { Priority } from '../../domain/ticket.js';

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

const TIMEOUT_MS = 20_000;

/** `help_desk_fields`: whether the account's ticket fields take what we write. One request, reading. */
export function ticketFieldsCheck(platform: TicketPlatform): Check {
  return {
    name: 'help_desk_fields',
    needs: ['help_desk'],
    run: () =>
      platformFinding(async () => finding(await platform.listTicketFields(AbortSignal.timeout(TIMEOUT_MS)))),
  };
}

function finding(fields: readonly TicketField[]): Finding {
  const active = fields.filter((field) => field.active);
  const priority = fields.find(({ priorities }) => priorities !== undefined);
  const missing = OUR_PRIORITIES.filter((one) => !priority?.priorities?.includes(one));
  const items = [
    ...priorityItems(priority, missing),
    ...active.filter(({ required }) => required !== 'never').map(requiredItem),
  ];
  const details = {
    priorityField: priority?.fieldId ?? null,
    priorityActive: priority?.active ?? false,
    priorities: priority?.priorities ?? [],
    required: active.flatMap(({ fieldId, title, required }) =>
      required === 'never' ? [] : [{ fieldId, title, required }],
    ),
  };
  if (items.length === 0)
    return ok(`${active.length} ticket fields, none is in the way of what we write`, { details });
  return warning(
    'some ticket fields may keep the help desk from taking what we write',
    'look whether each is wanted: a priority that is refused is left out, and a write that is refused for another ' +
      'field ends as skipped: rejected, with the field in `status` and `audit show`',
    { items, details },
  );
}

function priorityItems(field: TicketField | undefined, missing: readonly Priority[]): string[] {
  if (field === undefined) return ['there is no priority field: priorities are not set'];
  const name = `priority field "${field.title}" (${field.fieldId})`;
  if (!field.active) return [`${name} is inactive: priorities are not set`];
  if (missing.length === 0) return [];
  const offered = field.priorities?.join(', ') ?? '';
  return [`${name} is basic, it offers ${offered} only: ${missing.join(' and ')} cannot be set`];
}

const requiredItem = ({ fieldId, title, required }: TicketField): string =>
  required === 'always'
    ? `field "${title}" (${fieldId}) is required for agents: updates of tickets without it may be refused`
    : `field "${title}" (${fieldId}) is required for agents to solve a ticket: updates of solved tickets without it may be refused`;
