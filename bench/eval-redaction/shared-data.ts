import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { detectPii } from '../../src/domain/redaction/detect.js';
import type { PiiSpan } from '../../src/domain/redaction/types.js';
import type { Tally } from './tally.js';

const REGION = 'US';

function records<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** Share of the letters and digits of a range that spans cover: 1 when nothing of it survives. */
function isCovered(text: string, range: { start: number; end: number }, spans: readonly PiiSpan[]): boolean {
  for (let index = range.start; index < range.end; index += 1) {
    const visible = /[\p{L}\p{N}]/u.test(text.charAt(index));
    if (visible && !spans.some((span) => span.start <= index && index < span.end)) return false;
  }
  return true;
}

interface LabelledText {
  text: string;
  spans: { start: number; end: number; label: string; text: string }[];
}

/** Labels that a hard identifier or a person carries; the rest (cities, organisations, titles) is not ours to remove. */
const OUR_LABELS = new Set([
  'CREDIT_CARD',
  'PHONE_NUMBER',
  'EMAIL_ADDRESS',
  'IBAN_CODE',
  'US_SSN',
  'STREET_ADDRESS',
  'ADDRESS',
  'PERSON',
  'ZIP_CODE',
]);

/** Spans are counted in code points: converts to UTF-16 offsets. */
function utf16Range(text: string, span: { start: number; end: number }): { start: number; end: number } {
  const points = [...text];
  const start = points.slice(0, span.start).join('').length;
  return { start, end: start + points.slice(span.start, span.end).join('').length };
}

function scoreSpans(folder: string, tally: Tally): void {
  for (const file of ['presidio-synth_v2', 'presidio-generated_large']) {
    for (const { text, spans } of records<LabelledText>(join(folder, 'pii-spans', `${file}.jsonl`))) {
      const people = spans.filter((span) => span.label === 'PERSON').map((span) => span.text);
      const found = detectPii(text, { people: [], region: REGION });
      const withPeople = detectPii(text, { people, region: REGION });
      if (spans.length === 0)
        tally.add('untouched', 'text without personal data', { right: found.length === 0, text });
      const ranges = spans.map((span) => ({ ...span, ...utf16Range(text, span) }));
      for (const range of ranges.filter(({ label }) => OUR_LABELS.has(label))) {
        const shown = `${range.text} in ${text.slice(Math.max(0, range.start - 30), range.end + 10)}`;
        tally.add('recall', `text: ${range.label}`, { right: isCovered(text, range, found), text: shown });
        if (range.label === 'PERSON') {
          tally.add('recall', "text: PERSON as the ticket's people", {
            right: isCovered(text, range, withPeople),
            text: shown,
          });
        }
      }
      for (const span of found) {
        const right = ranges.some((range) => range.start < span.end && span.start < range.end);
        tally.add('precision', `text: ${span.type}`, {
          right,
          text: `${text.slice(span.start, span.end)} in ${text.slice(0, 100)}`,
        });
      }
    }
  }
}

const SENTENCES = (value: string): string[] => [
  `You can reach me on ${value}, thanks.`,
  `Please call ${value}`,
  `My number is ${value}.`,
];

function scorePhones(folder: string, tally: Tally): void {
  interface Phone {
    region: string;
    international: string;
    national: string;
    e164: string;
    rfc3966: string;
  }
  for (const phone of records<Phone>(join(folder, 'identifiers', 'phone-examples.jsonl'))) {
    const score = (name: string, value: string, region: string, sentences: string[]): void => {
      for (const text of sentences) {
        const start = text.indexOf(value);
        const right = isCovered(
          text,
          { start, end: start + value.length },
          detectPii(text, { people: [], region }),
        );
        tally.add('recall', name, { right, text: `${phone.region} ${text}` });
      }
    };
    for (const value of [phone.international, phone.e164, phone.rfc3966]) {
      score('phone international', value, REGION, [`I am at ${value} today`, value, ...SENTENCES(value)]);
    }
    score(
      'phone national, own region, in a sentence',
      phone.national,
      phone.region,
      SENTENCES(phone.national),
    );
    score('phone national, own region, no word for it', phone.national, phone.region, [
      `It is ${phone.national} as you know.`,
    ]);
    score('phone national, own region, number alone', phone.national, phone.region, [phone.national]);
    score('phone national, default region, in a sentence', phone.national, REGION, SENTENCES(phone.national));
    score('phone national, default region, no word for it', phone.national, REGION, [
      `It is ${phone.national} as you know.`,
    ]);
  }
}

