/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { seedContent } from '../../../simulators/seed/seed-content.js';
import { seedFacts } from '../../../simulators/seed/seed-facts.js';
import { seedHistory } from '../../../simulators/zendesk/seed/seed-history.js';
import { createSeedWorld } from '../../../simulators/seed/seed-world.js';
import { TEMPLATES } from '../../../simulators/seed/templates/index.js';
import { send } from '../json-client.js';
import { withZendesk } from './running-zendesk.js';

const startedAtMs = Date.UTC(2026, 0, 15, 12);
const world = (seed: number, tickets = 300) => createSeedWorld({ seed, tickets, startedAtMs });
const indexes = Array.from({ length: 300 }, (_, index) => index);

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function ibanRest(iban: string): bigint {
  const compact = iban.replaceAll(' ', '');
  const moved = compact.slice(4) + compact.slice(0, 4);
  return BigInt([...moved].map((character) => parseInt(character, 36)).join('')) % 97n;
}

describe('seeded tickets', () => {
  test('there are at least 120 patterns with texts of their own, from empty to 60,000 characters', () => {
    expect(new Set(TEMPLATES.map(({ subject, body }) => `${subject}\n${body}`)).size).toBe(TEMPLATES.length);
    expect(TEMPLATES.length).toBeGreaterThanOrEqual(120);
    const lengths = indexes.map((index) => seedContent(world(1), index).body.length);
    expect(Math.min(...lengths)).toBe(0);
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(60_000);
  });

  test('a seed gives the same tickets again, another seed others', () => {
    const texts = (seed: number) => indexes.map((index) => seedContent(world(seed), index));
    expect(texts(1)).toEqual(texts(1));
    expect(texts(2)).not.toEqual(texts(1));
  });

  test('equal texts occur, as customers write them, unless they are to be distinct', () => {
    const distinctTexts = (distinctTickets: boolean) =>
      new Set(
        indexes.map((index) => {
          const { subject, body } = seedContent({ ...world(1), distinctTickets }, index);
          return `${subject}\n${body}`;
        }),
      ).size;
    expect(distinctTexts(false)).toBeLessThan(indexes.length);
    expect(distinctTexts(true)).toBe(indexes.length);
  });

  test('every change lies between a day and two minutes before the start, after the creation', () => {
    for (const index of indexes) {
      const { createdAt, updatedAt } = seedFacts(world(3), index);
      expect(updatedAt).toBeGreaterThanOrEqual(createdAt);
      expect(createdAt).toBeGreaterThan(startedAtMs / 1000 - 24 * 3600);
      expect(updatedAt).toBeLessThanOrEqual(startedAtMs / 1000 - 120);
    }
  });

  test('most are new or open, and every other status occurs', () => {
    const statuses = indexes.map((index) => seedFacts(world(1), index).status);
    const wanted = statuses.filter((status) => status === 'new' || status === 'open');
    expect(wanted.length).toBeGreaterThan(200);
    expect(new Set(statuses).size).toBe(7);
  });

  test('the history ends in the state of the ticket, with ids that never repeat', () => {
    const ids = new Set<number>();
    for (const index of indexes) {
      const { status, priority, tags } = seedFacts(world(1), index);
      const fields: Record<string, unknown> = { tags: [] };
      for (const audit of seedHistory(world(1), index)) {
        expect(ids.has(audit.id)).toBe(false);
        ids.add(audit.id);
        for (const event of audit.events) if ('field_name' in event) fields[event.field_name] = event.value;
      }
      expect(fields).toMatchObject({ status, priority, tags });
    }
  });

  test('planted values stand in the texts, and their check digits are right', () => {
    for (const index of indexes) {
      const { planted, subject, body, html, replies } = seedContent(world(1), index);
      const text = [subject, body, html ?? '', ...replies.map((reply) => reply.body)].join('\n');
      for (const value of planted) {
        expect(text).toContain(value);
        if (/^[A-Z]{2}\d\d /.test(value)) expect(ibanRest(value)).toBe(1n);
        if (/^[\d -]{15,}$/.test(value)) expect(passesLuhn(value.replace(/\D/g, ''))).toBe(true);
      }
    }
  });

  test(
    'GET /_sim/planted lists them by ticket',
    withZendesk({ tickets: 150 }, async (zendesk) => {
      const planted = (await send(`${zendesk.url}/_sim/planted`)).body as Record<string, string[]>;
      expect(Object.keys(planted)).toHaveLength(150);
      const [id, values] = Object.entries(planted).find(([, list]) => list.length > 2) ?? ['', []];
      expect(values).toEqual(seedContent(world(1, 150), Number(id) - 1).planted);
    }),
  );

  test(
    'copied people and requesters of every ticket can be looked up',
    withZendesk({ tickets: 60 }, async (zendesk) => {
      const ids = Array.from({ length: 60 }, (_, index) => index + 1).join(',');
      const { tickets, users } = (await zendesk.get(`tickets/show_many?ids=${ids}&include=users`)).body;
      const known = new Set(users.map(({ id }: { id: number }) => id));
      for (const { requester_id, email_cc_ids } of tickets) {
        for (const id of [requester_id, ...email_cc_ids]) expect(known.has(id)).toBe(true);
      }
    }),
  );
});
