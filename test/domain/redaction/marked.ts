import { detectPii } from '../../../src/domain/redaction/detect.js';
import type { PiiSpan, PiiType } from '../../../src/domain/redaction/types.js';

/** The spans of a text as `TYPE value`, in order. */
export function found(text: string, options: { region?: string; people?: readonly string[] } = {}): string[] {
  const spans: PiiSpan[] = detectPii(text, { region: options.region ?? 'US', people: options.people ?? [] });
  return spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

/** What `found` gives for these values of one type. */
export function all(type: PiiType, ...values: string[]): string[] {
  return values.map((value) => `${type} ${value}`);
}
