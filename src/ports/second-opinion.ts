import type { PiiSpan } from '../domain/redaction/types.js';
import { type PiiDetector, PiiDetectorError } from './pii-detector.js';

/** A second detector, and what is done while it does not answer. */
export interface SecondOpinion {
  detector: PiiDetector;
  /** `stop`: its error rises, the step is retried and the ticket waits. `continue`: our own detectors decide alone. */
  onFailure: 'stop' | 'continue';
  /** Told once for each conversation that it did not answer for. The message holds no text. */
  onOutage?: (error: PiiDetectorError) => void;
}

/** What the second detector found in a text; nothing in one that it was not asked about. */
export type AlsoFound = (text: string) => readonly PiiSpan[];

/** Nobody else was asked. */
export const NOTHING_ELSE: AlsoFound = () => [];

/**
 * Asks the second detector about every text, one after the other; after the first failure that is passed over no more.
 * @throws {PiiDetectorError} when it does not answer and `onFailure` is `stop`.
 */
export async function askSecondOpinion(
  opinion: SecondOpinion | undefined,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<AlsoFound> {
  if (opinion === undefined) return NOTHING_ELSE;
  const found = new Map<string, readonly PiiSpan[]>();
  for (const text of new Set(texts)) {
    try {
      found.set(text, await opinion.detector.detect(text, signal));
    } catch (error) {
      if (!(error instanceof PiiDetectorError)) throw error;
      opinion.onOutage?.(error);
      if (opinion.onFailure === 'stop') throw error;
      break;
    }
  }
  return (text) => found.get(text) ?? [];
}
