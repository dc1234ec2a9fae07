import { announcedIn } from '../../../src/platforms/freshdesk/marker.js';
import {
  withServer,
  type Answering,
  type CannedAnswer,
  type FakeAccount,
  type SeenRequest,
} from './fake-account.js';
import { CONVERSATION, TICKET } from './samples.js';

/** What becomes of a request: its answer is lost after or before it was applied, it is refused, or all is well. */
export type Mishap = 'lostAfter' | 'lostBefore' | CannedAnswer | null;

/** One ticket with its notes, as the vendor keeps them: no condition on writes, and nothing hidden beside them. */
export class FakeDesk {
  tags: string[] = ['billing'];
  priority = 1;
  updatedAtS = Date.parse(TICKET.updated_at) / 1000;
  readonly notes: { body: string; at: string }[] = [];
  /** What became of tags that were there when they were replaced. */
  readonly lostTags: string[] = [];
  /** Runs just before a request is served, from 1 on. */
  before: (request: SeenRequest & { number: number }) => void = () => undefined;
  /** Decides what becomes of a request. */
  mishap: (request: SeenRequest & { number: number }) => Mishap = () => null;
  #nowS = Date.parse('2026-09-18T10:30:00Z') / 1000;
  #requests = 0;

  get updatedAt(): string {
    return new Date(this.updatedAtS * 1000).toISOString().replace('.000Z', 'Z');
  }

  /** The verdicts that the notes announce, in order. */
  get verdicts(): string[] {
    return this.notes.map(({ body }) => announcedIn(body, '42')?.record.verdictId ?? 'no marker');
  }

  /** A person changes the ticket. */
  edit(change: { tags?: string[]; priority?: number }): void {
    Object.assign(this, change);
    this.#touch();
  }

  readonly answer: Answering = (request) => {
    this.#requests += 1;
    const numbered = { ...request, number: this.#requests };
    this.before(numbered);
    const mishap = this.mishap(numbered);
    if (mishap === 'lostBefore') return null;
    if (mishap !== null && mishap !== 'lostAfter') return mishap;
    const answer = this.#serve(request);
    return mishap === 'lostAfter' ? null : answer;
  };

  #serve({ method, path, body }: SeenRequest): CannedAnswer {
    if (path.endsWith('/conversations')) return { body: this.notes.map((note) => wireNote(note)) };
    if (path.endsWith('/notes')) return { status: 201, body: this.#addNote(body as { body: string }) };
    if (method === 'PUT') this.#update(body as { tags: string[]; priority?: number });
    return { body: this.#ticket() };
  }

  #addNote({ body }: { body: string }): object {
    this.#touch();
    const note = { body, at: this.updatedAt };
    this.notes.push(note);
    return wireNote(note);
  }

  #update({ tags, priority }: { tags: string[]; priority?: number }): void {
    this.lostTags.push(...this.tags.filter((tag) => !tag.startsWith('ai_') && !tags.includes(tag)));
    this.tags = tags;
    this.priority = priority ?? this.priority;
    this.#touch();
  }

  #ticket(): object {
    return { ...TICKET, tags: this.tags, priority: this.priority, updated_at: this.updatedAt };
  }

  #touch(): void {
    this.#nowS += 10;
    this.updatedAtS = this.#nowS;
  }
}

const wireNote = ({ body, at }: { body: string; at: string }) => ({
  ...CONVERSATION,
  body,
  private: true,
  source: 2,
  created_at: at,
  body_text: null,
});

export const withDesk = (use: (desk: FakeDesk, account: FakeAccount) => Promise<void>): Promise<void> => {
  const desk = new FakeDesk();
  return withServer(desk.answer, (account) => use(desk, account));
};
