import { detectPii } from '../../../src/domain/redaction/detect.js';
import type { Tally } from '../tally.js';

/** A value in a text: all its letters and digits must go. */
export interface PlantedValue {
  name: string;
  text: string;
  value: string;
  region?: string;
  people?: readonly string[];
}

/** Scores a planted value as found when nothing of it stays legible. */
export function scorePlanted(planted: PlantedValue, tally: Tally): void {
  const { name, text, value, region = 'US', people = [] } = planted;
  const start = text.indexOf(value);
  const spans = detectPii(text, { people, region });
  let right = true;
  for (let index = start; index < start + value.length; index += 1) {
    const isLegible = !spans.some((span) => span.start <= index && index < span.end);
    if (isLegible && /[\p{L}\p{N}]/u.test(text.charAt(index))) right = false;
  }
  tally.add('recall', `generated: ${name}`, { right, text: `${region} ${text}` });
}

/** Scores a text that holds nothing personal: it must come back as it is. */
export function scoreHarmless(name: string, text: string, tally: Tally): void {
  const spans = detectPii(text, { people: [], region: 'US' });
  const found = spans.map((span) => `${span.type} ${text.slice(span.start, span.end)}`).join(' | ');
  tally.add('untouched', `generated: ${name}`, { right: spans.length === 0, text: `${text} → ${found}` });
}

/** Sentences that a value of any kind may stand in. */
export const ANY_SENTENCE: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => `It is ${value}, thanks.`,
  (value) => `(${value})`,
  (value) => `"${value}" was refused`,
  (value) => `see ${value}.`,
  (value) => `Hello,\nit fails.\n${value}\nRegards`,
  (value) => `- ${value}\n- other`,
  (value) => `is it ${value}?`,
];
