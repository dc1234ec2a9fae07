import type { Heard } from './sightings.js';
import type { FiredRule } from './types.js';

/** A part of the ticket with its say: the subject counts more than what was written later. */
export interface Zone {
  heard: Heard[];
  /** Factor for phrases near the beginning, where people say what they want. */
  weight: number;
}

/** Words from the beginning of a message that count in full. */
const OPENING_WORDS = 80;
const LATER_SHARE = 0.6;
/** Each further phrase of the same rule adds this share of its weight, for at most two of them. */
const REPEAT_SHARE = 0.5;
const MOST_REPEATS = 2;
/** "Not happy" is a complaint; "not bad" is no praise worth the name. */
const NEGATED_PRAISE_SHARE = 0.8;

/** Adds up what was heard, each rule once. Strongest first, so that the explanation leads with the reason. */
export function scoreRules(zones: readonly Zone[]): FiredRule[] {
  const best = new Map<string, { rule: FiredRule; phrases: Set<string>; factor: number }>();
  for (const { heard, weight } of zones) {
    for (const item of heard) {
      const rule = asFired(item);
      if (rule === null) continue;
      const factor = weight * (item.start < OPENING_WORDS ? 1 : LATER_SHARE);
      const entry = best.get(rule.id) ?? { rule, phrases: new Set<string>(), factor };
      entry.phrases.add(item.phrase);
      entry.factor = Math.max(entry.factor, factor);
      best.set(rule.id, entry);
    }
  }
  return [...best.values()]
    .map(({ rule, phrases, factor }) => ({
      ...rule,
      score: rule.score * factor * (1 + REPEAT_SHARE * Math.min(MOST_REPEATS, phrases.size - 1)),
    }))
    .sort((a, b) => b.score - a.score);
}

/** The rule as it speaks here: negated praise turns into a complaint, anything else negated is silent. */
function asFired({ rule, ruleId, negated }: Heard): FiredRule | null {
  if (rule.field === 'ignore') return null;
  if (!negated) return { id: ruleId, field: rule.field, label: rule.label, score: rule.weight };
  if (rule.field !== 'sentiment' || rule.label !== 'positive') return null;
  return {
    id: `${ruleId}.negated`,
    field: 'sentiment',
    label: 'negative',
    score: rule.weight * NEGATED_PRAISE_SHARE,
  };
}
