import type { PiiSpan } from '../domain/redaction/types.js';

/** A second opinion on what is personal in a text, beside our own detectors. */
export interface PiiDetector {
  /**
   * Spans of personal data in the order of the text, in UTF-16 units; they may overlap each other and ours.
   * @throws {PiiDetectorError}
   */
  detect(text: string, signal?: AbortSignal): Promise<PiiSpan[]>;
}

/**
 * What went wrong at the detector. `unavailable`: no answer, or a server error. `refused`: an address that may not be
 * spoken to, or a request that is not accepted. `protocol`: an answer that is none. `tooLarge`: one larger than we read.
 */
export type PiiDetectorErrorKind = 'unavailable' | 'refused' | 'protocol' | 'tooLarge';

/** Thrown by every detector adapter. The message names host and outcome; never text. */
export class PiiDetectorError extends Error {
  override readonly name = 'PiiDetectorError';
  readonly kind: PiiDetectorErrorKind;

  constructor(message: string, options: { kind: PiiDetectorErrorKind; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.kind = options.kind;
  }
}
