import { PRIORITIES, type Priority } from '../../domain/ticket.js';
import type { RuleCondition } from '../../ports/platform.js';
import { DEFAULT_PRIORITY, toPriority } from './priority.js';
import type { WireRuleEvent, WireRuleProperty } from './wire.js';

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
