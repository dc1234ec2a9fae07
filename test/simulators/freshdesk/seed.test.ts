/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { seedFacts } from '../../../simulators/freshdesk/seed/seed-facts.js';
import {
  seedConversations,
  seedFirstMessage,
  seedPlanted,
} from '../../../simulators/freshdesk/seed/seed-texts.js';
import { SOURCE } from '../../../simulators/freshdesk/store/types.js';
import { seedContent } from '../../../simulators/seed/seed-content.js';
import { createSeedWorld } from '../../../simulators/seed/seed-world.js';
import { send } from '../json-client.js';
import { withFreshdesk } from './running-freshdesk.js';

const startedAtMs = Date.UTC(2026, 0, 15, 12);
const world = (seed: number) => createSeedWorld({ seed, tickets: 300, startedAtMs });
const indexes = Array.from({ length: 300 }, (_, index) => index);

describe('seeded tickets', () => {
  test('a seed gives the same tickets again, and the texts that the other help desk has for it', () => {
    const texts = (seed: number) => indexes.map((index) => seedFirstMessage(world(seed), index));
    expect(texts(1)).toEqual(texts(1));
    expect(texts(2)).not.toEqual(texts(1));
    expect(texts(1).map(({ subject }) => subject)).toEqual(
      indexes.map((index) => seedContent(world(1), index).subject),
    );
  });

  test('most are open, and every status, deleted, spam and merged ones occur', () => {
    const facts = indexes.map((index) => seedFacts(world(1), index));
    expect(new Set(facts.map(({ status }) => status))).toEqual(new Set([2, 3, 4, 5, 7]));
    expect(facts.filter(({ status }) => status === 2).length).toBeGreaterThan(200);
    for (const mark of ['deleted', 'spam'] as const) expect(facts.some((fact) => fact[mark])).toBe(true);
    expect(facts.filter(({ mergedInto }) => mergedInto !== null).map(({ status }) => status)).toContain(5);
  });

  test('most have the priority that tickets begin with, and every other occurs', () => {
    const priorities = indexes.map((index) => seedFacts(world(1), index).priority);
    expect(priorities.filter((priority) => priority === 1).length).toBeGreaterThan(150);
    expect(new Set(priorities)).toEqual(new Set([1, 2, 3, 4]));
  });

  test('planted values stand in the texts', () => {
    let planted = 0;
    for (const index of indexes) {
      const { subject, text } = seedFirstMessage(world(1), index);
      const later = seedConversations(world(1), index).map((conversation) => conversation.text);
      const { html } = seedContent(world(1), index);
      for (const value of seedPlanted(world(1), index)) {
        expect([subject, text, html ?? '', ...later].join('\n')).toContain(value);
        planted += 1;
      }
    }
    expect(planted).toBeGreaterThan(100);
  });

  test('a mail keeps the lines of its text, everything else has one line', () => {
    const texts = indexes.map((index) => seedFirstMessage(world(1), index));
    const hasLines = ({ text }: { text: string }) => text.includes('\n');
    expect(texts.filter(({ source }) => source === SOURCE.email).some(hasLines)).toBe(true);
    expect(texts.filter(({ source }) => source !== SOURCE.email).some(hasLines)).toBe(false);
  });

  test('ids of conversations never repeat, and their times lie within the ticket’s', () => {
    const ids = new Set<number>();
    for (const index of indexes) {
      const { createdAt, updatedAt } = seedFacts(world(1), index);
      for (const { id, at } of seedConversations(world(1), index)) {
        expect(ids.has(id)).toBe(false);
        ids.add(id);
        expect(at).toBeGreaterThanOrEqual(createdAt);
        expect(at).toBeLessThanOrEqual(updatedAt);
      }
    }
    expect(ids.size).toBeGreaterThan(20);
  });

  test(
    'attachments are named, and GET /_sim/planted lists values by ticket',
    withFreshdesk({ tickets: 150 }, async (freshdesk) => {
      const planted = (await send(`${freshdesk.url}/_sim/planted`)).body as Record<string, string[]>;
      expect(Object.keys(planted)).toHaveLength(150);
      expect(Object.values(planted).some((values) => values.length > 2)).toBe(true);
      const withFiles = indexes
        .slice(0, 150)
        .filter((index) => seedContent(world(1), index).attachments.length > 0);
      const names = withFiles.map((index) => seedContent(world(1), index).attachments[0]);
      expect(names.length).toBeGreaterThan(0);
      for (const [place, index] of withFiles.entries()) {
        const { body } = await freshdesk.get(`tickets/${index + 1}`);
        expect(body.attachments[0]).toMatchObject({ name: names[place], size: expect.any(Number) });
      }
    }),
  );
});
