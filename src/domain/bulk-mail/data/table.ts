import { phraseList } from '../../rules/phrases.js';
import type { BulkMailPhrases } from '../signs.js';

type PhraseGroup = Exclude<keyof BulkMailPhrases, 'language'>;

/** The phrases of a language from its table: separated by commas, and of the groups that it has. */
export function bulkMailPhrases(
  language: string,
  table: Partial<Record<PhraseGroup, string>>,
): BulkMailPhrases {
  const of = (group: PhraseGroup): string[] => phraseList(table[group] ?? '');
  return {
    language,
    bounceSubjects: of('bounceSubjects'),
    bounceOpenings: of('bounceOpenings'),
    autoReplySubjects: of('autoReplySubjects'),
    absences: of('absences'),
    absenceDetails: of('absenceDetails'),
    automatic: of('automatic'),
    unattended: of('unattended'),
    receipts: of('receipts'),
    newsletterFooters: of('newsletterFooters'),
    newsletterReasons: of('newsletterReasons'),
    newsletterBrowsers: of('newsletterBrowsers'),
    offers: of('offers'),
  };
}
