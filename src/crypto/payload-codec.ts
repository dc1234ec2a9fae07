import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  type Payload,
  type PayloadCodec,
  type DataConverter,
  defaultPayloadConverter,
} from '@temporalio/common';
import proto from '@temporalio/proto';
import type { EncryptionKey, EncryptionKeys } from './keys.js';
import path from 'node:path';
import type { Sealer } from '../ports/records.js';

/** A payload that cannot be decrypted. The message names key ids at most, never content. */
export class PayloadDecryptionError extends Error {
  override readonly name = 'PayloadDecryptionError';
}

/** The marker that Temporal's own encryption samples use, so that its tools know ciphertext when they see it. */
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const CIPHER = 'aes-256-gcm';
/** The nonce length that GCM is specified for. @see NIST SP 800-38D §8.2 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Ids that we wrote are no longer; others come from outside. */
const SHOWN_ID_LENGTH = 64;

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/**
 * Encrypts every payload with AES-256-GCM under the first key, each with a random 96-bit nonce; decrypts with
 * whichever key the payload names. Payloads that are not encrypted (sent by the CLI or the Web UI) pass as they are.
 * Data is nonce ‖ ciphertext ‖ tag over the whole inner payload, its metadata included; encoding and key id are
 * authenticated with it. A key is good for 2^32 payloads. @see NIST SP 800-38D §8.3
 * @throws {PayloadDecryptionError} from `decode`: unknown key, or data that was changed.
 */
export function createEncryptionCodec(keys: EncryptionKeys): PayloadCodec {
  const [current] = keys;
  const encryptWith = sealer(current);
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    encode: (payloads) => settle(() => payloads.map(encryptWith)),
    decode: (payloads) =>
      settle(() => payloads.map((payload) => (isEncrypted(payload) ? decrypt(payload, byId) : payload))),
  };
}

/** A codec answers by promise: what it throws must reject, not escape. */
async function settle<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(work);
}

function sealer({ id, key }: EncryptionKey): (payload: Payload) => Payload {
  const additionalData = authenticated(id);
  const encoding = Buffer.from(ENCODING);
  const keyId = Buffer.from(id);
  return (payload) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(additionalData);
    const ciphertext = cipher.update(PayloadMessage.encode(payload).finish());
    const data = Buffer.concat([nonce, ciphertext, cipher.final(), cipher.getAuthTag()]);
    return { metadata: { encoding, [KEY_ID]: keyId }, data };
  };
}

function decrypt({ metadata, data }: Payload, byId: ReadonlyMap<string, EncryptionKey>): Payload {
  const id = textOf(metadata?.[KEY_ID]);
  const key = byId.get(id)?.key;
  if (key === undefined) {
    throw new PayloadDecryptionError(
      `a payload was encrypted with key ${JSON.stringify(id.slice(0, SHOWN_ID_LENGTH))}, which is not configured; ` +
        `PAYLOAD_ENCRYPTION_KEYS has ${[...byId.keys()].map((known) => JSON.stringify(known)).join(', ')}`,
    );
  }
  try {
    const sealed = Buffer.from(data ?? []);
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(authenticated(id)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    return PayloadMessage.decode(Buffer.concat([plain, decipher.final()]));
  } catch {
    // The cause is left out: neither OpenSSL's nor protobuf's message helps, and none may carry content.
    throw new PayloadDecryptionError(
      `a payload cannot be decrypted with key ${JSON.stringify(id)}: it was changed since, ` +
        'or another key of the same id encrypted it',
    );
  }
}

/** Whether this codec, or Temporal's own samples, encrypted it. */
const isEncrypted = ({ metadata }: Payload): boolean => textOf(metadata?.['encoding']) === ENCODING;

const authenticated = (keyId: string): Buffer => Buffer.from(`${ENCODING}\0${keyId}`);

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();

/** Absolute path of the failure converter: of the source, or of its compiled copy when this runs from the build. */
export const FAILURE_CONVERTER_PATH = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? 'failure-converter.cts' : 'failure-converter.cjs',
);

/**
 * What every Client and every Worker is given, so that payloads, failure messages and stack traces are stored
 * encrypted. A prebuilt workflow bundle must have been built with the same `failureConverterPath`.
 */
export function createDataConverter(keys: EncryptionKeys): DataConverter {
  return { payloadCodecs: [createEncryptionCodec(keys)], failureConverterPath: FAILURE_CONVERTER_PATH };
}

const { Payload: SealedMessage } = proto.temporal.api.common.v1;

/** Seals values with the codec that encrypts what Temporal stores: the same keys, and the same way to replace them. */
export function createSealer(codec: PayloadCodec): Sealer {
  return {
    async seal(value) {
      const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
      return Buffer.from(SealedMessage.encode(payload as Payload).finish()).toString('base64');
    },
    async open(sealed) {
      const payload = payloadIn(sealed);
      // The codec lets what is not encrypted pass: here that is nothing of ours.
      if (payload === null || !isEncrypted(payload)) return null;
      try {
        const [plain] = await codec.decode([payload]);
        return defaultPayloadConverter.fromPayload(plain as Payload);
      } catch (error) {
        if (error instanceof PayloadDecryptionError) return null;
        throw error;
      }
    },
  };
}

/** Null when the text is no payload. */
function payloadIn(sealed: string): Payload | null {
  try {
    return SealedMessage.decode(Buffer.from(sealed, 'base64'));
  } catch {
    return null;
  }
}
