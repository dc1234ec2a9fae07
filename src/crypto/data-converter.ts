import path from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { createEncryptionCodec } from './payload-codec.js';
import type { EncryptionKeys } from './keys.js';

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
