import type { FieldKey, LabelOf } from '../verdict-fields.js';

/** What a rule speaks for. `other` root cause speaks against the rest: how-to questions, bookings, small talk. */
export type RuleTarget =
  | { [K in FieldKey]: { field: K; label: LabelOf<K> } }[FieldKey]
  /** Takes its words away from every other rule: greetings, thanks in advance, fixed phrases. */
  | { field: 'ignore' };

/**
 * Phrases that mean the same. In a phrase `word*` is a beginning of a word, `_` any one word, `..` up to three
 * words, and `^` first says that a sentence begins there. Case, accents and apostrophes do not matter.
 */
export type Rule = RuleTarget & {
  /** Unique in its language, `field.meaning`. */
  id: string;
  /** How much one sighting says; 3 settles a matter alone. */
  weight: number;
  phrases: readonly string[];
  /** A negation before it keeps it from firing ("not broken"). Default true. */
  negatable?: boolean;
  /** Fires in the subject only: what opens a title opens many a sentence too. */
  subjectOnly?: boolean;
};

/** The rules of one language, as data. */
export interface LanguageRules {
  /** ISO 639-1. */
  language: string;
  /** Words that turn what follows within the same clause. */
  negations: readonly string[];
  /** Words that take a negation back when they follow it: "not only", "not sure". */
  negationEnds: readonly string[];
  rules: readonly Rule[];
}

/** A rule that spoke, for the explanation of a verdict. Holds nothing of the ticket. */
export interface FiredRule {
  /** `language.id` */
  id: string;
  field: FieldKey;
  label: LabelOf<FieldKey>;
  /** What it added to its label's score: weight, more for the subject and for several phrases. */
  score: number;
}
