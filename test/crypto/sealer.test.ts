import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { createEncryptionCodec, createSealer } from '../../src/crypto/payload-codec.js';
import { freshKeys } from './fresh-keys.js';

const VALUE = { summary: 'The export crashes.', labels: ['bug'] };
const sealerWith = (...ids: [string, ...string[]]) => createSealer(createEncryptionCodec(freshKeys(...ids)));

describe('a sealed value', () => {
  test('comes back, and cannot be read by whoever has no key', async () => {
    const sealer = sealerWith('k1');
    const sealed = await sealer.seal(VALUE);
    expect(await sealer.open(sealed)).toEqual(VALUE);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('export');
  });

  test('is opened by an older key that is still configured', async () => {
    const [older, newer] = [freshKeys('older')[0], freshKeys('newer')[0]];
    const sealed = await createSealer(createEncryptionCodec([older])).seal(VALUE);
    expect(await createSealer(createEncryptionCodec([newer, older])).open(sealed)).toEqual(VALUE);
    expect(await createSealer(createEncryptionCodec([newer])).open(sealed)).toBeNull();
  });

  test.each([
    ['changed', (sealed: string) => `${sealed.slice(0, -8)}AAAAAAA=`],
    ['cut', (sealed: string) => sealed.slice(0, 40)],
    ['no base64', () => '%%%'],
    ['empty', () => ''],
  ])('that is %s is none', async (_name, spoil) => {
    const sealer = sealerWith('k1');
    expect(await sealer.open(spoil(await sealer.seal(VALUE)))).toBeNull();
  });

  test('that somebody wrote in the clear is none', async () => {
    const { Payload } = proto.temporal.api.common.v1;
    const clear = Payload.encode(defaultPayloadConverter.toPayload(VALUE)).finish();
    expect(await sealerWith('k1').open(Buffer.from(clear).toString('base64'))).toBeNull();
  });
});
