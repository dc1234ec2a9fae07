import { describe, expect, test } from '@jest/globals';
import type { RequestError } from 'got';
import { errorFromTransport } from '../../../src/platforms/zendesk/errors.js';

const CONNECTED = { connect: 5 } as RequestError['timings'];
const UNCONNECTED = { start: 1 } as RequestError['timings'];

describe('a write without a whole answer', () => {
  test.each([
    ['ECONNRESET', CONNECTED, 'uncertain'],
    ['ETIMEDOUT', CONNECTED, 'uncertain'],
    ['ETIMEDOUT', UNCONNECTED, 'unavailable'],
    ['ENOTFOUND', undefined, 'unavailable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', CONNECTED, 'unavailable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', CONNECTED, 'unavailable'],
    ['CERT_HAS_EXPIRED', CONNECTED, 'unavailable'],
    ['EPROTO', CONNECTED, 'uncertain'],
  ])('%s after %j → %s', (code, timings, kind) => {
    const attempt = { method: 'PUT', path: '/api/v2/tickets/42' } as const;
    expect(
      errorFromTransport(attempt, { code, message: 'failed', ...(timings ? { timings } : {}) }),
    ).toMatchObject({
      kind,
      cause: { code },
    });
  });
});
