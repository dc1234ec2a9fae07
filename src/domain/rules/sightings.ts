import type { Negation } from './negation.js';
import type { PhraseIndex, Sighting } from './phrase-index.js';
import type { Tokens } from './tokens.js';

/** A phrase that counts, and whether a negation turned it. */
export interface Heard extends Sighting {
  negated: boolean;
}

/**
 * The phrases of a text that count: none within an `ignore` phrase, and of those that begin at the same word and
 * speak for the same label only the strongest. Languages share words, and one word is one sign.
 */
export function heardIn(tokens: Tokens, index: PhraseIndex, negation: Negation): Heard[] {
  const sightings = index.find(tokens);
  const ignored = new Uint8Array(tokens.words.length);
  for (const { rule, start, end } of sightings) if (rule.field === 'ignore') ignored.fill(1, start, end);
  const strongest = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const { rule, start, end } = sighting;
    if (rule.field === 'ignore' || ignored.subarray(start, end).includes(1)) continue;
    const sign = `${rule.label}@${start}`;
    if ((strongest.get(sign)?.rule.weight ?? 0) < rule.weight) strongest.set(sign, sighting);
  }
  return [...strongest.values()].map((sighting) => {
    const { rule, start, language } = sighting;
    return { ...sighting, negated: rule.negatable !== false && negation.covers(tokens, start, language) };
  });
}
