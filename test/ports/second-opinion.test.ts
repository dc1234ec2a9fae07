import { describe, expect, test } from '@jest/globals';
import {
  readableConversation,
  redactConversation,
  textsOf,
} from '../../src/redaction/redact-conversation.js';
import { askSecondOpinion } from '../../src/ports/tenant.js';
import { ticketFailure } from '../../src/activities/failures.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { PiiSpan } from '../../src/domain/redaction/types.js';
import { PiiDetectorError } from '../../src/ports/model.js';

const CONVERSATION = {
  subject: 'Zoltan asks',
  messages: [
    { author: 'customer' as const, public: true, createdAt: '', text: 'Zoltan cannot log in, z@example.org', attachmentNames: ['Zoltan.png'] }, // prettier-ignore
  ],
  people: [],
  truncated: false,
};

const zoltans = (text: string): PiiSpan[] =>
  [...text.matchAll(/Zoltan/g)].map(({ index }) => ({ start: index, end: index + 6, type: 'NAME' }));
const detector = { detect: (text: string) => Promise.resolve(zoltans(text)) };
const outage = new PiiDetectorError('Presidio at p answered 503', { kind: 'unavailable' });
const down = { detect: () => Promise.reject(outage) };

describe('a second opinion', () => {
  test('its spans are merged with ours in subject, messages and names of attachments', async () => {
    const alsoFound = await askSecondOpinion(
      { detector, onFailure: 'stop' },
      textsOf(readableConversation(CONVERSATION, { region: 'US' })),
    );
    const { subject, messages, removed } = redactConversation(CONVERSATION, 'US', alsoFound);
    expect(subject).toBe('<NAME_1> asks');
    expect(messages[0]?.text).toBe('<NAME_1> cannot log in, <EMAIL_1>\n[attached: <NAME_1>.png]');
    expect(removed).toEqual({ NAME: 1, EMAIL: 1 });
  });

  test('an outage with stop → DetectorUnavailable, retryable, and told as well', async () => {
    const told: string[] = [];
    const opinion = { detector: down, onFailure: 'stop' as const, onOutage: ({ kind }: PiiDetectorError) => told.push(kind) }; // prettier-ignore
    const error: unknown = await askSecondOpinion(opinion, ['Zoltan']).catch((reason: unknown) => reason);
    expect(ticketFailure(error)).toMatchObject({ type: FAILURE.detectorUnavailable, nonRetryable: false });
    expect(told).toEqual(['unavailable']);
  });

  test('an outage with continue → ours alone, told once for the conversation', async () => {
    const passedOver: string[] = [];
    const opinion = { detector: down, onFailure: 'continue' as const, onOutage: ({ kind }: PiiDetectorError) => passedOver.push(kind) }; // prettier-ignore
    const alsoFound = await askSecondOpinion(opinion, ['Zoltan', 'z@example.org']);
    expect(alsoFound('Zoltan')).toEqual([]);
    expect(passedOver).toEqual(['unavailable']);
  });

  test('another error is never passed over', async () => {
    const broken = { detect: () => Promise.reject(new TypeError('broken')) };
    await expect(askSecondOpinion({ detector: broken, onFailure: 'continue' }, ['x'])).rejects.toThrow(
      TypeError,
    );
  });
});
