import { PROCESSED_TAG } from '../../src/domain/merge.js';
import type { Priority } from '../../src/domain/ticket.js';

interface Fields {
  tags: string[];
  priority: Priority | null;
}

/** Who is behind what stood on the ticket when a write came. */
export interface NotedBefore {
  /** Tags that are not ours, in their order. */
  foreignTags: string[];
  ourTags: string[];
  /** Our tags that others took off, and that are off. */
  takenOffTags: string[];
  priorityBy: 'nobody' | 'others' | 'us' | 'othersOverUs';
}

/**
 * Knows who put each tag and the priority there, from the changes themselves and not from what our writes record.
 * Whatever is not our write counts as other people's: agents, automations, triggers.
 */
export class Provenance {
  private readonly ours = new Set<string>();
  private readonly takenOff = new Set<string>();
  /** Taken off since our last write: putting such a tag back undoes that. */
  private readonly offSinceOurWrite = new Set<string>();
  private setByUs = false;
  private changedByOthersSince = false;

  noteBefore({ tags, priority }: Fields): NotedBefore {
    const byUs = this.changedByOthersSince ? 'othersOverUs' : 'us';
    const notByUs = priority === null ? 'nobody' : 'others';
    return {
      foreignTags: tags.filter((tag) => !this.ours.has(tag)),
      ourTags: tags.filter((tag) => this.ours.has(tag)),
      takenOffTags: [...this.takenOff].filter((tag) => !tags.includes(tag)),
      priorityBy: this.setByUs ? byUs : notByUs,
    };
  }

  othersChanged(before: Fields, after: Fields): void {
    for (const tag of after.tags) {
      if (before.tags.includes(tag) || !this.offSinceOurWrite.delete(tag)) continue;
      this.ours.add(tag);
      this.takenOff.delete(tag);
    }
    for (const tag of before.tags) {
      if (after.tags.includes(tag) || !this.ours.delete(tag)) continue;
      this.offSinceOurWrite.add(tag);
      if (tag !== PROCESSED_TAG) this.takenOff.add(tag);
    }
    if (before.priority !== after.priority) this.changedByOthersSince = true;
  }

  /** `ours` is what can be seen to be ours, `finally` what a trigger made of it in the same update. */
  weWrote(write: {
    before: Fields;
    ours: Fields;
    finally: Fields;
    force: boolean;
    lookedBack: boolean;
  }): void {
    const { before, ours, force, lookedBack } = write;
    if (!lookedBack) this.ours.clear();
    for (const tag of ours.tags) if (!before.tags.includes(tag)) this.ours.add(tag);
    for (const tag of before.tags) if (!ours.tags.includes(tag)) this.ours.delete(tag);
    this.offSinceOurWrite.clear();
    if (force || !lookedBack) this.takenOff.clear();
    if (before.priority !== ours.priority) {
      this.setByUs = true;
      this.changedByOthersSince = false;
    }
    this.othersChanged(ours, write.finally);
  }
}
