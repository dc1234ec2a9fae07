import { z } from 'zod';
import { type TicketChange, type TicketRecord, PRIORITY } from '../store/types.js';
import { changedFields } from './changed-fields.js';
import { normalizeTags } from './tags.js';

const rule = z.strictObject({
  title: z.string().min(1),
  hasTag: z.string().min(1).optional(),
  /** A name that ends in `*` stands for all that begin so. */
  removeTags: z.array(z.string().min(1)).default([]),
  addTags: z.array(z.string().min(1)).default([]),
  /** In the vendor's numbers; the first that differs is set. */
  priorities: z.array(z.union(Object.values(PRIORITY).map((number) => z.literal(number)))).default([]),
});

/** Rules that really run, right after every update; `inAnswer`: before it is answered. Their doing leaves no name. */
export const runningRulesSchema = z.strictObject({
  rules: z.array(rule),
  inAnswer: z.boolean().default(false),
});
export type RunningRules = z.output<typeof runningRulesSchema>;
export const NO_RULES: RunningRules = { rules: [], inAnswer: false };

/** What the rules change on a ticket now, one change a rule that changes anything. */
export function planRule(
  { hasTag, removeTags, addTags, priorities }: RunningRules['rules'][number],
  record: TicketRecord,
  at: number,
): TicketChange | null {
  if (hasTag !== undefined && !record.tags.includes(hasTag)) return null;
  const isRemoved = (tag: string) =>
    removeTags.some((name) => (name.endsWith('*') ? tag.startsWith(name.slice(0, -1)) : tag === name));
  const tags = normalizeTags([...record.tags.filter((tag) => !isRemoved(tag)), ...addTags], record.tags);
  const priority = priorities.find((candidate) => candidate !== record.priority) ?? record.priority;
  const set = changedFields(record, { tags, priority });
  if (Object.keys(set).length === 0) return null;
  return { ticketId: record.id, by: 'person', at, set, conversations: [] };
}
