import { z } from 'zod';
import { TICKET_STATUSES } from '../../domain/ticket.js';
import { cronExpression, MAX_CONCURRENCY, scanStart } from '../triage.js';
import { count } from './values.js';

const STATUSES = `a list of ${TICKET_STATUSES.join(', ')}`;

/** `scan` of a tenant: which tickets, how often, how many at once. */
export const scanSchema = z.object(
  {
    cron: cronExpression.optional(),
    start: scanStart.optional(),
    statuses: z
      .array(z.enum(TICKET_STATUSES, `one of ${TICKET_STATUSES.join(', ')}`), STATUSES)
      .min(1, STATUSES)
      .optional(),
    concurrency: count('tickets')
      .max(MAX_CONCURRENCY, `at most ${MAX_CONCURRENCY} tickets at once`)
      .optional(),
  },
  'a mapping with cron, start, statuses or concurrency',
);
