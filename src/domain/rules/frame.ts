import type { KnownLanguage } from '../text/language.js';
import { phraseList } from './phrases.js';
import type { LanguageRules, Rule, RuleTarget } from './types.js';

interface Frame {
  weight: number;
  negatable?: false;
  subjectOnly?: true;
  /** Languages in which the rule differs, and in what. */
  except?: Partial<Record<KnownLanguage, { weight?: number; negatable?: true }>>;
}

/**
 * What each rule speaks for and how much, in every language. Nineteen have phrases in all of them; the rest are finer
 * English ones. Between rules of equal weight that begin at the same word, the first one counts.
 */
// prettier-ignore
const FRAME = {
  'ignore.politeness':        { field: 'ignore', weight: 0 },
  'ignore.idioms':            { field: 'ignore', weight: 0 },
  'ignore.form':              { field: 'ignore', weight: 0 },
  'ignore.resolved':          { field: 'ignore', weight: 0 },
  'bug.failure':              { field: 'root_cause', label: 'bug', weight: 3 },
  'bug.not-working':          { field: 'root_cause', label: 'bug', weight: 3, negatable: false },
  'bug.broken':               { field: 'root_cause', label: 'bug', weight: 2.5 },
  'bug.wrong-result':         { field: 'root_cause', label: 'bug', weight: 2 },
  'bug.report-form':          { field: 'root_cause', label: 'bug', weight: 2.5 },
  'bug.cannot':               { field: 'root_cause', label: 'bug', weight: 1.2, negatable: false },
  'bug.access':               { field: 'root_cause', label: 'bug', weight: 2, negatable: false },
  'bug.problem':              { field: 'root_cause', label: 'bug', weight: 1.2, negatable: false,
                                except: { en: { negatable: true }, de: { negatable: true } } },
  'bug.incident':             { field: 'root_cause', label: 'bug', weight: 2 },
  'bug.title':                { field: 'root_cause', label: 'bug', weight: 2, negatable: false, subjectOnly: true },
  'feature.title':            { field: 'root_cause', label: 'feature', weight: 2.5, negatable: false, subjectOnly: true },
  'feature.request':          { field: 'root_cause', label: 'feature', weight: 3.5, negatable: false },
  'feature.wish':             { field: 'root_cause', label: 'feature', weight: 3, negatable: false },
  'feature.asking':           { field: 'root_cause', label: 'feature', weight: 1, negatable: false },
  'feature.building':         { field: 'root_cause', label: 'feature', weight: 1.2, negatable: false },
  'feature.reason':           { field: 'root_cause', label: 'feature', weight: 1.2, negatable: false },
  'refund.word':              { field: 'root_cause', label: 'refund', weight: 4, negatable: false },
  'refund.return':            { field: 'root_cause', label: 'refund', weight: 3, negatable: false },
  'refund.charge':            { field: 'root_cause', label: 'refund', weight: 1.6, negatable: false },
  'other.question-title':     { field: 'root_cause', label: 'other', weight: 4, negatable: false, subjectOnly: true },
  'other.how-to':             { field: 'root_cause', label: 'other', weight: 1.3, negatable: false,
                                except: { en: { weight: 1.8 } } },
  'other.domain':             { field: 'root_cause', label: 'other', weight: 2.5, negatable: false },
  'urgency.stated':           { field: 'urgency', label: 'high', weight: 2.2 },
  'urgency.damage':           { field: 'urgency', label: 'high', weight: 1.8 },
  'urgency.impact':           { field: 'urgency', label: 'high', weight: 1 },
  'urgency.soon':             { field: 'urgency', label: 'medium', weight: 1, negatable: false },
  'urgency.ease':             { field: 'urgency', label: 'low', weight: 1.3, negatable: false,
                                except: { en: { weight: 1.2 } } },
  'urgency.inquiry':          { field: 'urgency', label: 'low', weight: 0.8, negatable: false },
  'sentiment.praise':         { field: 'sentiment', label: 'positive', weight: 2 },
  'sentiment.thanks':         { field: 'sentiment', label: 'positive', weight: 1.6 },
  'sentiment.liking':         { field: 'sentiment', label: 'positive', weight: 0.8 },
  'sentiment.anger':          { field: 'sentiment', label: 'negative', weight: 2.5 },
  'sentiment.disappointment': { field: 'sentiment', label: 'negative', weight: 2, negatable: false },
  'sentiment.trouble':        { field: 'sentiment', label: 'negative', weight: 1.2, negatable: false,
                                except: { en: { weight: 1 } } },
  'sentiment.question':       { field: 'sentiment', label: 'neutral', weight: 1, negatable: false },
} satisfies Record<string, RuleTarget & Frame>;

/** `field.meaning` */
type RuleId = keyof typeof FRAME;

/** The phrases of a language for each rule it has, and its negations, all separated by commas. */
type PhraseTable = Partial<Record<RuleId, string>> & Record<'negations' | 'negationEnds', string>;

/** The frame, filled with the phrases of one language. */
export function rulesOf(
  language: KnownLanguage,
  { negations, negationEnds, ...table }: PhraseTable,
): LanguageRules {
  const rules = (Object.entries(FRAME) as [RuleId, RuleTarget & Frame][]).flatMap(
    ([id, { except, ...rule }]): Rule[] => {
      const phrases = table[id];
      return phrases ? [{ id, ...rule, ...except?.[language], phrases: phraseList(phrases) }] : [];
    },
  );
  return { language, negations: phraseList(negations), negationEnds: phraseList(negationEnds), rules };
}
