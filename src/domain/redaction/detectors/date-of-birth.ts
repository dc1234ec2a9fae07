import { allMatches } from '../../text/all-matches.js';
import { textAfter } from '../context.js';
import type { Candidate, Detector } from '../detector.js';

const BIRTH_WORD =
  /(?<![A-Za-z0-9\u00c0-\u024f])(?:d\.?o\.?b\.?|date[- _]of[- _]birth|birth[- _]?date|birth[- ]?day|born(?: on| in)?|geb(?:oren)?(?:\.| am)?|geburts(?:datum|tag)|n[ée]e?(?: le)?|date de naissance|nacid[oa](?: el)?|fecha de nacimiento|nascid[oa](?: em)?|data de nascimento|nat[oa] il|data di nascita|geboren op|geboortedatum|urodzon[ay]|data urodzenia|födelsedatum|född|fødselsdato|født|syntymäaika|datum narození|дата рождения)(?![A-Za-z0-9\u00c0-\u024f])/gi;

const MONTH =
  '(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|fev|fév|fev|abr|avr|ago|set|out|dic|déc|janv|juil|août|gen|mag|giu|lug|ott|styc|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru)\\p{L}{0,8}\\.?';
const DATE = new RegExp(
  `(?:(?:19|20)\\d\\d[-./ ]\\d{1,2}[-./ ]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th|er|\\.|º)?[-./ ]{1,2}(?:of |de |del )?(?:\\d{1,2}|${MONTH})[-./, ]{1,2}(?:de |del )?(?:19|20)?\\d\\d|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01]))(?!\\d)`,
  'iu',
);
/** The date may stand this far behind the word for birth. */
const REACH_UNITS = 44;

/** Dates beside a word for birth; every other date stays. */
export const dateOfBirthDetector: Detector = {
  name: 'date-of-birth',
  detect({ text }) {
    const found: Candidate[] = [];
    for (const word of allMatches(text, BIRTH_WORD)) {
      const from = word.index + word[0].length;
      const date = DATE.exec(textAfter(text, from, REACH_UNITS));
      if (date === null || /[.!?]\s+\p{Lu}|\n\n/u.test(text.slice(from, from + date.index))) continue;
      const start = from + date.index;
      found.push({ start, end: start + date[0].length, type: 'DATE_OF_BIRTH' });
    }
    return found;
  },
};
