import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReprocessRequest } from '../../src/contract/desk.js';
import type { MergeUpdateInput, ProcessTicketResult } from '../../src/contract/ticket.js';
import { FALLBACK_TAG, PROCESSED_TAG, type PreviousWrite } from '../../src/domain/merge.js';
import { PRIORITIES, type Priority } from '../../src/domain/ticket.js';
import {
  ROOT_CAUSES,
  SENTIMENTS,
  URGENCIES,
  type Verdict,
  type VerdictSource,
} from '../../src/domain/verdict.js';
import { inProcessTickets, type WorkflowWorld } from '../support/in-process-workflow.js';
import { ModelDesk, type DeskScript, type DeskWrite, type WriteFate } from '../support/model-desk.js';
import { wantedTags, type Wish } from '../support/model-ticket.js';
import { ANALYSIS, REDACTED } from '../support/ticket-stubs.js';

/** The ticket workflow itself against a help desk in memory: everything that can come between its steps does. */

/** Lives a promise is tried on; each has several runs and writes. */
const LIVES = 700;

const OURS = [
  PROCESSED_TAG,
  FALLBACK_TAG,
  ...ROOT_CAUSES.map((cause) => `ai_${cause}`),
  ...URGENCIES.map((urgency) => `ai_urgency_${urgency}`),
];
const ODD = ['vip', 'VIP', 'Ai_Bug', ' ai_bug ', 'two words', 'müde', 'mu\u0308de', '🔥', 'x'.repeat(300)];
const anyTag = fc.oneof(fc.constantFrom(...OURS), fc.constantFrom(...ODD), fc.string({ maxLength: 4 }));
const anyPriority = fc.constantFrom<Priority | null>(null, ...PRIORITIES);
const anyTagEdit = fc.record({ kind: fc.constantFrom('addTag' as const, 'removeTag' as const), tag: anyTag });
const anyPriorityEdit = fc.record({
  kind: fc.constant('priority' as const),
  priority: anyPriority,
  byRule: fc.boolean(),
});
const anyEdit = fc.oneof(
  anyTagEdit,
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('removeTagThere' as const), index: fc.nat(20) }) },
  { weight: 2, arbitrary: anyPriorityEdit },
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom('open' as const, 'pending' as const, 'solved' as const, 'closed' as const),
  }),
  fc.constant({ kind: 'reply' as const }),
);
const anyFate = fc.constantFrom<WriteFate>('answered', 'answerLost', 'lost', 'late', 'repeated', 'collision');
const anyScript: fc.Arbitrary<DeskScript> = fc.record({
  tags: fc.oneof(
    fc.array(anyTag, { maxLength: 6 }),
    fc.array(fc.string(), { minLength: 200, maxLength: 300 }),
  ),
  priority: anyPriority,
  edits: fc.array(
    fc.record({ afterMs: fc.constantFrom(0, 100, 300, 700, 1_100, 2_500, 30_000), edit: anyEdit }),
    { maxLength: 14, size: 'max' },
  ),
  trigger: fc.option(fc.record({ edit: fc.oneof(anyTagEdit, anyPriorityEdit), merged: fc.boolean() }), {
    freq: 2,
  }),
  normalizesTags: fc.boolean(),
  fates: fc.array(anyFate, { maxLength: 6 }),
  latenciesMs: fc.array(fc.constantFrom(0, 50, 200, 600, 1_500), { minLength: 1, maxLength: 5 }),
});
/** A run of the ticket's workflow, some time after the last one. */
interface Run {
  pauseMs: number;
  /** Null: a scan began it. */
  request: { force: boolean } | null;
  verdict: Verdict;
  source: VerdictSource;
}
interface Life {
  script: DeskScript;
  runs: Run[];
}
const anyVerdict: fc.Arbitrary<Verdict> = fc.record({
  summary: fc.constant('It crashes.'),
  root_cause: fc.constantFrom(...ROOT_CAUSES),
  urgency: fc.constantFrom(...URGENCIES),
  sentiment: fc.constantFrom(...SENTIMENTS),
});
const anyRun: fc.Arbitrary<Run> = fc.record({
  pauseMs: fc.constantFrom(0, 300, 1_500, 20_000),
  request: fc.option(fc.record({ force: fc.boolean() }), { freq: 3 }),
  verdict: anyVerdict,
  source: fc.constantFrom('llm' as const, 'rules' as const),
});
const anyLife: fc.Arbitrary<Life> = fc.record({
  script: anyScript,
  runs: fc.array(anyRun, { minLength: 2, maxLength: 5 }),
});

