import { z } from 'zod';
import { FILTERED_BY, type FilteredBy } from '../../domain/ticket-filter.js';
import { TICKET_STATUSES } from '../../domain/ticket.js';
import { cronExpression, MAX_CONCURRENCY, scanStart } from '../triage.js';
import { count } from './values.js';
import { settingNotes } from '../../ports/setting-notes.js';

const STATUSES = `a list of ${TICKET_STATUSES.join(', ')}`;

const NAMES = 'a list of IDs or names';
const names = z
  .array(
    z.union([z.string().min(1), z.number().int().nonnegative()], NAMES).transform((name) => String(name)),
    NAMES,
  )
  .min(1, NAMES);
const CHOICE = 'a mapping with only or except';
const choice = z.object({ only: names.optional(), except: names.optional() }, CHOICE).optional();

/** `scan` of a tenant: which tickets, how often, how many at once. */
export const scanSchema = z.object(
  {
    cron: cronExpression.optional().register(settingNotes, {
      means: 'When the help desk is looked through, UTC.',
      otherwise: '`SCAN_CRON`',
    }),
    start: scanStart
      .optional()
      .register(settingNotes, { means: 'Where the very first scan begins.', otherwise: '`SCAN_START`' }),
    statuses: z
      .array(z.enum(TICKET_STATUSES, `one of ${TICKET_STATUSES.join(', ')}`), STATUSES)
      .min(1, STATUSES)
      .optional()
      .register(settingNotes, {
        means: 'Tickets of these statuses are triaged.',
        otherwise: '`SCAN_STATUSES`',
      }),
    filter: z
      .object(
        { group: choice, brand: choice, form: choice, channel: choice, tag: choice } satisfies Record<
          FilteredBy,
          unknown
        >,
        `a mapping with ${FILTERED_BY.join(', ')}`,
      )
      .optional()
      .register(settingNotes, {
        means: 'By what else tickets are chosen: of several choices all must hold.',
        values: 'group, brand, form, channel or tag, each with { only: [ID or name, …] } or { except: […] }',
      }),
    concurrency: count('tickets')
      .max(MAX_CONCURRENCY, `at most ${MAX_CONCURRENCY} tickets at once`)
      .optional()
      .register(settingNotes, { means: 'Tickets in flight for one scan.', otherwise: '`CONCURRENCY`' }),
  },
  'a mapping with cron, start, statuses, filter or concurrency',
);
