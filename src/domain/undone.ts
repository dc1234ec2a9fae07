import { UNSEEN_BEFORE_WRITE_MS } from './history.js';
import type { PreviousWrite, RuleName, TakenOff } from './merge.js';

/** Why a ticket without `ai_processed` is left alone. */
export const UNDONE = 'something takes our tag off again';

/** Longest title of a rule that is kept, UTF-16 units. */
const LONGEST_TITLE = 60;
/** Verdicts on the same words of a customer, where nobody knows who takes the tag off: the second may be a person's wish. */
const MOST_UNEXPLAINED = 2;

/**
 * Whether a verdict that nobody asked for would only be taken off again, as far as the ticket's history tells: a rule
 * of the help desk that takes our tag off after each write would otherwise get a note and a model call for every scan.
 * Null: it is worth writing.
 *
 * - A person who takes the tag off asks for a new verdict, and a customer who has written since deserves one.
 * - Taken off by a rule: the same input is not judged again.
 * - Otherwise the ticket gets two verdicts on what the customer wrote last, and no third.
 * @param isBetter The verdict would be another one: the model's in place of the rules'.
 */
export function undoneBy(
  previous: PreviousWrite | null,
  {
    customerMessageAt,
    inputHash,
    isBetter = false,
  }: { customerMessageAt: string | undefined; inputHash: string; isBetter?: boolean },
): TakenOff | null {
  if (previous === null) return null;
  const takenOff = previous.takenOff ?? { by: 'unknown' };
  if (takenOff.by === 'person') return null;
  const isSame = inputHash === previous.record.contentHash;
  const sinceWrite = (at: string) => !isBefore(customerMessageAt, at);
  const writes = previous.writesAt ?? (previous.at === undefined ? [] : [previous.at]);
  if (!isSame && previous.at !== undefined && sinceWrite(previous.at)) return null;
  if (takenOff.by === 'rule' && isSame && !isBetter) return takenOff;
  const unanswered = writes.filter((at) => !sinceWrite(at)).length;
  return unanswered >= MOST_UNEXPLAINED ? takenOff : null;
}

/** True when the message was seen by what was written at that time. No message at all was. */
function isBefore(messageAt: string | undefined, writtenAt: string): boolean {
  if (messageAt === undefined) return true;
  return !(Date.parse(messageAt) - Date.parse(writtenAt) > -UNSEEN_BEFORE_WRITE_MS);
}

/** A rule's name as it is kept: whitespace folded, cut. */
export function ruleName({ kind, id, title }: RuleName): RuleName {
  // eslint-disable-next-line no-control-regex
  const words = title?.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim() ?? '';
  return { kind, id: id?.slice(0, 40) ?? null, title: words === '' ? null : words.slice(0, LONGEST_TITLE) };
}

/** Who took the tag off, for people: `trigger 42 "Tidy up"`. */
export function takenOffText(takenOff: TakenOff): string {
  if (takenOff.by !== 'rule') return 'the help desk does not tell what';
  const { kind, id, title } = takenOff.rule;
  return [kind, id, title === null ? null : `"${title}"`].filter((part) => part !== null).join(' ');
}
