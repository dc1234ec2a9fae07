import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { listingFailure, modelFailure, ticketFailure, translating } from '../../src/activities/failures.js';
import { FAILURE, type FailureType } from '../../src/contract/failures.js';
import { ModelError, type ModelErrorKind, PiiDetectorError } from '../../src/ports/model.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/platform.js';

interface Fate {
  type: FailureType;
  retryable: boolean;
  /** After an error that names no wait, and after one that asks for 7 s. Milliseconds. */
  delays: [silent: number | undefined, told: number | undefined];
  benign?: true;
}

const platformError = (kind: PlatformErrorKind, retryAfterMs?: number) =>
  new PlatformError('GET ticket 42 failed', { kind, retryAfterMs });
const modelError = (kind: ModelErrorKind, retryAfterMs?: number) =>
  new ModelError('POST chat/completions failed', { kind, retryAfterMs });

const fateOf = (silent: unknown, told: unknown): Fate => {
  if (!(silent instanceof ApplicationFailure) || !(told instanceof ApplicationFailure))
    throw new Error('expected ApplicationFailures');
  return {
    type: silent.type as FailureType,
    retryable: silent.nonRetryable !== true,
    delays: [silent.nextRetryDelay as number | undefined, told.nextRetryDelay as number | undefined],
    ...(silent.category === ApplicationFailureCategory.BENIGN ? { benign: true } : {}),
  };
};

const WAITS_AS_TOLD = [undefined, 7_000] as Fate['delays'];
const NEVER_AGAIN = [undefined, undefined] as Fate['delays'];
const FIVE_MINUTES = [300_000, 300_000] as Fate['delays'];

const RATE_LIMITED = { type: FAILURE.platformRateLimited, retryable: true, delays: WAITS_AS_TOLD };
const UNAVAILABLE = { type: FAILURE.platformUnavailable, retryable: true, delays: WAITS_AS_TOLD };
const PROTOCOL = { type: FAILURE.platformProtocol, retryable: true, delays: WAITS_AS_TOLD };
const UNCERTAIN = { type: FAILURE.writeUncertain, retryable: false, delays: NEVER_AGAIN };
const skipsTicket = (type: FailureType): Fate => ({
  type,
  retryable: false,
  delays: NEVER_AGAIN,
  benign: true,
});
const TOO_LARGE = { type: FAILURE.answerTooLarge, retryable: true, delays: WAITS_AS_TOLD };
const REFUSED = { type: FAILURE.listingRefused, retryable: false, delays: NEVER_AGAIN };

const PLATFORM: Record<PlatformErrorKind, { ticket: Fate; listing: Fate }> = {
  rateLimited: { ticket: RATE_LIMITED, listing: RATE_LIMITED },
  unavailable: { ticket: UNAVAILABLE, listing: UNAVAILABLE },
  conflict: { ticket: UNAVAILABLE, listing: UNAVAILABLE },
  protocol: { ticket: PROTOCOL, listing: PROTOCOL },
  uncertain: { ticket: UNCERTAIN, listing: UNCERTAIN },
  unauthorized: {
    ticket: { type: FAILURE.platformUnauthorized, retryable: true, delays: FIVE_MINUTES },
    listing: REFUSED,
  },
  forbidden: { ticket: skipsTicket(FAILURE.ticketForbidden), listing: REFUSED },
  notFound: { ticket: skipsTicket(FAILURE.ticketNotFound), listing: REFUSED },
  tooLarge: { ticket: TOO_LARGE, listing: TOO_LARGE },
  invalid: {
    ticket: { type: FAILURE.ticketRejected, retryable: false, delays: [undefined, undefined] },
    listing: REFUSED,
  },
};

const SECOND_OR_TOLD = [1_000, 7_000] as Fate['delays'];
const UNUSABLE = { type: FAILURE.modelUnusable, retryable: true, delays: SECOND_OR_TOLD };
const MODEL: Record<ModelErrorKind, Fate> = {
  rateLimited: { type: FAILURE.modelRateLimited, retryable: true, delays: WAITS_AS_TOLD },
  timeout: { type: FAILURE.modelTimeout, retryable: true, delays: SECOND_OR_TOLD },
  unavailable: { type: FAILURE.modelUnavailable, retryable: true, delays: SECOND_OR_TOLD },
  unauthorized: { type: FAILURE.modelUnauthorized, retryable: false, delays: SECOND_OR_TOLD },
  invalidRequest: { type: FAILURE.modelRequestRefused, retryable: false, delays: SECOND_OR_TOLD },
  refusal: UNUSABLE,
  truncated: UNUSABLE,
  empty: UNUSABLE,
  unusable: UNUSABLE,
};

