import { z } from 'zod';
import { isoSeconds } from '../../time.js';
import {
  type Audit,
  type AuditEvent,
  type FieldEvent,
  type MutableFields,
  type TicketChange,
  type TicketRecord,
  type Via,
  PRIORITIES,
} from '../store/types.js';
import { normalizeTags, sameTags } from './tags.js';

/** Author of what the vendor's system does by itself. */
const SYSTEM_USER_ID = -1;

const rule = z.strictObject({
  id: z.number().int().positive(),
  title: z.string().min(1),
  kind: z.enum(['trigger', 'automation']).default('trigger'),
  /** Fires only on tickets with this tag. */
  hasTag: z.string().min(1).optional(),
  /** A name that ends in `*` stands for all that begin so. */
  removeTags: z.array(z.string().min(1)).default([]),
  addTags: z.array(z.string().min(1)).default([]),
  /** Takes turns with whatever stands there: the first that differs is set. */
  priorities: z.array(z.enum(PRIORITIES)).default([]),
});

/**
 * Rules that really run: triggers within every update, in its audit, each with events of its own; automations when
 * they are told to. `netChanges`: audits keep only what an update changed in the end.
 */
export const runningRulesSchema = z.strictObject({
  rules: z.array(rule),
  netChanges: z.boolean().default(false),
});
export type RunningRules = z.output<typeof runningRulesSchema>;
export const NO_RULES: RunningRules = { rules: [], netChanges: false };
type Rule = RunningRules['rules'][number];

/** The update with what triggers make of it. */
export function withTriggers(
  change: TicketChange,
  record: TicketRecord,
  { running, nextId }: { running: RunningRules; nextId: () => number },
): TicketChange {
  const before = { tags: record.tags, priority: record.priority };
  const now = { ...before, ...pick(change.set) };
  const events: AuditEvent[] = [];
  for (const one of running.rules.filter(({ kind }) => kind === 'trigger')) {
    const made = run(one, now);
    events.push(...eventsOf(made, now, { nextId, via: viaOf(one) }));
    Object.assign(now, made);
  }
  if (events.length === 0) return change;
  const byRules = changedBetween({ ...before, ...pick(change.set) }, now);
  const all = [...change.audit.events, ...events];
  return {
    ...change,
    byRules,
    audit: { ...change.audit, events: running.netChanges ? netOf(all, before, now) : all },
  };
}

/** What an automation changes on a ticket; null: nothing. */
export function planAutomation(
  one: Rule,
  record: TicketRecord,
  { at, nextId }: { at: number; nextId: () => number },
): TicketChange | null {
  const set = run(one, record);
  const via = viaOf(one);
  const id = nextId();
  const events = eventsOf(set, record, { nextId });
  if (events.length === 0) return null;
  const audit: Audit = {
    id,
    ticket_id: record.id,
    created_at: isoSeconds(at),
    author_id: SYSTEM_USER_ID,
    metadata: { system: {}, custom: {} },
    events,
    via,
  };
  return { ticketId: record.id, by: 'agent', at, set, audit };
}

type Touched = Pick<MutableFields, 'tags' | 'priority'>;

const pick = ({ tags, priority }: Partial<MutableFields>): Partial<Touched> => ({
  ...(tags === undefined ? {} : { tags }),
  ...(priority === undefined ? {} : { priority }),
});

function run(one: Rule, ticket: Touched): Partial<Touched> {
  if (one.hasTag !== undefined && !ticket.tags.includes(one.hasTag)) return {};
  const isRemoved = (tag: string) =>
    one.removeTags.some((name) => (name.endsWith('*') ? tag.startsWith(name.slice(0, -1)) : tag === name));
  const tags = normalizeTags([...ticket.tags.filter((tag) => !isRemoved(tag)), ...one.addTags]);
  const priority = one.priorities.find((candidate) => candidate !== ticket.priority);
  return changedBetween(ticket, { tags, priority: priority ?? ticket.priority });
}

const changedBetween = (before: Touched, after: Touched): Partial<Touched> => ({
  ...(sameTags(before.tags, after.tags) ? {} : { tags: after.tags }),
  ...(before.priority === after.priority ? {} : { priority: after.priority }),
});

function eventsOf(
  made: Partial<Touched>,
  before: Touched,
  { nextId, via }: { nextId: () => number; via?: Via },
): FieldEvent[] {
  return Object.entries(made).map(([name, value]) => ({
    id: nextId(),
    type: 'Change',
    ...(via === undefined ? {} : { via }),
    value,
    field_name: name,
    previous_value: before[name as keyof Touched],
  }));
}

/** One event for each field, from what was there before to what is there now. */
function netOf(events: readonly AuditEvent[], before: Touched, now: Touched): AuditEvent[] {
  const isTouched = (event: AuditEvent): event is FieldEvent =>
    event.type === 'Change' && (event.field_name === 'tags' || event.field_name === 'priority');
  const changed = changedBetween(before, now);
  const last = (name: string) => events.filter(isTouched).findLast(({ field_name: field }) => field === name);
  const net = Object.keys(changed).flatMap((name) => {
    const event = last(name);
    return event === undefined
      ? []
      : [{ ...event, value: now[name as keyof Touched], previous_value: before[name as keyof Touched] }];
  });
  return [...events.filter((event) => !isTouched(event)), ...net];
}

const viaOf = ({ id, title, kind }: Rule): Via => ({
  channel: 'rule',
  source: { to: {}, from: { id, title, deleted: false }, rel: kind },
});
