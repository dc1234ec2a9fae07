import {
  forEachField,
  type FieldKey,
  type LabelOf,
  type Labels,
  type NamedField,
} from '../verdict-fields.js';
import type { FiredRule } from './types.js';
import type { Heard } from './sightings.js';

/** Signs that are not words. */
export interface Tone {
  exclamations: number;
  shouted: number;
  asks: boolean;
}

/** A root cause is believed from this score on; one strong phrase, or two weak ones, reach it. */
export const ROOT_CAUSE_THRESHOLD = 2;
/** How far praise and complaint must be apart. */
const SENTIMENT_MARGIN = 0.9;
const MOST_TONE = 1.5;
/** How much a question lowers urgency. */
const QUESTION_CALM = 0.4;

/** The labels of every field: three have a rule of their own, any other goes by the scores of its labels. */
export function decideLabels(fired: readonly FiredRule[], tone: Tone): Labels {
  const root_cause = decideRootCause(fired);
  const sentiment = decideSentiment(fired, tone);
  const urgency = decideUrgency(fired, { rootCause: root_cause, sentiment, asks: tone.asks });
  const byRule: Partial<Record<FieldKey, string>> = { root_cause, urgency, sentiment };
  return forEachField('key', (field) => byRule[field.key] ?? decideByScore(fired, field)) as Labels;
}

/** The label that most speaks for, once it is believed. */
function decideByScore(fired: readonly FiredRule[], { key, labels, otherwise }: NamedField) {
  const scored = labels.map((label) => ({ label, score: scoreOf(fired, key, label) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= ROOT_CAUSE_THRESHOLD ? best.label : otherwise;
}

/** Refunds are asked for in so many words: they win a tie. A bug wins against a wish that its report also voices. */
function decideRootCause(fired: readonly FiredRule[]): LabelOf<'root_cause'> {
  const against = scoreOf(fired, 'root_cause', 'other');
  const candidates = (['refund', 'bug', 'feature'] as const).map((label) => ({
    label,
    score: scoreOf(fired, 'root_cause', label) - (label === 'refund' ? 0 : against),
  }));
  const [best] = candidates.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= ROOT_CAUSE_THRESHOLD ? best.label : 'other';
}

/** Complaint in capitals and exclamation marks weighs more; the same signs around praise make it stronger. */
function decideSentiment(fired: readonly FiredRule[], tone: Tone): LabelOf<'sentiment'> {
  const emphasis = Math.min(MOST_TONE, tone.exclamations * 0.25 + tone.shouted * 0.2);
  const positive = scoreOf(fired, 'sentiment', 'positive');
  const negative = scoreOf(fired, 'sentiment', 'negative');
  const difference = positive - negative + (positive > negative ? emphasis : negative > 0 ? -emphasis : 0);
  if (difference >= SENTIMENT_MARGIN) return 'positive';
  return difference <= -SENTIMENT_MARGIN ? 'negative' : 'neutral';
}

/** What a ticket is about gives the start; words of urgency or ease move it. Who only asks can wait. */
function decideUrgency(
  fired: readonly FiredRule[],
  {
    rootCause,
    sentiment,
    asks,
  }: { rootCause: LabelOf<'root_cause'>; sentiment: LabelOf<'sentiment'>; asks: boolean },
): LabelOf<'urgency'> {
  const start =
    { bug: 0.4, refund: 0, feature: -1.2, other: -0.2 }[rootCause] +
    (sentiment === 'negative' ? 0.3 : sentiment === 'positive' ? -1 : 0);
  const calm = asks && rootCause !== 'bug' && sentiment !== 'negative' ? QUESTION_CALM : 0;
  const score = start - calm + scoreOf(fired, 'urgency', 'high') - scoreOf(fired, 'urgency', 'low');
  if (score >= 2) return 'high';
  return score <= -1 && scoreOf(fired, 'urgency', 'medium') < 1 ? 'low' : 'medium';
}

/** What the rules that fired say for a label, all together. */
export function scoreOf(fired: readonly FiredRule[], field: FieldKey, label: string): number {
  return fired.reduce(
    (sum, rule) => (rule.field === field && rule.label === label ? sum + rule.score : sum),
    0,
  );
}

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
