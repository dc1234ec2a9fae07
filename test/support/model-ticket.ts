import { foldHistory, type HistoryEntry } from '../../src/domain/history.js';
import {
  decideMerge,
  PROCESSED_TAG,
  tagsForVerdict,
  type MergeDecision,
  type PreviousWrite,
} from '../../src/domain/merge.js';
import type { Priority } from '../../src/domain/ticket.js';
import type { Verdict, VerdictSource } from '../../src/domain/verdict.js';

/** What a run wants to write, and whether an operator insists. */
export interface Wish {
  verdictId: string;
  verdict: Verdict;
  source: VerdictSource;
  categoryTag?: string | undefined;
  force: boolean;
}

/** A write as it is sent: it applies only to the version it was decided on. */
export interface SentWrite {
  wish: Wish;
  decision: MergeDecision;
  version: number;
}

/** One write that the platform applied, with what people had on the ticket at that moment. */
export interface AppliedWrite {
  wish: Wish;
  before: { tags: string[]; priority: Priority | null };
  after: { tags: string[]; priority: Priority | null };
  /** Of `before`: tags that are not ours, in their order. */
  foreignTags: string[];
  /** Of `before`: tags that we put there. */
  ourTags: string[];
  /** Our tags that people took off, and that are off now. */
  takenOffTags: string[];
  /** Who chose `before.priority`. */
  priorityBy: 'nobody' | 'people' | 'us' | 'peopleOverUs';
}

/**
 * A ticket at a platform with conditional writes, and who is behind each of its tags and its priority. It learns
 * that from the events themselves, not from what our writes record.
 */
export class ModelTicket {
  readonly applied: AppliedWrite[] = [];
  private readonly history: HistoryEntry[] = [];
  private readonly ours = new Set<string>();
  private readonly takenOff = new Set<string>();
  /** Taken off since our last write: putting such a tag back undoes that. */
  private readonly offSinceOurWrite = new Set<string>();
  private setByUs = false;
  private changedByPeopleSince = false;
  private version = 0;

  constructor(
    private tags: string[],
    private priority: Priority | null,
  ) {}

  get now(): { tags: string[]; priority: Priority | null } {
    return { tags: [...this.tags], priority: this.priority };
  }

  get previous(): PreviousWrite | null {
    return foldHistory(this.history);
  }

  personAddsTag(tag: string): void {
    if (this.offSinceOurWrite.delete(tag)) {
      this.ours.add(tag);
      this.takenOff.delete(tag);
    }
    this.tags = [...this.tags, tag];
    this.recordEdit(false);
  }

  personRemovesTag(tag: string): void {
    if (!this.tags.includes(tag)) return;
    this.tags = this.tags.filter((present) => present !== tag);
    if (this.ours.delete(tag)) {
      this.offSinceOurWrite.add(tag);
      if (tag !== PROCESSED_TAG) this.takenOff.add(tag);
    }
    this.recordEdit(false);
  }

  personSetsPriority(priority: Priority | null): void {
    if (priority === this.priority) return;
    this.priority = priority;
    this.changedByPeopleSince = true;
    this.recordEdit(true);
  }

  /** As a run does it: look whether ours was applied, else decide on what is there. */
  decide(wish: Wish): SentWrite | null {
    if (this.previous?.record.verdictId === wish.verdictId) return null;
    const decision = decideMerge({ ticket: this.now, previous: this.previous, ...wish });
    return { wish, decision, version: this.version };
  }

  /** @returns false when the ticket changed since the write was decided: nothing is applied. */
  receive({ wish, decision, version }: SentWrite): boolean {
    if (version !== this.version) return false;
    const before = this.now;
    const noted = {
      foreignTags: before.tags.filter((tag) => !this.ours.has(tag)),
      ourTags: before.tags.filter((tag) => this.ours.has(tag)),
      takenOffTags: [...this.takenOff].filter((tag) => !before.tags.includes(tag)),
      priorityBy: this.priorityBy,
    };
    this.apply(wish, decision);
    this.applied.push({ wish, before, after: this.now, ...noted });
    return true;
  }

  private get priorityBy(): AppliedWrite['priorityBy'] {
    if (this.setByUs) return this.changedByPeopleSince ? 'peopleOverUs' : 'us';
    return this.priority === null ? 'nobody' : 'people';
  }

  private apply(wish: Wish, { tags, priority, ownTags, declinedTags }: MergeDecision): void {
    for (const tag of tags) if (!this.tags.includes(tag)) this.ours.add(tag);
    for (const tag of this.tags) if (!tags.includes(tag)) this.ours.delete(tag);
    this.offSinceOurWrite.clear();
    if (wish.force) this.takenOff.clear();
    if (priority !== undefined) {
      this.priority = priority;
      this.setByUs = true;
      this.changedByPeopleSince = false;
    }
    this.tags = tags;
    this.version += 1;
    this.history.push({
      at: '2026-01-01T00:00:00Z',
      touchedPriority: priority !== undefined,
      record: {
        workflowId: 'w',
        verdictId: wish.verdictId,
        contentHash: 'h',
        tags: ownTags,
        priority: priority ?? null,
        declinedTags,
      },
    });
  }

  private recordEdit(touchedPriority: boolean): void {
    this.version += 1;
    this.history.push({ at: '2026-01-01T00:00:00Z', record: null, touchedPriority });
  }
}

/** The tags a wish asks for. */
export const wantedTags = ({ verdict, source, categoryTag }: Wish): string[] =>
  tagsForVerdict(verdict, source, categoryTag);
