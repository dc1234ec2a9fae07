import { expect, test } from '@jest/globals';
import { proofOfFreshdesk } from '../../../src/platforms/freshdesk/webhook.js';

const TOKEN = 'token-of-the-tests-0123456789';

const prove = (headers: Record<string, string | string[]>, key: string | null = TOKEN) =>
  proofOfFreshdesk({ headers, body: Buffer.from('{}'), key });

test.each([{ 'x-webhook-token': TOKEN }, { authorization: `Bearer ${TOKEN}` }])('%j → genuine', (headers) => {
  expect(prove(headers)).toBe('genuine');
});

test.each([
  {},
  { 'x-webhook-token': '' },
  { 'x-webhook-token': `${TOKEN} ` },
  { 'x-webhook-token': TOKEN.toUpperCase() },
  { 'x-webhook-token': TOKEN.slice(0, -1) },
  { 'x-webhook-token': `Bearer ${TOKEN}` },
  { 'x-webhook-token': [TOKEN, TOKEN] },
  { authorization: TOKEN },
  { authorization: `Basic ${TOKEN}` },
  { 'x-token': TOKEN },
])('%j → unproven', (headers) => {
  expect(prove(headers)).toBe('unproven');
});

test('a tenant without a token has no delivery that is genuine', () => {
  for (const text of ['', 'null', 'undefined']) {
    expect(prove({ 'x-webhook-token': text, authorization: `Bearer ${text}` }, null)).toBe('unproven');
  }
});
