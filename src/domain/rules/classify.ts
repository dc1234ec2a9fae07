import type { Labels } from '../verdict-fields.js';
import type { RootCause, Verdict } from '../verdict.js';
import { ENGLISH } from './data/english.js';
import { FRENCH } from './data/french.js';
import { GERMAN } from './data/german.js';
import { ITALIAN } from './data/italian.js';
import { PORTUGUESE } from './data/portuguese.js';
import { SPANISH } from './data/spanish.js';
import { decideLabels, scoreRules } from './decide.js';
import { Negation, heardIn } from './sightings.js';
import { PhraseIndex, tokenize } from './phrases.js';
import type { FiredRule } from './types.js';
import { cleanSummary } from '../summary.js';
import { cutText } from '../text/fit-to-budget.js';

/** Recorded with every verdict of the rules. Changes with any rule, weight or threshold. */
export const RULES_VERSION = 'rules-3';

/** The redacted text of a ticket. */
export interface RuleInput {
  subject: string;
  /** Oldest first. */
  messages: readonly string[];
}

const LANGUAGES = [ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE, ITALIAN];
const INDEX = new PhraseIndex(LANGUAGES);
const NEGATION = new Negation(LANGUAGES);

const SUBJECT_WEIGHT = 1.5;
const FOLLOW_UP_WEIGHT = 0.7;
/** People say what they want early; the rest is logs. UTF-16 units of each part. */
const LONGEST_PART = 4_000;
const MOST_FOLLOW_UPS = 5;

/**
 * A verdict from scored words and phrases in English, German, Spanish, French, Portuguese and Italian, and the rules
 * that led to it, strongest first. Pure and quick; languages may mix. Any text gives a verdict.
 */
export function classifyByRules({ subject, messages }: RuleInput): { verdict: Verdict; fired: FiredRule[] } {
  const [first = '', ...later] = messages;
  const parts = [
    { text: subject, weight: SUBJECT_WEIGHT, isSubject: true },
    { text: first, weight: 1, isSubject: false },
    ...later.slice(-MOST_FOLLOW_UPS).map((text) => ({ text, weight: FOLLOW_UP_WEIGHT, isSubject: false })),
  ].map(({ text, ...zone }) => ({ tokens: tokenize(text.slice(0, LONGEST_PART)), ...zone }));
  const fired = scoreRules(
    parts.map(({ weight, ...part }) => ({ heard: heardIn(part, INDEX, NEGATION), weight })),
  );

  const labels = decideLabels(fired, {
    exclamations: parts.reduce((sum, { tokens }) => sum + tokens.exclamations, 0),
    shouted: parts.reduce((sum, { tokens }) => sum + tokens.shouted, 0),
    asks: parts.some(({ tokens }) => tokens.asks),
  });
  return { verdict: { summary: describeByLabels(labels, { subject, messages }), ...labels }, fired };
}

const TITLES: Record<RootCause, string> = {
  bug: 'Problem report',
  feature: 'Feature request',
  refund: 'Refund request',
  other: 'General request',
};
const LONGEST_SUBJECT = 160;

/**
 * The summary of a verdict that rules gave: its labels and the redacted subject, or the beginning of the first
 * message when there is no subject.
 */
export function describeByLabels(
  labels: Labels,
  { subject, messages }: { subject: string; messages: readonly string[] },
): string {
  const about = cleanSummary(subject) || cleanSummary(messages.find((text) => text.trim() !== '') ?? '');
  const heading = `${TITLES[labels.root_cause]}, ${labels.urgency} urgency, ${labels.sentiment} tone`;
  return cleanSummary(about === '' ? heading : `${heading}: ${cutText(about, LONGEST_SUBJECT)}`);
}
