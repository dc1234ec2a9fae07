import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { PlatformName } from '../../src/contract/names.js';
import { troubledTickets } from '../../src/health/troubled-tickets.js';
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

const LOW = JSON.stringify({
  summary: 'A question.',
  root_cause: 'other',
  urgency: 'low',
  sentiment: 'neutral',
});
/** What a vendor may quote of a ticket. */
const PROSE = 'Mia Kovac +1 415 555 0123 mia@shop.example';

describe('a priority that the help desk does not take', () => {
  test.each<[string, { status?: number; body: object }]>([
    [
      'named by its field',
      { body: { error: 'RecordInvalid', details: { priority: [{ description: PROSE }] } } },
    ],
    [
      'named in words, in another language with its type',
      {
        body: {
          error: 'RecordInvalid',
          details: { base: [{ description: PROSE, ticket_field_id: 7, ticket_field_type: 'FieldPriority' }] },
        },
      },
    ],
    [
      'told in words',
      { body: { error: 'RecordInvalid', details: { base: [{ description: 'Priority: is invalid' }] } } },
    ],
    [
      'told as a listed error',
      { body: { errors: [{ code: 'InvalidValue', source: { pointer: '/ticket/priority' } }] } },
    ],
    [
      'told by its attribute',
      {
        status: 400,
        body: {
          error: {
            title: 'Invalid attribute',
            message: 'You passed an invalid value for the priority attribute.',
          },
        },
      },
    ],
    ['not told of at all', { body: { error: 'RecordInvalid', description: PROSE } }],
  ])('%s → the same write without it, once, and the note says so', async (_name, refusal) => {
    await at('zendesk', async (world) => {
      await world.control('faults', { refuseUpdates: { ...refusal, whilePriority: true } });
      const id = await world.open();
      const result = await world.run(id);
      expect(result).toMatchObject({
        kind: 'updated',
        write: { refusedPriority: { failureType: 'TicketRejected', priority: 'high' } },
      });
      expect(result).not.toHaveProperty('write.priority');
      const ticket = await world.ticket(id);
      expect(ticket).toMatchObject({ aiComments: 1, writes: 1, priority: null });
      expect(ticket.tags).toEqual(expect.arrayContaining(['ai_processed', 'ai_bug', 'ai_urgency_high']));
      expect(ticket.notes[0]).toContain('the help desk does not take "high"');
      expect(JSON.stringify([result, world.audit])).not.toMatch(/Kovac|415 555|shop\.example/);
      expect(world.audit[0]?.write?.refusedPriority).toMatchObject({ priority: 'high' });
    })();
  });

  test(
    'an account with Normal and High only: low is left out, high is set',
    at('zendesk', async (world) => {
      await world.control('ticket-fields', { basicPriority: true });
      const high = await world.open();
      expect(await world.run(high)).toMatchObject({ kind: 'updated', write: { priority: 'high' } });
      world.answer = LOW;
      const low = await world.open({ subject: 'A question', description: 'Where is the manual?' });
      expect(await world.run(low)).toMatchObject({ kind: 'updated' });
      expect(await world.ticket(low)).toMatchObject({ aiComments: 1, priority: null });
    }),
  );

  test(
    'and the answer to the second write is lost → one note all the same',
    at('zendesk', async (world) => {
      await world.control('ticket-fields', { basicPriority: true });
      world.answer = LOW;
      await world.control('faults', { commitThenReset: 0.5, seed: 3 });
      for (let ticket = 0; ticket < 4; ticket += 1) {
        const id = await world.open({ description: `Where is page ${ticket} of the manual?` });
        const result = await world.run(id);
        expect(result).toMatchObject({ kind: 'updated', write: { refusedPriority: { priority: 'low' } } });
        expect(await world.ticket(id)).toMatchObject({ aiComments: 1, writes: 1, priority: null });
      }
    }),
  );

  test(
    'on Freshdesk the note that was added first is rewritten',
    at('freshdesk', async (world) => {
      const errors = [{ field: 'priority', message: PROSE, code: 'invalid_value' }];
      const body = { description: 'Validation failed', errors };
      await world.control('faults', { refuseUpdates: { body, whilePriority: true } });
      const id = await world.open();
      expect(await world.run(id)).toMatchObject({
        kind: 'updated',
        write: { refusedPriority: { priority: 'high', status: 400, codes: ['priority:invalid_value'] } },
      });
      const ticket = await world.ticket(id);
      expect(ticket).toMatchObject({ aiComments: 1, priority: 1 });
      expect(ticket.tags).toContain('ai_processed');
      expect(ticket.notes).toHaveLength(1);
      expect(ticket.notes[0]).toContain('the help desk does not take');
    }),
  );
});

describe('a write that is refused for another reason', () => {
  const REQUIRED = {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: {
      base: [
        {
          ticket_field_type: 'FieldTagger',
          ticket_field_id: 360_012_345_657,
          description: `${PROSE}: is required when solving a ticket`,
          error: 'BlankValue',
        },
      ],
    },
  };

  test(
    'result, audit line and statistics say the type, the codes and the field',
    at('zendesk', async (world) => {
      await world.control('faults', { refuseUpdates: { body: REQUIRED } });
      const id = await world.open();
      const result = await world.run(id);
      const refusal = {
        failureType: 'TicketRejected',
        status: 422,
        codes: ['RecordInvalid', 'base:BlankValue'],
        fields: ['360012345657'],
      };
      expect(result).toMatchObject({ kind: 'skipped', why: 'rejected', refusal });
      expect(world.audit[0]).toMatchObject({ why: 'rejected', refusal });
      const [round] = await world.outcomes.ofTicket({
        tenant: world.tenant,
        platform: 'zendesk',
        ticketId: id,
      });
      expect(round?.detail).toBe('TicketRejected 422 RecordInvalid base:BlankValue (field 360012345657)');
      expect(JSON.stringify([result, world.audit, round])).not.toMatch(/Kovac|415 555|shop\.example/);
      expect(await world.ticket(id)).toMatchObject({ writes: 0, aiComments: 0 });

      const now = new Date();
      const period = {
        tenant: world.tenant,
        from: '2026-01-01T00:00:00Z',
        to: new Date(now.getTime() + 60_000).toISOString(),
      };
      expect(await world.outcomes.figures(period)).toMatchObject({ total: 1, rejected: 1, successRate: 0 });
      const of = { tenant: world.tenant, platform: 'zendesk' } as const;
      expect((await troubledTickets(world.outcomes, of, now)).rejected).toMatchObject([{ ticketId: id }]);

      await world.control('faults', {});
      expect(await world.run(id, 'reprocess', { reason: 'reprocess' })).toMatchObject({ kind: 'updated' });
      expect((await troubledTickets(world.outcomes, of, new Date())).rejected).toEqual([]);
    }),
  );

  test(
    'on Freshdesk',
    at('freshdesk', async (world) => {
      const errors = [{ field: 'custom_fields.cf_region', message: PROSE, code: 'missing_field' }];
      await world.control('faults', { refuseUpdates: { body: { description: PROSE, errors } } });
      const id = await world.open();
      const result = await world.run(id);
      expect(result).toMatchObject({
        why: 'rejected',
        refusal: { status: 400, codes: ['cf_region:missing_field'], fields: ['cf_region'] },
      });
      expect(JSON.stringify([result, world.audit])).not.toMatch(/Kovac|415 555|shop\.example/);
    }),
  );
});
