import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  redactConversation,
  digestsOf,
  withoutRemovedValues,
} from '../../src/redaction/redact-conversation.js';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import type { PiiType } from '../../src/domain/redaction/types.js';
import { activitiesOver, TENANT } from '../support/activities.js';
import { verdictText } from '../support/fake-model.js';

const back = (summary: string, ...removed: [PiiType, string][]): string =>
  withoutRemovedValues(summary, [digestsOf(removed.map(([type, written]) => ({ type, written })))]);

describe('a value that redaction removed does not come back', () => {
  test.each<[string, PiiType, string, string]>([
    ['Ask zoltan about it.', 'NAME', 'Zoltan Quimby', 'Ask <NAME_1> about it.'],
    ['For Quimby, Zoltan.', 'NAME', 'Zoltan Quimby', 'For <NAME_1>, <NAME_1>.'],
    ['Frau Mueller waits.', 'NAME', 'Müller', 'Frau <NAME_1> waits.'],
    ['Write to Z Quimby at Example dot org.', 'EMAIL', 'z.quimby@example.org', 'Write to <EMAIL_1>.'],
    ['Call 020 7946 0958 today.', 'PHONE', '+44 20 7946 0958', 'Call <PHONE_1> today.'],
    [
      'Number 5-3-6-9-0-4-3-9-9 was given.',
      'NATIONAL_ID',
      '536-90-4399',
      'Number <NATIONAL_ID_1> was given.',
    ],
    ['The plate is b mw 1234.', 'PLATE', 'B-MW 1234', 'The plate is <PLATE_1>.'],
    ['Ship to 221B Baker Street now.', 'ADDRESS', '221b Baker Street, London', 'Ship to <ADDRESS_1> now.'],
    ['Password hunter-two-hunter works.', 'SECRET', 'hunter two hunter', 'Password <SECRET_1> works.'],
    ['请联系王小明先生', 'NAME', '请联系王小明先生', '<NAME_1>'],
  ])('%s', (summary, type, written, expected) => {
    expect(back(summary, [type, written])).toBe(expected);
  });

  test('a summary without removed values comes back as it is', () => {
    const summary =
      'The export of order 4839-2201 fails since version 10.4.2; <EMAIL_1> waits, it will take long.';
    const removed: [PiiType, string][] = [['NAME', 'Will Long'], ['PHONE', '+1 212 555 0123'], ['SECRET', '123']]; // prettier-ignore
    expect(back(summary, ...removed)).toBe(summary);
  });

  test('what travels holds no value, and other tickets have other digests of the same value', () => {
    const removed = [{ type: 'EMAIL' as const, written: 'z.quimby@example.org' }];
    const [one, other] = [digestsOf(removed), digestsOf(removed)];
    expect(JSON.stringify(one)).not.toMatch(/quimby|example/i);
    expect(one.digests.EMAIL?.[0]).not.toBe(other.digests.EMAIL?.[0]);
  });

  test('parts of a conversation are looked through one after the other', () => {
    const parts = ['Zoltan', 'Priya'].map((written) => digestsOf([{ type: 'NAME', written }]));
    expect(withoutRemovedValues('zoltan and PRIYA agree', parts)).toBe('<NAME_1> and <NAME_1> agree');
  });
});

describe('analyzeTicket with a model that repeats what it must not know', () => {
  let server: Server | undefined;
  afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

  async function modelAnswering(content: string): Promise<string> {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ model: 'm', choices: [{ finish_reason: 'stop', message: { content } }] }),
      );
    });
    await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  test('its summary names neither person nor secret, in whatever spelling', async () => {
    const message = { author: 'customer' as const, public: true, createdAt: '', attachmentNames: [] };
    const text = 'Zoltan Quimby here. password: Hunter-7-Zebra. Licence plate: B-MW 1234. It fails.';
    const people = [{ name: 'Zoltan Quimby', email: null, phone: null }];
    const conversation = { subject: 'Login', messages: [{ ...message, text }], people, truncated: false };
    const ticket = redactConversation(conversation, 'US');
    expect(JSON.stringify(ticket)).not.toMatch(/quimby|hunter|1234/i);

    const baseUrl = await modelAnswering(verdictText('QUIMBY, z. drives bmw1234 and types hunter 7 zebra.'));
    const model = createOpenAiModel({ baseUrl, model: 'm', timeoutMs: 5_000, priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0 }); // prettier-ignore
    const { verdict } = await activitiesOver({ model }).call('analyzeTicket', { tenant: TENANT, ticket });
    expect(verdict.summary).toBe('(name), z. drives (plate) and types (secret).');
  });
});
