import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { createEncryptionCodec, PayloadDecryptionError } from '../../src/crypto/payload-codec.js';
import type { EncryptionKeys } from '../../src/crypto/keys.js';
import { freshKeys } from './fresh-keys.js';

const PLAIN = 'the customer is Alice Archer';
const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const bytes = (value: Uint8Array | null | undefined) => Buffer.from(value ?? []);
const content = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, bytes(value)])),
  data: bytes(data),
});
const only = ([first]: Payload[]): Payload => first as Payload;
const encrypted = async (keys: EncryptionKeys, value: unknown = PLAIN) =>
  only(await createEncryptionCodec(keys).encode([payload(value)]));
const changed = (original: Payload, change: (data: Buffer) => void): Payload => {
  const data = bytes(original.data);
  change(data);
  return { ...original, data };
};

describe('encryption codec', () => {
  test('any payloads come back as they were', async () => {
    const anyBytes = fc.uint8Array({ maxLength: 2_000 });
    const metadata = fc.dictionary(fc.string({ maxLength: 12 }), anyBytes, { noNullPrototype: true });
    const codec = createEncryptionCodec(freshKeys('a'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ metadata, data: anyBytes }), { maxLength: 5 }),
        async (payloads) => {
          const decoded = await codec.decode(await codec.encode(payloads));
          expect(decoded.map(content)).toEqual(payloads.map(content));
        },
      ),
    );
  });

  test('a payload without metadata and data comes back', async () => {
    const codec = createEncryptionCodec(freshKeys('a'));
    expect((await codec.decode(await codec.encode([{}]))).map(content)).toEqual([
      { metadata: {}, data: Buffer.alloc(0) },
    ]);
  });

  test('ciphertext shows encoding and key id, and nothing of content or its metadata', async () => {
    const { metadata, data } = await encrypted(freshKeys('2026-11', 'old'));
    expect(Object.entries(metadata ?? {}).map(([key, value]) => [key, bytes(value).toString()])).toEqual([
      ['encoding', 'binary/encrypted'],
      ['encryption-key-id', '2026-11'],
    ]);
    expect(bytes(data).includes('Alice')).toBe(false);
    expect(bytes(data).includes('json/plain')).toBe(false);
  });

  test('the same payload never encrypts to the same bytes, nor under the same nonce', async () => {
    const codec = createEncryptionCodec(freshKeys('a'));
    const sealed = await codec.encode(Array.from({ length: 500 }, () => payload(PLAIN)));
    expect(new Set(sealed.map(({ data }) => bytes(data).toString('hex'))).size).toBe(500);
    expect(new Set(sealed.map(({ data }) => bytes(data).toString('hex', 0, 12))).size).toBe(500);
  });

  test('plain payloads pass as they are, also between encrypted ones', async () => {
    const keys = freshKeys('a');
    const plain = payload({ ticketIds: ['42'] });
    const decoded = await createEncryptionCodec(keys).decode([plain, await encrypted(keys), {}]);
    expect(decoded[0]).toBe(plain);
    expect(defaultPayloadConverter.fromPayload(decoded[1] as Payload)).toBe(PLAIN);
    expect(decoded[2]).toEqual({});
  });

  test('rotation: [new, old] reads what old wrote, and writes what only new reads', async () => {
    const [fresh, old] = freshKeys('new', 'old') as unknown as [EncryptionKeys[0], EncryptionKeys[0]];
    const rotated = createEncryptionCodec([fresh, old]);
    const before = await encrypted([old]);
    expect(defaultPayloadConverter.fromPayload(only(await rotated.decode([before])))).toBe(PLAIN);
    const after = await rotated.encode([payload(PLAIN)]);
    expect(await createEncryptionCodec([fresh]).decode(after)).toHaveLength(1);
    await expect(createEncryptionCodec([old]).decode(after)).rejects.toThrow(PayloadDecryptionError);
  });

  test('an unknown key → an error that names it and those known', async () => {
    const decode = createEncryptionCodec(freshKeys('b', 'c')).decode([await encrypted(freshKeys('a'))]);
    await expect(decode).rejects.toThrow(
      'a payload was encrypted with key "a", which is not configured; PAYLOAD_ENCRYPTION_KEYS has "b", "c"',
    );
  });

  test.each<[string, (original: Payload) => Payload]>([
    ['one bit of the nonce', (original) => changed(original, (data) => (data[0]! ^= 1))],
    ['one bit of the ciphertext', (original) => changed(original, (data) => (data[12]! ^= 1))],
    ['one bit of the tag', (original) => changed(original, (data) => (data[data.length - 1]! ^= 1))],
    ['a truncated end', (original) => ({ ...original, data: bytes(original.data).subarray(0, -1) })],
    ['hardly any data', (original) => ({ ...original, data: Buffer.alloc(5) })],
    ['no data', ({ metadata }) => ({ metadata: metadata ?? {} })],
  ])('%s changed → an error without content', async (_what, tamper) => {
    const keys = freshKeys('a');
    const error: unknown = await createEncryptionCodec(keys)
      .decode([tamper(await encrypted(keys))])
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PayloadDecryptionError);
    expect((error as Error).message).toContain('cannot be decrypted with key "a"');
    expect((error as Error).cause).toBeUndefined();
  });

  test('the key id is authenticated: the same bytes under another id do not decrypt', async () => {
    const [{ key }] = freshKeys('a');
    const codec = createEncryptionCodec([
      { id: 'a', key },
      { id: 'b', key },
    ]);
    const sealed = only(await codec.encode([payload(PLAIN)]));
    const relabelled = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': Buffer.from('b') } };
    await expect(codec.decode([relabelled])).rejects.toThrow('cannot be decrypted with key "b"');
  });

  test('another key of the same id does not decrypt', async () => {
    const decode = createEncryptionCodec(freshKeys('a')).decode([await encrypted(freshKeys('a'))]);
    await expect(decode).rejects.toThrow('another key of the same id');
  });
});