/** Answers the workflow's activities from the desk. */
function worldOf(desk: ModelDesk, { request, verdict, source }: Run): WorkflowWorld {
  const analysis = { ...ANALYSIS, verdict, source };
  const answers: Record<string, (input: never) => unknown> = {
    fetchTicket: ({ ticketId }: { ticketId: string }) =>
      desk.request(() => ({ ...desk.readTicket(), ticketId })),
    redactTicket: () =>
      desk.request(() => ({
        ticket: { ...REDACTED, inputHash: desk.readConversation() },
        truncated: false,
      })),
    readHistory: ({ page, before }: { page: string | null; before: PreviousWrite | null }) =>
      desk.request(() => desk.readHistory(page, before)),
    analyzeTicket: ({ ticket: { inputHash } }: { ticket: { inputHash: string } }) =>
      desk.request(() => ({ ...analysis, inputHash })),
    mergeUpdate: (input: MergeUpdateInput) => {
      const { verdictId } = input.record;
      const wish: Wish = { verdictId, verdict, source, force: request?.force ?? false };
      return desk.request(() => desk.write(input, wish));
    },
    writeAuditLine: () => undefined,
    recordOutcome: () => undefined,
  };
  return {
    get nowMs() {
      return desk.nowMs;
    },
    sleep: (ms) => Promise.resolve(desk.pass(ms)),
    call: (name, input) => new Promise((resolve) => resolve(answers[name]?.(input))),
  };
}

describe('whatever comes between the steps of a run', () => {
  let runTicket: Awaited<ReturnType<typeof inProcessTickets>>;
  beforeAll(async () => {
    runTicket = await inProcessTickets();
  });

  const live = async ({ script, runs }: Life) => {
    const desk = new ModelDesk({ ...script, fates: [...script.fates] });
    const results: ProcessTicketResult[] = [];
    for (const [index, run] of runs.entries()) {
      desk.pass(run.pauseMs);
      desk.lookedBack = false;
      const input = { tenant: 't', platform: 'zendesk' as const, ticketId: '42', reason: 'scan' };
      const request: ReprocessRequest | null = run.request;
      results.push(await runTicket({ input, runId: `run-${index}`, request }, worldOf(desk, run)));
    }
    desk.pass(60_000);
    return { desk, results };
  };

  const holds = async (promise: (write: DeskWrite) => void): Promise<void> => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        const { desk } = await live(life);
        desk.applied.forEach(promise);
        seen += desk.applied.length;
      }),
      { numRuns: LIVES },
    );
    expect(seen).toBeGreaterThan(LIVES);
  };

  test('no foreign tag is lost', () =>
    holds(({ foreignTags, after }) => {
      expect(foreignTags.filter((tag) => !after.tags.includes(tag))).toEqual([]);
    }));

  test('a priority that others chose is not changed; one that replaced ours only by force', () =>
    holds(({ wish, before, after, priorityBy, lookedBack }) => {
      const asked = { high: 'high', medium: 'normal', low: 'low' }[wish.verdict.urgency];
      const free =
        priorityBy === 'nobody' || priorityBy === 'us' || (priorityBy === 'othersOverUs' && wish.force);
      if (lookedBack) expect(after.priority).toBe(free ? asked : before.priority);
      else expect(after.priority).toBe(before.priority ?? asked);
    }));

  test('a tag of ours that others took off stays off, unless forced or all of ours were taken off', () =>
    holds(({ wish, takenOffTags, after, lookedBack }) => {
      if (wish.force || !lookedBack) return;
      expect(after.tags.filter((tag) => takenOffTags.includes(tag))).toEqual([]);
    }));

  test('our tags that the new verdict does not have go; those it has are there', () =>
    holds(({ wish, ourTags, takenOffTags, after, lookedBack }) => {
      const wanted = wantedTags(wish);
      const stale = lookedBack ? ourTags.filter((tag) => !wanted.includes(tag)) : [];
      expect(after.tags.filter((tag) => stale.includes(tag))).toEqual([]);
      const missing = wanted.filter((tag) => !after.tags.includes(tag));
      expect(takenOffTags).toEqual(expect.arrayContaining(missing));
      expect(after.tags).toContain(PROCESSED_TAG);
    }));

  test('one verdict is one write with its note, and a run says what became of it', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        const { desk, results } = await live(life);
        const applied = desk.applied.map(({ wish }) => wish.verdictId);
        expect(new Set(applied).size).toBe(applied.length);
        const claimed = results.flatMap((result) => (result.kind === 'updated' ? [result.verdictId] : []));
        expect(applied).toEqual(expect.arrayContaining(claimed));
        written += claimed.length;
      }),
      { numRuns: LIVES },
    );
    expect(written).toBeGreaterThan(LIVES);
  });

  test.each([
    [false, 'low'],
    [true, 'normal'],
  ])(
    'a priority changed within the second of the stamp, after we looked into the history; forced: %s → %s',
    async (force, expected) => {
      const verdict: Verdict = { ...ANALYSIS.verdict, urgency: 'high' };
      const run: Run = { source: 'llm', request: null, verdict, pauseMs: 0 };
      const { desk } = await live({
        script: {
          ...{ tags: [], priority: null, trigger: null, normalizesTags: true, fates: [], latenciesMs: [100] },
          edits: [
            { afterMs: 3_000, edit: { kind: 'addTag', tag: 'vip' } },
            { afterMs: 400, edit: { kind: 'priority', priority: 'low', byRule: false } },
          ],
        },
        runs: [
          run,
          { ...run, pauseMs: 2_700, request: { force }, verdict: { ...verdict, urgency: 'medium' } },
        ],
      });
      expect(desk.applied).toHaveLength(2);
      expect(desk.now.priority).toBe(expected);
    },
  );
});
