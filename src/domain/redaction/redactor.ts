import { detectCandidates, prepareDetection } from './detect.js';
import type { Candidate } from './detector.js';
import { placeholder, type WrittenPlaceholder, writtenPlaceholders } from './placeholders.js';
import type {
  PiiSpan,
  PiiType,
  RedactedText,
  RedactionCounts,
  RedactionOptions,
  RemovedText,
  TicketRedactor,
} from './types.js';
import { AT_WORDS, DOT_WORDS } from './detectors/obfuscated-email.js';
import { digitsOf } from './digits.js';
import { plainForm } from './plain-form.js';

/** Hands out numbers per type and value; numbers that stand in a text already are never given to another value. */
class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #taken = new Map<PiiType, Set<number>>();
  readonly #removed = new Set<string>();
  readonly #counts = new Map<PiiType, number>();
  readonly #next = new Map<PiiType, number>();

  /** Reserves a number found in a text; false when it already stands for a value of this ticket. */
  reserve({ type, number }: WrittenPlaceholder): boolean {
    const key = `${type} ${placeholder(type, number)}`;
    if (this.#numbers.has(key)) return this.#numbers.get(key) === number;
    const taken = this.#takenOf(type);
    if (taken.has(number)) return false;
    taken.add(number);
    this.#numbers.set(key, number);
    return true;
  }

  numberOf(type: PiiType, value: string): number {
    const key = `${type} ${value}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const taken = this.#takenOf(type);
    let number = this.#next.get(type) ?? 1;
    while (taken.has(number)) number += 1;
    taken.add(number);
    this.#next.set(type, number + 1);
    this.#numbers.set(key, number);
    return number;
  }

  /** Counts a value as removed, once however often it is. */
  countRemoved(type: PiiType, value: string): void {
    const key = `${type} ${value}`;
    if (this.#removed.has(key)) return;
    this.#removed.add(key);
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
  }

  counts(): RedactionCounts {
    return Object.fromEntries(this.#counts);
  }

  #takenOf(type: PiiType): Set<number> {
    const taken = this.#taken.get(type) ?? new Set<number>();
    this.#taken.set(type, taken);
    return taken;
  }
}

/** Placeholders of other origin whose number now means a value of this ticket: they get a number of their own. */
function clashing(text: string, numbering: Numbering): Candidate[] {
  return writtenPlaceholders(text)
    .filter((written) => !numbering.reserve(written))
    .map(({ start, end, type, number }) => ({ start, end, type, value: placeholder(type, number) }));
}

const keyOf = (candidate: Candidate, text: string): string =>
  valueKey(candidate, text.slice(candidate.start, candidate.end));

function placeholderOf(candidate: Candidate, text: string, numbering: Numbering): string {
  return placeholder(candidate.type, numbering.numberOf(candidate.type, keyOf(candidate, text)));
}

/** A part of a text. */
interface Part {
  from: number;
  to: number;
}

/** The part without the values across its borders, and the values inside it. */
function inside(candidates: readonly Candidate[], { from, to }: Part): Part & { whole: Candidate[] } {
  const across = (at: number) => candidates.find(({ start, end }) => start < at && at < end);
  const part = { from: across(from)?.end ?? from, to: across(to)?.start ?? to };
  return { ...part, whole: candidates.filter(({ start, end }) => start >= part.from && end <= part.to) };
}

function replaceSpans(
  text: string,
  { whole, from, to }: Part & { whole: readonly Candidate[] },
  numbering: Numbering,
): RedactedText {
  const spans: PiiSpan[] = [];
  let redacted = '';
  let copied = from;
  for (const candidate of whole) {
    const { start, end, type } = candidate;
    numbering.countRemoved(type, keyOf(candidate, text));
    redacted += text.slice(copied, start) + placeholderOf(candidate, text, numbering);
    copied = end;
    spans.push({ start, end, type });
  }
  return { text: redacted + text.slice(copied, Math.max(copied, to)), spans };
}

/**
 * A redactor for the texts of one ticket. Equal values get equal placeholders in all of them. A text that
 * already holds placeholders keeps them, unless one of them has come to mean another value of this ticket.
 */
export function createTicketRedactor(options: RedactionOptions): TicketRedactor {
  const prepared = prepareDetection(options);
  const numbering = new Numbering();
  const removed = new Map<string, RemovedText>();
  return {
    redact(text, also = [], kept = { from: 0, to: text.length }) {
      const clashes = clashing(text, numbering);
      const placeholderLength = (candidate: Candidate): number =>
        placeholderOf(candidate, text, numbering).length;
      const detected = detectCandidates(text, prepared, { placeholderLength, also });
      const candidates = [...detected, ...clashes].sort((left, right) => left.start - right.start);
      const part = inside(candidates, kept);
      const redacted = replaceSpans(text, part, numbering);
      for (const { start, end, type } of detected) {
        if (start < part.from || end > part.to) continue;
        const written = text.slice(start, end);
        removed.set(`${type} ${written}`, { type, written });
      }
      return redacted;
    },
    counts: () => numbering.counts(),
    removed: () => [...removed.values()],
  };
}

const alphanumeric = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase();

const inWords = (words: string): RegExp =>
  new RegExp(`\\s*[[({<*]?\\s*(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])\\s*[\\])}>*]?\\s*`, 'gu');
const AT_IN_WORDS = inWords(`${AT_WORDS}|(?<=[[({<*])@`);
const DOT_IN_WORDS = inWords(`${DOT_WORDS}|(?<=[[({<*])\\.`);
/** A word inside a name is part of it. */
const APART = /[\s[({<*]/;

/** Deobfuscated, so that "john at example dot com" and its address are one value. */
function emailKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/%40|&(?:#0{0,4}64|#x0{0,4}40|commat);/g, '@')
    .replace(/&(?:#0{0,4}46|#x0{0,4}2e|period);/g, '.')
    .replace(/[-_/]at[-_/]/g, '@')
    .replace(/[-_/]dot[-_/]/g, '.')
    .replace(AT_IN_WORDS, (found) => (APART.test(found) ? '@' : found))
    .replace(DOT_IN_WORDS, (found) => (APART.test(found) ? '.' : found))
    .replace(/\s+/g, '');
}

/** Digits of a phone number without prefix or trunk zero: the last nine tell numbers of one ticket apart. */
function phoneKey(text: string): string {
  const digits = digitsOf(text.replace(/(?:x|ext|#).*$/i, ''));
  const significant = 9;
  return digits.length > significant ? digits.slice(-significant) : digits.replace(/^0+/, '');
}

/** What two spellings of the same value have in common; equal keys of one type get one placeholder. */
export function valueKey(candidate: Candidate, original: string): string {
  if (candidate.value !== undefined) return candidate.value;
  const written = plainForm(original).text;
  switch (candidate.type) {
    case 'EMAIL':
      return emailKey(written);
    case 'PHONE':
      return phoneKey(written);
    case 'CARD':
    case 'IBAN':
    case 'NATIONAL_ID':
    case 'MAC':
    case 'DOCUMENT':
    case 'PLATE':
      return alphanumeric(written);
    case 'SECRET':
    case 'URL':
      return written;
    case 'IP':
    case 'DATE_OF_BIRTH':
    case 'ADDRESS':
    case 'GEO':
    case 'NAME':
      return written.toLowerCase().replace(/\s+/g, ' ');
  }
}
