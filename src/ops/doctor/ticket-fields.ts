import type { Priority } from '../../domain/ticket.js';
import { OUR_PRIORITIES } from './fired-rules.js';
import type { TicketField, TicketPlatform } from '../../ports/ticket-platform.js';
import { ok, warning, type Check, type Finding } from './check.js';
import { platformFinding } from './platform-finding.js';

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