function scoreIdentifiers(folder: string, tally: Tally): void {
  const score = (name: string, input: { value: string; valid: boolean; sentence: string }): void => {
    const { value, valid, sentence } = input;
    const start = sentence.indexOf(value);
    const found = detectPii(sentence, { people: [], region: REGION });
    if (valid)
      tally.add('recall', name, {
        right: isCovered(sentence, { start, end: start + value.length }, found),
        text: sentence,
      });
    else tally.add('untouched', `${name}, invalid`, { right: found.length === 0, text: sentence });
  };
  const path = (name: string): string => join(folder, 'identifiers', `${name}.jsonl`);
  for (const { text, valid } of records<{ text: string; valid: boolean }>(path('card-numbers'))) {
    for (const sentence of [`It was charged to ${text} twice.`, text])
      score('card', { value: text, valid, sentence });
    score('card, no spaces', {
      value: text.replace(/ /g, ''),
      valid,
      sentence: `I paid with ${text.replace(/ /g, '')}.`,
    });
    score('card, dashes', {
      value: text.replace(/ /g, '-'),
      valid,
      sentence: `I paid with ${text.replace(/ /g, '-')}.`,
    });
  }
  for (const { electronic, print, mod97_ok: valid } of records<{
    electronic: string;
    print: string;
    mod97_ok: boolean;
  }>(path('iban-registry-v99'))) {
    for (const value of [electronic, print])
      score('IBAN', { value, valid, sentence: `Refund to ${value} please.` });
  }
  for (const { text, valid } of records<{ text: string; valid: boolean }>(path('emails'))) {
    if (valid) score('e-mail, odd but valid', { value: text, valid, sentence: `Write to ${text} please.` });
  }
  for (const { kind, text, valid } of records<{ kind: string; text: string; valid: boolean }>(
    path('national-ids'),
  )) {
    const [country, name] = kind.split('.');
    if (name === undefined || !valid || country === undefined) continue;
    const word = { kind, sentence: `My ${name} number is ${text.trim()} as asked.` };
    score(kind === 'us.ssn' ? 'SSN' : 'national numbers of all kinds, kind named', {
      value: text.trim(),
      valid,
      sentence: word.sentence,
    });
  }
}

function scoreSecrets(folder: string, tally: Tally): void {
  for (const { rule, label, text } of records<{ rule: string; label: string; text: string }>(
    join(folder, 'secrets', 'gitleaks-rule-cases.jsonl.gz'),
  )) {
    const found = detectPii(text, { people: [], region: REGION }).filter(
      (span) => span.type === 'SECRET' || span.type === 'URL',
    );
    if (label === 'secret')
      tally.add('recall', 'secret', { right: found.length > 0, text: `${rule}: ${text.slice(0, 200)}` });
    else
      tally.add('untouched', 'look-alike of a secret', {
        right: found.length === 0,
        text: `${rule}: ${text.slice(0, 200)}`,
      });
  }
}

interface SupportText {
  file: string;
  field: string[];
}

const SUPPORT_TEXTS: readonly SupportText[] = [
  { file: 'banking77', field: ['text'] },
  { file: 'clinc150', field: ['text'] },
];

function scoreSupportTexts(folder: string, tally: Tally): void {
  for (const { file, field } of SUPPORT_TEXTS) {
    for (const record of records<Record<string, string>>(join(folder, 'support-text', `${file}.jsonl`))) {
      const text = field.map((name) => record[name] ?? '').join('\n');
      tally.add('untouched', `support text ${file}`, {
        right: detectPii(text, { people: [], region: REGION }).length === 0,
        text,
      });
    }
  }
}

/** Scores everything there is under the folder of public evaluation data; false when it is not there. */
export function scoreSharedData(folder: string, tally: Tally): boolean {
  if (!existsSync(folder)) return false;
  scoreSpans(folder, tally);
  scorePhones(folder, tally);
  scoreIdentifiers(folder, tally);
  scoreSecrets(folder, tally);
  scoreSupportTexts(folder, tally);
  return true;
}
