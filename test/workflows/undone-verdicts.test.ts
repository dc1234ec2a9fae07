import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { PlatformName } from '../../src/contract/names.js';
import { UNDONE } from '../../src/domain/undone.js';
import { withDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { ALLOW_FOR_A_SERVER_MS, realServer } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

const at = (kind: PlatformName, use: (world: DeskWorld) => Promise<void>) => async () =>
  withDeskWorld(env, kind, folder(), use);

const scans = async (world: DeskWorld, count: number) => {
  for (let scan = 0; scan < count; scan += 1) await world.scan();
};
const STRIPS = { id: 360_086_157_152, title: 'Tidy up tags' };

describe('Zendesk: a trigger takes tags off with each update', () => {
  test.each([
    ['ai_processed alone', ['ai_processed'], false],
    ['all our tags', ['ai_*'], false],
    ['ai_processed alone, of which audits keep net changes only', ['ai_processed'], true],
    ['all our tags, of which audits keep nothing', ['ai_*'], true],
  ])(
    '%s → three scans, a webhook and a backfill write two notes at most',
    async (_name, removeTags, netChanges) => {
      await at('zendesk', async (world) => {
        await world.control('rules', { rules: [{ ...STRIPS, removeTags }], netChanges });
        const id = await world.open();
        await scans(world, 3);
        for (const reason of ['webhook', 'backfill', 'revive'])
          expect(await world.run(id, reason)).toMatchObject({ kind: 'unchanged', why: UNDONE });
        expect((await world.ticket(id)).aiComments).toBeLessThanOrEqual(2);
      })();
    },
  );

  test(
    'audits name the rule → one note, and the round tells which it is',
    at('zendesk', async (world) => {
      await world.control('rules', { rules: [{ ...STRIPS, removeTags: ['ai_processed'] }] });
      const id = await world.open();
      await scans(world, 2);
      expect((await world.ticket(id)).aiComments).toBe(1);
      const rule = { kind: 'trigger', id: '360086157152', title: 'Tidy up tags' };
      expect(world.audit.at(-1)).toMatchObject({
        outcome: 'unchanged',
        why: UNDONE,
        undone: { by: 'rule', rule },
      });
      const [round] = await world.outcomes.ofTicket({
        tenant: world.tenant,
        platform: 'zendesk',
        ticketId: id,
      });
      expect(round).toMatchObject({ why: UNDONE, detail: 'trigger 360086157152 "Tidy up tags"' });
    }),
  );

  test(
    'a person who asks gets what they ask, each time',
    at('zendesk', async (world) => {
      await world.control('rules', { rules: [{ ...STRIPS, removeTags: ['ai_*'] }] });
      const id = await world.open();
      await scans(world, 2);
      expect(await world.run(id, 'operator')).toMatchObject({ kind: 'updated' });
      expect(await world.run(id, 'reprocess', { reason: 'reprocess' })).toMatchObject({ kind: 'updated' });
      expect((await world.ticket(id)).aiComments).toBe(3);
      await scans(world, 2);
      expect((await world.ticket(id)).aiComments).toBe(3);
    }),
  );

  test(
    'a customer who writes gets a new verdict, and one only',
    at('zendesk', async (world) => {
      await world.control('rules', { rules: [{ ...STRIPS, removeTags: ['ai_processed'] }] });
      const id = await world.open();
      await scans(world, 2);
      await world.control('agent-edit', { id: Number(id), customerReply: 'Now nothing works at all!' });
      await scans(world, 3);
      expect((await world.ticket(id)).aiComments).toBe(2);
    }),
  );

  test(
    'an automation that tidies up now and then → its name, and no second note',
    at('zendesk', async (world) => {
      await world.control('rules', { rules: [{ ...STRIPS, kind: 'automation', removeTags: ['ai_*'] }] });
      const id = await world.open();
      for (let hour = 0; hour < 3; hour += 1) {
        await world.scan();
        await world.control('rules/run', {});
      }
      expect((await world.scan())[id]).toMatchObject({
        why: UNDONE,
        undone: { rule: { kind: 'automation', title: 'Tidy up tags' } },
      });
      expect((await world.ticket(id)).aiComments).toBe(1);
    }),
  );

  test(
    'a person who takes the tag off asks for a new verdict, as often as they like',
    at('zendesk', async (world) => {
      const id = await world.open();
      await world.scan();
      for (let time = 0; time < 2; time += 1) {
        await world.control('agent-edit', { id: Number(id), removeTags: ['ai_processed'] });
        expect((await world.scan())[id]).toMatchObject({ kind: 'updated' });
      }
      expect((await world.ticket(id)).aiComments).toBe(3);
    }),
  );

  test.each([
    ['other tags of ours', { removeTags: ['ai_bug', 'ai_urgency_high'] }],
    ['the priority, back and forth', { priorities: ['low', 'urgent'] }],
    ['an old tag of ours, which it puts back', { addTags: ['ai_refund'] }],
  ])('a rule that changes %s → one note', async (_name, rule) => {
    await at('zendesk', async (world) => {
      await world.control('rules', { rules: [{ ...STRIPS, ...rule }] });
      const id = await world.open();
      await scans(world, 3);
      await world.run(id, 'webhook');
      expect((await world.ticket(id)).aiComments).toBe(1);
    })();
  });

  test(
    'a dry run writes nothing, whatever was taken off',
    at('zendesk', async (world) => {
      await world.control('rules', { rules: [{ ...STRIPS, removeTags: ['ai_*'] }] });
      const id = await world.open();
      await world.scan();
      world.policy.dryRun = true;
      expect(await world.run(id)).toMatchObject({ kind: 'unchanged', why: UNDONE });
      expect((await world.ticket(id)).aiComments).toBe(1);
    }),
  );
});

describe('Freshdesk, which does not tell who takes tags off', () => {
  test.each([
    ['ai_processed alone, after the answer', ['ai_processed'], false],
    ['all our tags, after the answer', ['ai_*'], false],
    ['ai_processed alone, before the answer', ['ai_processed'], true],
    ['all our tags, before the answer', ['ai_*'], true],
  ])('%s → two notes at most', async (_name, removeTags, inAnswer) => {
    await at('freshdesk', async (world) => {
      await world.control('rules', { rules: [{ title: 'Tidy up', removeTags }], inAnswer });
      const id = await world.open();
      await scans(world, 4);
      expect(await world.run(id, 'webhook')).toMatchObject({ why: UNDONE, undone: { by: 'unknown' } });
      expect((await world.ticket(id)).aiComments).toBeLessThanOrEqual(2);
      expect(await world.run(id, 'operator')).toMatchObject({ kind: 'updated' });
    })();
  });

  test(
    'the first who takes the tag off may be a person, and is served',
    at('freshdesk', async (world) => {
      const id = await world.open();
      await world.scan();
      await world.control('agent-edit', { id: Number(id), removeTags: ['ai_processed'] });
      expect((await world.scan())[id]).toMatchObject({ kind: 'updated' });
      await world.control('agent-edit', { id: Number(id), removeTags: ['ai_processed'] });
      expect((await world.scan())[id]).toMatchObject({ kind: 'unchanged', why: UNDONE });
    }),
  );
});
