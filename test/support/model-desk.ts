import { toHistoryEntries, metadataFromRecord } from '../../src/platforms/zendesk/to-domain.js';
import { auditsAnswer } from '../../src/platforms/zendesk/wire.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { FetchedTicket, MergeUpdateInput } from '../../src/contract/ticket.js';
import { foldHistory } from '../../src/domain/history.js';
import type { PreviousWrite } from '../../src/domain/merge.js';
import type { Priority, TicketStatus } from '../../src/domain/ticket.js';
import { Provenance, type NotedBefore } from './model-provenance.js';
import type { Wish } from './model-ticket.js';
import { failing } from './ticket-stubs.js';

/** What somebody else does on the ticket. `byRule`: an automation of the help desk. */
export type DeskEdit =
  | { kind: 'addTag' | 'removeTag'; tag: string }
  | { kind: 'removeTagThere'; index: number }
  | { kind: 'priority'; priority: Priority | null; byRule: boolean }
  | { kind: 'status'; status: TicketStatus }
  | { kind: 'reply' };

/** A business rule that runs inside every update of ours. */
export interface DeskTrigger {
  edit: Extract<DeskEdit, { kind: 'addTag' | 'removeTag' | 'priority' }>;
  /** The history tells its priority and ours as one change. */
  merged: boolean;
}

/** What becomes of a write. `repeated`: applied, and sent again because the worker was lost before it could say so. */
export type WriteFate = 'answered' | 'answerLost' | 'lost' | 'late' | 'repeated' | 'collision';

export interface DeskScript {
  tags: string[];
  priority: Priority | null;
  edits: { afterMs: number; edit: DeskEdit }[];
  trigger: DeskTrigger | null;
  /** Tags are kept in lower case, without spaces, sorted, each once. */
  normalizesTags: boolean;
  fates: WriteFate[];
  /** How long requests take, in turn. */
  latenciesMs: number[];
}

/** One write that the help desk applied. */
export interface DeskWrite extends NotedBefore {
  wish: Wish;
  before: { tags: string[]; priority: Priority | null };
  /** Before any trigger. */
  after: { tags: string[]; priority: Priority | null };
  /** The run had read the history. */
  lookedBack: boolean;
}

interface Event {
  type: string;
  field_name: string;
  value: unknown;
}

const START_MS = Date.parse('2026-01-01T00:00:00.400Z');
const LONG_AGO_MS = 60_000;
const LATE_BY_MS = 700;
const AUDITS_PER_PAGE = 3;

/** One ticket at a help desk whose update stamp counts seconds, in a time of its own. */
export class ModelDesk {
  readonly applied: DeskWrite[] = [];
  nowMs = START_MS;
  lookedBack = false;
  private tags: string[];
  private priority: Priority | null;
  private status: TicketStatus = 'open';
  private replies = 0;
  private updatedAtMs = START_MS - LONG_AGO_MS;
  private readonly audits: object[] = [];
  private readonly due: { atMs: number; run: () => void }[] = [];
  private readonly provenance = new Provenance();
  private requests = 0;

  constructor(private readonly script: DeskScript) {
    this.tags = this.kept(script.tags);
    this.priority = script.priority;
    let atMs = START_MS;
    for (const { afterMs, edit } of script.edits) {
      atMs += afterMs;
      this.due.push({ atMs, run: () => this.edit(edit) });
    }
  }

  get now(): { tags: string[]; priority: Priority | null } {
    return { tags: [...this.tags], priority: this.priority };
  }

  /** Time passes, and what is due happens. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const [next] = this.due.sort((one, other) => one.atMs - other.atMs);
      if (next === undefined || next.atMs > untilMs) break;
      this.due.shift();
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
    }
    this.nowMs = untilMs;
  }

  /** One request: it takes effect in the middle of its time. */
  request<T>(effect: () => T): T {
    const { latenciesMs } = this.script;
    const halfMs = (latenciesMs[this.requests % latenciesMs.length] ?? 0) / 2;
    this.requests += 1;
    this.pass(halfMs);
    try {
      return effect();
    } finally {
      this.pass(halfMs);
    }
  }

  readTicket(): Omit<FetchedTicket, 'ticketId'> {
    const { tags, priority } = this.now;
    return {
      ...{ tags, priority, status: this.status },
      updatedAt: inSeconds(this.updatedAtMs),
      readAt: inSeconds(this.nowMs),
      contentHash: 'content',
      peopleIds: [],
      wanted: this.status === 'new' || this.status === 'open',
    };
  }

  /** What was said so far, as a hash. */
  readConversation(): string {
    return `replies: ${this.replies}`;
  }

