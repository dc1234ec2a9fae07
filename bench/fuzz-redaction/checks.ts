import { createTicketRedactor } from '../../src/domain/redaction/redactor.js';
import type { RedactedText } from '../../src/domain/redaction/types.js';

/** The people of every fuzzed ticket: ordinary names, diacritics, everyday words, a script without spaces. */
export const FUZZED_PEOPLE: readonly string[] = ['John Smith', 'Jürgen Müller', 'María García-López', "Sean O'Brien", 'Will May', '王小明', 'J. R. R. Tolkien']; // prettier-ignore

const redacted = (text: string): RedactedText =>
  createTicketRedactor({ people: FUZZED_PEOPLE, region: 'US' }).redact(text);

const isInsidePair = (text: string, index: number): boolean =>
  /^[\ud800-\udbff]$/.test(text.charAt(index - 1)) && /^[\udc00-\udfff]$/.test(text.charAt(index));

/** What is wrong with the spans of a text: order, overlap, offsets, or what they leave behind; null for nothing. */
function spanFault(text: string, { text: result, spans }: RedactedText): string | null {
  let copied = 0;
  let at = 0;
  for (const { start, end, type } of spans) {
    if (start < copied || end <= start || end > text.length)
      return `span ${type} ${start} to ${end} is out of order`;
    if (isInsidePair(text, start) || isInsidePair(text, end)) return `span ${type} ${start} cuts a character`;
    const between = text.slice(copied, start);
    if (!result.startsWith(between, at)) return `text before ${start} changed`;
    at += between.length;
    const placeholder = new RegExp(`<${type}_\\d{1,9}>`, 'y');
    placeholder.lastIndex = at;
    const written = placeholder.exec(result)?.[0];
    if (written === undefined) return `no placeholder stands for ${type} at ${start}`;
    at += written.length;
    copied = end;
  }
  return result.slice(at) === text.slice(copied) ? null : 'text after the last span changed';
}

/**
 * What redaction does wrong on a text, null for nothing: it throws, gives spans that do not fit the text, or finds
 * something new in its own result.
 */
export function faultOf(text: string): string | null {
  try {
    const once = redacted(text);
    const fault = spanFault(text, once);
    if (fault !== null) return fault;
    const twice = redacted(once.text);
    return twice.text === once.text
      ? null
      : `a second pass found ${twice.spans.map(({ type }) => type).join(', ')}`;
  } catch (error) {
    return `threw ${error instanceof Error ? error.message : String(error)}`;
  }
}
