import { PROCESSED_TAG, type WriteRecord, type TakenOff } from '../../domain/merge.js';
import { ruleName } from '../../domain/undone.js';
import type { WireAudit, WireAuditEvent } from './wire.js';

/** Where agents work by hand. An integration comes by `api`, whoever's token it uses. */
const BY_HAND: ReadonlySet<string> = new Set(['web', 'mobile', 'mobile_sdk']);
/** Author of what the vendor's system does by itself. */
const SYSTEM = '-1';
/** Channels of what nobody does by hand. */
const BY_ITSELF: ReadonlySet<string> = new Set(['rule', 'system', 'business_rule']);

/**
 * Who took `ai_processed` off with an update; null: it did not go with it. The vendor's triggers run inside the update
 * that fires them: their events have a `via` of their own, with the rule's ID and title. Only net changes are kept, so
 * what a trigger takes back within our own update shows as tags that lack ours.
 * @see https://developer.zendesk.com/documentation/ticketing/reference-guides/ticket-audit-events-reference/
 */
export function takenOffIn(audit: WireAudit, record: WriteRecord | null): TakenOff | null {
  const changes = (audit.events ?? []).filter(
    ({ type, field_name: field }) => type === 'Change' && (field === 'tags' || field === 'current_tags'),
  );
  const last = changes.at(-1);
  if (last === undefined || tagsIn(last.value).has(PROCESSED_TAG)) return null;
  const removal = changes.findLast(({ previous_value: before }) => tagsIn(before).has(PROCESSED_TAG));
  if (record?.tags.includes(PROCESSED_TAG) === true) return byRule(removal ?? last, audit);
  return removal === undefined ? null : whose(removal, audit);
}

function whose(event: WireAuditEvent, audit: WireAudit): TakenOff {
  const channel = (event.via?.channel ?? audit.via?.channel)?.toLowerCase();
  if ((channel !== undefined && BY_ITSELF.has(channel)) || audit.author_id === SYSTEM)
    return byRule(event, audit);
  return { by: channel !== undefined && BY_HAND.has(channel) && audit.author_id ? 'person' : 'unknown' };
}

/** An event of its own tells which rule it was; an automation's audit does. */
function byRule(event: WireAuditEvent, audit: WireAudit): TakenOff {
  const source = event.via?.source ?? audit.via?.source;
  const { rel, from } = source ?? {};
  const kind = rel === 'trigger' || rel === 'automation' ? rel : 'rule';
  return { by: 'rule', rule: ruleName({ kind, id: from?.id ?? null, title: from?.title ?? null }) };
}

/** Tags come as a list, and from older servers as one text. */
function tagsIn(value: unknown): ReadonlySet<string> {
  if (typeof value === 'string') return new Set(value.split(/[\s,]+/));
  return new Set(Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : []);
}
