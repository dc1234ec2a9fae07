import { describe, expect, test } from '@jest/globals';
import type { Delivery } from '../../src/ports/webhook.js';
import { whyIgnored } from '../../src/gateway/webhooks.js';
import { readZendeskBody } from '../../src/platforms/zendesk/webhook.js';
import { ownUpdateEvents } from './webhooks/events.js';

const PROCESSED = ['vip', 'ai_processed'];

const ignored = (delivery: Partial<Delivery>) =>
  whyIgnored({ ticketId: '42', change: 'unsaid', tags: null, byRule: false, ...delivery });

describe('the loop guard', () => {
  test('lets none of the events of our own update through', () => {
    const deliveries = ownUpdateEvents().map(readZendeskBody);
    for (const read of deliveries) {
      if (read?.about !== 'ticket') throw new Error('the event was not read');
      expect(whyIgnored(read.delivery)).toBe('the ticket has a verdict already');
    }
  });

  test.each<Partial<Delivery>>([
    { change: 'unsaid', tags: PROCESSED },
    { change: 'other', tags: PROCESSED },
    { change: 'created', tags: PROCESSED },
  ])('%j: the ticket has a verdict already', (delivery) => {
    expect(ignored(delivery)).toBe('the ticket has a verdict already');
  });

  test.each<Partial<Delivery>>([
    { change: 'other', byRule: true, tags: ['vip'] },
    { change: 'other', byRule: true, tags: PROCESSED },
    { change: 'customerReply', byRule: true },
  ])('%j: a rule of the help desk made the change', (delivery) => {
    expect(ignored(delivery)).toBe('a rule of the help desk made the change');
  });

  test('a ticket that is gone wants nothing', () => {
    expect(ignored({ change: 'gone' })).toBe('the ticket is gone');
  });

  test.each<Partial<Delivery>>([
    { change: 'created', tags: ['vip'] },
    { change: 'created', tags: ['vip'], byRule: true },
    { change: 'unsaid', tags: null },
    { change: 'unsaid', tags: [] },
    { change: 'other', tags: ['vip', 'ai_processed_by_hand'] },
    { change: 'customerReply', tags: PROCESSED },
  ])('%j gets through', (delivery) => {
    expect(ignored(delivery)).toBeNull();
  });
});
