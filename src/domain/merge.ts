import type { Priority, TicketState } from './ticket.js';
import { FIELDS, labelIn, tagOf, type Labels } from './verdict-fields.js';
import type { Verdict, VerdictSource } from './verdict.js';

/** Something of the help desk that changes tickets by itself. */
export interface RuleName {
  kind: 'trigger' | 'automation' | 'rule';
  /** As the help desk numbers it; null: it does not say. */
  id: string | null;
  /** As its administrators call it, cut; null: it does not say. */
  title: string | null;
}

/**
 * Who took `ai_processed` off a ticket. `person`: an agent, at the help desk's own pages. `rule`: the help desk by
 * itself. `unknown`: an integration, our own user, or nobody that the history tells.
 */
export type TakenOff = { by: 'person' | 'unknown' } | { by: 'rule'; rule: RuleName };

/** Marks a ticket that has a verdict. A person who takes it off asks for a new one. */
export const PROCESSED_TAG = 'ai_processed';
/** Marks a verdict that the rules gave. */
export const FALLBACK_TAG = 'ai_fallback';
/** Marks a ticket that got no verdict, because no person wrote it. */
export const BULK_MAIL_TAG = 'ai_bulk_mail';

const OWN_TAGS: ReadonlySet<string> = new Set([
  PROCESSED_TAG,
  FALLBACK_TAG,
  BULK_MAIL_TAG,
  ...FIELDS.flatMap((field) => field.labels.map((label) => tagOf(field, label))),
]);

/** The priorities that a verdict may set where there is none. */
export const OUR_PRIORITIES: readonly Priority[] = FIELDS.flatMap(({ priority }) =>
  Object.values(priority?.set ?? {}),
);

/** What the platform keeps beside each of our writes, so that the next decision knows what is ours. */
export interface WriteRecord {
  workflowId: string;
  /** Unique per verdict: two writes with one verdict ID never both happen. */
  verdictId: string;
  /** Hash of the redacted input the verdict was made from. */
  contentHash: string;
  /** Our tags on the ticket after the write. */
  tags: string[];
  /** The priority this write set; null when it left the priority alone. */
  priority: Priority | null;
  /** Our tags that people took off. We never put them back; people may, and may take them off again. */
  declinedTags: string[];
  /** Keys of the requests that this write serves; the latest few. Absent: nobody asked. */
  requestKeys?: string[];
}

/**
 * Who the ticket's priority belongs to: `foreign` (we never set it), `ours` (we set it last),
 * `takenOver` (we set it, then somebody else changed it).
 */
export type PriorityOwner = 'foreign' | 'ours' | 'takenOver';

/** What the ticket's history says about our earlier writes. */
export interface PreviousWrite {
  record: WriteRecord;
  priorityOwner: PriorityOwner;
  /** When the platform says it was made, ISO 8601. */
  at: string;
  /** Verdict IDs of our latest writes, this one last. */
  verdictIds: string[];
  /** Keys of the requests that our latest writes served. */
  servedKeys: string[];
  /** Nobody has written to the customer, or for them, since. Absent: the history does not rule it out. */
  silentSince?: true;
  /** Who took `ai_processed` off since. Absent: nobody, as far as the history tells. */
  takenOff?: TakenOff;
  /** When our latest writes were made, this one included, oldest first, at most ten, ISO 8601. */
  writesAt?: string[];
  /** The help desk's ID of who made it: ourselves. */
  authorId?: string;
}

/** A ticket, and what is known of our writes on it. */
export interface BulkMailMergeInput {
  ticket: Pick<TicketState, 'tags' | 'priority'>;
  /** The last of our writes on this ticket; null when there is none. */
  previous: PreviousWrite | null;
  /** An operator wants our values even where a person changed them. Foreign values stay all the same. */
  force: boolean;
}

export interface MergeInput extends BulkMailMergeInput {
  verdict: Verdict;
  source: VerdictSource;
  /** The tag of the verdict's category. */
  categoryTag?: string | undefined;
  /** The verdict is too unsure to choose a priority. */
  leavePriority?: boolean;
}

export interface MergeDecision {
  /** The full tag list after the write. */
  tags: string[];
  /** Absent: leave the priority alone. */
  priority?: Priority;
  /** Those of `tags` that we put there, now or before. */
  ownTags: string[];
  /** Our tags that people took off: not put back. */
  declinedTags: string[];
}

