import { z } from 'zod';
import { collidingTag } from '../../domain/category-tags.js';
import {
  BULK_MAIL_WAYS,
  DEFAULT_VERDICT_POLICY,
  TICKET_LANGUAGE,
  type VerdictPolicy,
} from '../../domain/tenant-policy.js';
import { text } from './values.js';

const LANGUAGE = `a language as BCP 47 names it, such as en, de or pt-BR, or ${TICKET_LANGUAGE}: that of the ticket`;
const SHARE = 'a number from 0 to 1';
const BUDGET = 'a number of USD above 0';
const PREFIX = 'a tag beginning with ai_, of lower case letters, digits and _';
const DESCRIPTION = 'a description of 1 to 200 characters';
const MAX_CATEGORIES = 20;

const category = z.object(
  {
    name: z
      .string('a name of 1 to 30 lower case letters, digits and _')
      .regex(/^[a-z0-9_]{1,30}$/, 'a name of 1 to 30 lower case letters, digits and _'),
    description: text(DESCRIPTION).max(200, DESCRIPTION),
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
  summaryLanguage: z.string(LANGUAGE).refine(isLanguage, LANGUAGE).optional(),
  bulkMail: z.enum(BULK_MAIL_WAYS, BULK_MAIL_WAYS.join(', ')).optional(),
  categories: categories.optional(),
  categoryTagPrefix: categoryTagPrefix.optional(),
  confidenceThreshold: z.number(SHARE).min(0, SHARE).max(1, SHARE).optional(),
  monthlyBudgetUsd: z.number(BUDGET).positive(BUDGET).optional(),
};

/** What a tenant says of its verdicts, and the default for the rest. */
export function policyOf(given: z.output<z.ZodObject<typeof policyShape>>): VerdictPolicy {
  const said = Object.keys(policyShape).flatMap((key) => {
    const value = given[key as keyof typeof policyShape];
    return value === undefined ? [] : [[key, value]];
  });
  return { ...DEFAULT_VERDICT_POLICY, ...(Object.fromEntries(said) as Partial<VerdictPolicy>) };
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