  readHistory(page: string | null, before: PreviousWrite | null) {
    this.lookedBack = true;
    const start = Number(page ?? 0);
    const { audits } = auditsAnswer.parse({ audits: this.audits.slice(start, start + AUDITS_PER_PAGE) });
    const next = start + AUDITS_PER_PAGE;
    return {
      previous: foldHistory(toHistoryEntries(audits, inSeconds(this.nowMs)), before),
      nextPage: next < this.audits.length ? String(next) : null,
    };
  }

  /** @throws ApplicationFailure `WriteUncertain` when the answer is lost, `TicketRejected` on a closed ticket. */
  write(input: MergeUpdateInput, wish: Wish): { kind: 'updated' | 'conflict' } {
    const fate = this.script.fates.shift() ?? 'answered';
    const { lookedBack } = this;
    const apply = () => this.apply(input, { wish, lookedBack });
    if (fate === 'collision') return { kind: 'conflict' };
    if (fate === 'late') this.due.push({ atMs: this.nowMs + LATE_BY_MS, run: () => void apply() });
    if (fate === 'late' || fate === 'lost') throw failing(FAILURE.writeUncertain, { nonRetryable: true });
    if (this.status === 'closed') throw failing(FAILURE.ticketRejected, { nonRetryable: true });
    const applied = apply();
    if (applied && fate === 'answerLost') throw failing(FAILURE.writeUncertain, { nonRetryable: true });
    return { kind: applied && fate !== 'repeated' ? 'updated' : 'conflict' };
  }

  private apply(
    { expectedUpdatedAt, write, record }: MergeUpdateInput,
    { wish, lookedBack }: Pick<DeskWrite, 'wish' | 'lookedBack'>,
  ): boolean {
    if (this.status === 'closed' || expectedUpdatedAt !== inSeconds(this.updatedAtMs)) return false;
    const before = this.now;
    const noted = this.provenance.noteBefore(before);
    this.tags = this.kept(write.tags);
    this.priority = write.priority ?? this.priority;
    const after = this.now;
    this.applied.push({ wish, lookedBack, ...noted, before, after });
    this.runTrigger();
    const merged = this.script.trigger?.merged === true && this.priority !== after.priority;
    const ours = merged ? { ...after, priority: before.priority } : after;
    this.provenance.weWrote({ before, ours, finally: this.now, force: wish.force, lookedBack });
    const byRule = changesOf(ours, this.now).map((event) => ({ ...event, via: { channel: 'rule' } }));
    this.audit([...changesOf(before, ours), ...byRule], {
      custom: metadataFromRecord(record),
      channel: 'api',
    });
    return true;
  }

  private runTrigger(): void {
    const { edit } = this.script.trigger ?? {};
    if (edit?.kind === 'priority') this.priority = edit.priority;
    else if (edit !== undefined) this.changeTags(edit);
  }

  private changeTags({ kind, tag }: { kind: 'addTag' | 'removeTag'; tag: string }): void {
    const [kept] = this.kept([tag]);
    this.tags =
      kind === 'addTag' ? this.kept([...this.tags, tag]) : this.tags.filter((present) => present !== kept);
  }

  private edit(edit: DeskEdit): void {
    if (this.status === 'closed') return;
    const before = this.now;
    if (edit.kind === 'addTag' || edit.kind === 'removeTag') this.changeTags(edit);
    if (edit.kind === 'removeTagThere') this.tags.splice(edit.index % Math.max(1, this.tags.length), 1);
    if (edit.kind === 'priority') this.priority = edit.priority;
    if (edit.kind === 'status') this.status = edit.status;
    if (edit.kind === 'reply') this.replies += 1;
    this.provenance.othersChanged(before, this.now);
    const channel = edit.kind === 'priority' && edit.byRule ? 'rule' : 'web';
    this.audit(changesOf(before, this.now), { custom: {}, channel });
  }

  private audit(events: Event[], { custom, channel }: { custom: object; channel: string }): void {
    this.updatedAtMs = this.nowMs;
    this.audits.push({ created_at: inSeconds(this.nowMs), metadata: { custom }, events, via: { channel } });
  }

  private kept(tags: readonly string[]): string[] {
    const spelled = this.script.normalizesTags
      ? tags
          .map((tag) => tag.trim().toLowerCase().replaceAll(/\s+/g, '_'))
          .filter((tag) => tag !== '')
          .sort()
      : tags;
    return [...new Set(spelled)];
  }
}

const inSeconds = (ms: number): string => new Date(Math.floor(ms / 1_000) * 1_000).toISOString();

function changesOf(before: DeskWrite['before'], after: DeskWrite['after']): Event[] {
  const tags = { type: 'Change', field_name: 'tags', value: after.tags };
  const priority = { type: 'Change', field_name: 'priority', value: after.priority };
  return [
    ...(before.tags.join('\n') === after.tags.join('\n') ? [] : [tags]),
    ...(before.priority === after.priority ? [] : [priority]),
  ];
}