/** True for a tag of our vocabulary, categories aside. */
export const isOwnTag = (tag: string): boolean => OWN_TAGS.has(tag);

/** True when any tag of our vocabulary is on the ticket, so that its history is worth reading. */
export function hasOwnTag(tags: readonly string[]): boolean {
  return tags.some(isOwnTag);
}

/** Our tags for a verdict, `ai_processed` first. @see INTERFACE section 4 */
export function tagsForVerdict(verdict: Verdict, source: VerdictSource, categoryTag?: string): string[] {
  return [
    PROCESSED_TAG,
    ...FIELDS.flatMap((field) => {
      const label = labelIn(verdict, field);
      return label === undefined ? [] : [tagOf(field, label)];
    }),
    ...(categoryTag === undefined ? [] : [categoryTag]),
    ...(source === 'rules' ? [FALLBACK_TAG] : []),
  ];
}

/**
 * Decides what a verdict changes on a ticket. Pure: the same input gives the same decision.
 *
 * - Every tag that our last write did not set stays, in its place and spelling.
 * - Tags of our last write that the new verdict does not have go.
 * - A tag of ours that a person took off stays off, and a priority that a person chose stays, unless `force`.
 *   `ai_processed` is the exception: taking it off asks for this new verdict.
 * - A priority that was never ours is never changed, not even with `force`, and none is when it is to be left alone.
 */
export function decideMerge(input: MergeInput): MergeDecision {
  const { ticket, verdict, source, categoryTag, previous, force, leavePriority = false } = input;
  const priority = priorityOf(verdict);
  const mayChange = mayChangePriority(ticket.priority, previous?.priorityOwner ?? 'foreign', force);
  return {
    ...mergeTags(tagsForVerdict(verdict, source, categoryTag), input),
    ...(mayChange && !leavePriority && priority !== undefined && ticket.priority !== priority
      ? { priority }
      : {}),
  };
}

/** What the labels say about the priority; undefined: nothing. */
function priorityOf(labels: Labels): Priority | undefined {
  for (const field of FIELDS) {
    const label = labelIn(labels, field);
    if (field.priority !== undefined && label !== undefined) return field.priority.set[label];
  }
  return undefined;
}

/** Decides what is written on a ticket that gets no verdict, by the same rules: two tags, and never a priority. */
export function decideBulkMailMerge(input: BulkMailMergeInput): MergeDecision {
  return mergeTags([PROCESSED_TAG, BULK_MAIL_TAG], input);
}

function mergeTags(
  wanted: readonly string[],
  { ticket, previous, force }: BulkMailMergeInput,
): Omit<MergeDecision, 'priority'> {
  const present = new Set(ticket.tags);
  const ours = new Set(previous?.record.tags);
  const takenOff = [...ours].filter((tag) => tag !== PROCESSED_TAG && !present.has(tag));
  const declinedTags = force ? [] : [...new Set([...(previous?.record.declinedTags ?? []), ...takenOff])];
  const declined = new Set(declinedTags);
  const added = wanted.filter((tag) => !present.has(tag) && !declined.has(tag));
  const kept = ticket.tags.filter((tag) => !ours.has(tag) || wanted.includes(tag));
  return {
    tags: [...kept, ...added],
    ownTags: [...kept.filter((tag) => ours.has(tag)), ...added],
    declinedTags,
  };
}

function mayChangePriority(current: Priority | null, owner: PriorityOwner, force: boolean): boolean {
  switch (owner) {
    case 'foreign':
      return current === null;
    case 'ours':
      return true;
    case 'takenOver':
      return force;
  }
}

/** What a write changes on the ticket as it was read, beside the note that it adds. */
export interface WriteChanges {
  addedTags: string[];
  removedTags: string[];
  /** Null: it stays as it is. */
  priority: { from: Priority | null; to: Priority } | null;
}

/** Compares a decision with the ticket it was made for. Takes time in proportion to the tags. */
export function changesOf(
  ticket: Pick<TicketState, 'tags' | 'priority'>,
  { tags, priority }: Pick<MergeDecision, 'tags' | 'priority'>,
): WriteChanges {
  const [before, after] = [new Set(ticket.tags), new Set(tags)];
  return {
    addedTags: tags.filter((tag) => !before.has(tag)),
    removedTags: ticket.tags.filter((tag) => !after.has(tag)),
    priority: priority === undefined ? null : { from: ticket.priority, to: priority },
  };
}