describe('errors of a request about one ticket', () => {
  test.each(Object.entries(PLATFORM))('%s → %j', (kind, { ticket }) => {
    const translate = (retryAfterMs?: number) =>
      ticketFailure(platformError(kind as PlatformErrorKind, retryAfterMs));
    expect(fateOf(translate(), translate(7_000))).toEqual(ticket);
  });
});

test('an answer that is too large is tried four times, whoever gives it: then it fails for good', () => {
  const fates = (translate: (attempt: number) => unknown) =>
    [1, 2, 3, 4].map((attempt) => (translate(attempt) as ApplicationFailure).nonRetryable);
  const fromDetector = new PiiDetectorError('too large', { kind: 'tooLarge' });
  expect(fates((attempt) => ticketFailure(platformError('tooLarge'), attempt))).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(fates((attempt) => listingFailure(platformError('tooLarge'), attempt))).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(fates((attempt) => ticketFailure(fromDetector, attempt))).toEqual([false, false, false, true]);
});

describe('the wait that the help desk asks for', () => {
  test.each([
    [0, 1_000],
    [999, 1_000],
    [120_000, 120_000],
    [3_600_001, 3_600_000],
    [1e15, 3_600_000],
  ])('%s ms → %s ms: no busy loop, and nobody is parked for ever', (asked, waited) => {
    for (const kind of ['rateLimited', 'unavailable'] as const)
      expect(ticketFailure(platformError(kind, asked))).toMatchObject({ nextRetryDelay: waited });
    expect(listingFailure(platformError('rateLimited', asked))).toMatchObject({ nextRetryDelay: waited });
  });
});

describe('errors of the listing', () => {
  test.each(Object.entries(PLATFORM))('%s → $listing.type', (kind, { listing }) => {
    const translate = (retryAfterMs?: number) =>
      listingFailure(platformError(kind as PlatformErrorKind, retryAfterMs));
    expect(fateOf(translate(), translate(7_000))).toEqual(listing);
  });
});

describe('errors of a model call', () => {
  test.each(Object.entries(MODEL))('%s → %j', (kind, fate) => {
    const translate = (retryAfterMs?: number) =>
      modelFailure(modelError(kind as ModelErrorKind, retryAfterMs));
    expect(fateOf(translate(), translate(7_000))).toEqual(fate);
  });

  test('a model that asks to wait longer than a minute is given up: the rules decide', () => {
    expect(modelFailure(modelError('rateLimited', 60_000))).toMatchObject({ nonRetryable: false });
    expect(modelFailure(modelError('rateLimited', 60_001))).toMatchObject({ nonRetryable: true });
  });
});

describe('translation', () => {
  test('keeps the message, and no cause that may hold more', () => {
    const error = new PlatformError('GET ticket 42: 404', { kind: 'notFound', cause: new Error('raw text') });
    expect(ticketFailure(error)).toMatchObject({ message: 'GET ticket 42: 404', cause: undefined });
  });

  test.each([ticketFailure, listingFailure, modelFailure])(
    'an error it does not know passes unchanged',
    (translate) => {
      const unknown = new TypeError('a bug');
      expect(translate(unknown)).toBe(unknown);
    },
  );

  test('a failure of a cancelled activity is the cancellation, whatever was thrown', async () => {
    const stop = new AbortController();
    const call = translating(ticketFailure, stop.signal, () => {
      stop.abort();
      return Promise.reject(platformError('uncertain'));
    });
    await expect(call).rejects.toBeInstanceOf(CancelledFailure);
  });

  test('an answer that came in spite of the cancellation counts', async () => {
    await expect(
      translating(ticketFailure, AbortSignal.abort(), () => Promise.resolve('applied')),
    ).resolves.toBe('applied');
  });
});
