import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { Sealer } from '../ports/shared-verdicts.js';
import { isEncrypted, PayloadDecryptionError } from './payload-codec.js';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/** Seals values with the codec that encrypts what Temporal stores: the same keys, and the same way to replace them. */
export function createSealer(codec: PayloadCodec): Sealer {
  return {
    async seal(value) {
      const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
      return Buffer.from(PayloadMessage.encode(payload as Payload).finish()).toString('base64');
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
    return PayloadMessage.decode(Buffer.from(sealed, 'base64'));
  } catch {
    return null;
  }
}
