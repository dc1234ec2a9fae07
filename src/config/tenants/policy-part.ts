import { z } from 'zod';
import {
  collidingTag,
  BULK_MAIL_WAYS,
  TICKET_LANGUAGE,
  type VerdictPolicy,
} from '../../domain/tenant-policy.js';
import { LARGEST_SETTLE_SECONDS } from '../../domain/settle-time.js';
import { SETTLE_TIME, cronExpression, MAX_CONCURRENCY, scanStart } from '../triage.js';
import { DESCRIPTORS } from '../../platforms/index.js';
import { text, count } from './part-faults.js';
import { settingNotes } from '../../ports/setting.js';
import { FILTERED_BY, type FilteredBy, TICKET_STATUSES } from '../../domain/ticket.js';

const LANGUAGE = `a language as BCP 47 names it, such as en, de or pt-BR, or ${TICKET_LANGUAGE}: that of the ticket`;
const SHARE = 'a number from 0 to 1';
const BUDGET = 'a number of USD above 0';
const PREFIX = 'a tag beginning with ai_, of lower case letters, digits and _';
const DESCRIPTION = 'a description of 1 to 200 characters';
const MAX_CATEGORIES = 20;

/** Where tags are so short that it matters. */
const LONGEST_TAGS = DESCRIPTORS.filter(({ longestTag }) => Number.isFinite(longestTag))
  .map(({ longestTag, title }) => `${longestTag} characters on ${title}`)
  .join(', ');

const category = z.object(
  {
    name: z
      .string('a name of 1 to 30 lower case letters, digits and _')
      .regex(/^[a-z0-9_]{1,30}$/, 'a name of 1 to 30 lower case letters, digits and _')
      .register(settingNotes, {
        means: `The category in the tag; with the prefix at most ${LONGEST_TAGS}.`,
      }),
    description: text(DESCRIPTION)
      .max(200, DESCRIPTION)
      .register(settingNotes, { means: 'What belongs to it, for the model.' }),
  },
  'a mapping with name and description',
);

const categories = z
  .array(category, 'a list of categories')
  .max(MAX_CATEGORIES, `at most ${MAX_CATEGORIES} categories`)
  .superRefine((list, context) => {
    for (const [index, { name }] of list.entries()) {
      const first = list.findIndex((other) => other.name === name);
      if (first < index)
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `another name than that of categories[${first}]`,
          params: { got: JSON.stringify(name) },
        });
    }
  });

const categoryTagPrefix = z
  .string(PREFIX)
  .regex(/^ai_[a-z0-9_]{0,40}$/, PREFIX)
  .superRefine((prefix, context) => {
    const own = collidingTag(prefix);
    if (own === null) return;
    const message = `a prefix that is not mistaken for our own tag ${own}${own.endsWith('_') ? '…' : ''}`;
    context.addIssue({ code: 'custom', message, params: { got: JSON.stringify(prefix) } });
  });

/** A tenant's choices about its verdicts. */
export const policyShape = {
  summaryLanguage: z
    .string(LANGUAGE)
    .refine(isLanguage, LANGUAGE)
    .optional()
    .register(settingNotes, { means: 'The language that summaries are written in.' }),
  bulkMail: z
    .enum(BULK_MAIL_WAYS, BULK_MAIL_WAYS.join(', '))
    .optional()
    .register(settingNotes, { means: 'What happens to bounces, auto-replies and newsletters.' }),
  categories: categories
    .optional()
    .register(settingNotes, { means: 'Categories of your own, beside the four fixed fields.' }),
  categoryTagPrefix: categoryTagPrefix
    .optional()
    .register(settingNotes, { means: 'What the tags of categories begin with.' }),
  confidenceThreshold: z
    .number(SHARE)
    .min(0, SHARE)
    .max(1, SHARE)
    .optional()
    .register(settingNotes, { means: 'Below it the note is written, the priority is not; 0: off.' }),
  monthlyBudgetUsd: z
    .number(BUDGET)
    .positive(BUDGET)
    .optional()
    .register(settingNotes, { means: 'Once it is spent the rules decide until the month (UTC) is over.' }),
  settleSeconds: z
    .int(SETTLE_TIME)
    .min(0, SETTLE_TIME)
    .max(LARGEST_SETTLE_SECONDS, SETTLE_TIME)
    .optional()
    .register(settingNotes, {
      means: 'A ticket is judged once its customer has written nothing for so long.',
      otherwise: '`SETTLE_SECONDS`',
    }),
  reanalyzeReplies: z.boolean('true or false').optional().register(settingNotes, {
    means: "Whether a customer's reply after our verdict leads to a new one.",
    otherwise: '`REANALYZE_REPLIES`',
  }),
};

/** What a tenant says of its verdicts, and the default for the rest. */
export function policyOf(
  given: z.output<z.ZodObject<typeof policyShape>>,
  defaults: VerdictPolicy,
): VerdictPolicy {
  const said = Object.keys(policyShape).flatMap((key) => {
    const value = given[key as keyof typeof policyShape];
    return value === undefined ? [] : [[key, value]];
  });
  return { ...defaults, ...(Object.fromEntries(said) as Partial<VerdictPolicy>) };
}

/** `ticket`, or well formed and of a language that has a name: `english` is the former only. */
function isLanguage(tag: string): boolean {
  if (tag === TICKET_LANGUAGE) return true;
  try {
    return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag) !== undefined;
  } catch {
    return false;
  }
}

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
