import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { codecEndpoint } from '../../src/gateway/codec-endpoint.js';
import { createEncryptionCodec } from '../../src/crypto/payload-codec.js';
import { freshKeys } from '../crypto/fresh-keys.js';

const UI = 'http://127.0.0.1:8233';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const GREETING = { metadata: { encoding: base64('json/plain') }, data: base64('"hello"') };
const TOKEN = 'Bearer open-sesame';

describe('codec endpoint', () => {
  let server: FastifyInstance;
  beforeEach(async () => {
    server = fastify();
    const codec = createEncryptionCodec(freshKeys('k1'));
    await server.register(codecEndpoint, { prefix: '/open', codec, allowedOrigins: [UI] });
    await server.register(codecEndpoint, {
      prefix: '/codec',
      codec,
      allowedOrigins: [UI],
      authorize: (request) => request.headers.authorization === TOKEN,
    });
    server.post('/beside', () => 'beside');
  });
  afterEach(() => server.close());

  const post = (url: string, payload: string | object, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    });

  test.each(['/open', '/open/default'])('what %s/encode gives, decode takes', async (prefix) => {
    const encoded = await post(`${prefix}/encode`, { payloads: [GREETING, GREETING] });
    expect(encoded.statusCode).toBe(200);
    const { payloads } = encoded.json<{ payloads: (typeof GREETING)[] }>();
    expect(payloads.map(({ metadata }) => metadata)).toEqual(
      Array(2).fill({ encoding: base64('binary/encrypted'), 'encryption-key-id': base64('k1') }),
    );
    expect(JSON.stringify(payloads)).not.toContain(GREETING.data);
    const decoded = await post(`${prefix}/decode?preserveStorageRefs=true`, { payloads });
    expect(decoded.json()).toEqual({ payloads: [GREETING, GREETING] });
  });

  test('plain payloads and empty lists pass through decode', async () => {
    expect((await post('/open/decode', { payloads: [GREETING, {}] })).json()).toEqual({
      payloads: [GREETING, { metadata: {}, data: '' }],
    });
    expect((await post('/open/decode', {})).json()).toEqual({ payloads: [] });
  });

  test('the Web UI origin may send its headers, with credentials', async () => {
    const preflight = await server.inject({
      method: 'OPTIONS',
      url: '/codec/decode',
      headers: {
        origin: UI,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,authorization-extras,content-type,x-namespace',
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': UI,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, x-namespace, authorization, authorization-extras',
      vary: 'origin',
    });
    const answer = await post(
      '/codec/decode',
      { payloads: [GREETING] },
      { origin: UI, authorization: TOKEN },
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': UI, 'cache-control': 'no-store' });
  });

  test.each(['http://evil.example', 'null', `${UI}.evil.example`, 'http://127.0.0.1:8234', UI.toUpperCase()])(
    'origin %s → 403, no permission to read the answer, for preflight and request',
    async (origin) => {
      for (const method of ['OPTIONS', 'POST'] as const) {
        const answer = await server.inject({
          method,
          url: '/open/decode',
          payload: { payloads: [] },
          headers: { origin },
        });
        expect(answer.statusCode).toBe(403);
        expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );

  test('the token is asked for before the body is read, and the Web UI may read the refusal', async () => {
    const answer = await post('/codec/decode', 'no JSON', { origin: UI });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'access-control-allow-origin': UI });
    expect((await post('/codec/default/encode', { payloads: [GREETING] })).statusCode).toBe(401);
  });

  test.each<[string, string | object, string]>([
    ['text that is no JSON', '{"payloads":', 'not valid JSON'],
    ['an array', [], 'body: expected a JSON object with payloads'],
    ['payloads that are no list', { payloads: {} }, 'body.payloads: expected an array'],
    [
      'a payload that is a string',
      { payloads: ['x'] },
      'body.payloads.0: expected an object with metadata and data',
    ],
    [
      'data that is no base64',
      { payloads: [GREETING, { data: '!!' }] },
      'body.payloads.1.data: expected base64',
    ],
    [
      'metadata that is no base64',
      { payloads: [{ metadata: { encoding: 5 } }] },
      'body.payloads.0.metadata.encoding: expected base64',
    ],
    [
      'an unknown key',
      {
        payloads: [
          { metadata: { encoding: base64('binary/encrypted'), 'encryption-key-id': base64('k0') }, data: '' },
        ],
      },
      'encrypted with key "k0", which is not configured',
    ],
    [
      'changed ciphertext',
      {
        payloads: [
          {
            metadata: { encoding: base64('binary/encrypted'), 'encryption-key-id': base64('k1') },
            data: base64('x'),
          },
        ],
      },
      'cannot be decrypted with key "k1"',
    ],
  ])('%s → 400 that says what is wrong', async (_what, body, message) => {
    const answer = await post('/open/decode', body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ error: string }>().error).toContain(message);
  });

  test('a body above 8 MiB → 413, one of 7 MiB is taken', async () => {
    const ofMiB = (size: number) => ({ payloads: [{ data: 'A'.repeat(size * 1024 * 1024) }] });
    expect((await post('/open/encode', ofMiB(7))).statusCode).toBe(200);
    expect((await post('/open/encode', ofMiB(9))).statusCode).toBe(413);
  });

  test('other content types → 415; other methods → 404', async () => {
    expect(
      (await post('/open/decode', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode,
    ).toBe(415);
    expect((await server.inject({ method: 'GET', url: '/open/decode' })).statusCode).toBe(404);
  });

  test('a fault of our own → 500 that tells nothing', async () => {
    const failing = () => Promise.reject(new Error('something inside'));
    await server.close();
    server = fastify();
    await server.register(codecEndpoint, { codec: { encode: failing, decode: failing }, allowedOrigins: [] });
    const answer = await post('/decode', { payloads: [] });
    expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'internal error' }]);
  });

  test('routes beside it are untouched', async () => {
    const answer = await post('/beside', {}, { origin: 'http://elsewhere.example' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBeUndefined();
  });
});
