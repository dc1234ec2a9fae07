import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';
import { textAfter, textBefore } from '../digits.js';

const DECIMAL =
  /(?<![\w.,-])([+-]?\d{1,2}\.\d{3,15})°?[ ]?[NS]?[ \t]{0,2}[,;/ ][ \t]{0,2}([+-]?\d{1,3}\.\d{3,15})(?![\w.]\d|\d)(?:°?[ ]?[EWO]\b)?/g;
const KEYED =
  /\blat(?:itude)?["']?[ ]?[:=][ ]?["']?([+-]?\d{1,2}\.\d{2,15})["']?[,;& \n]{1,4}["']?(?:lon|lng|long|longitude)["']?[ ]?[:=][ ]?["']?([+-]?\d{1,3}\.\d{2,15})/gi;
const SEXAGESIMAL =
  /(?<![\w.])\d{1,2}[°º][ ]?\d{1,2}(?:\.\d{1,8})?['′’](?:[ ]?\d{1,2}(?:[.,]\d{1,6})?(?:["″”]|''))?[ ]?[NSns][,; ]{0,3}\d{1,3}[°º][ ]?\d{1,2}(?:\.\d{1,8})?['′’](?:[ ]?\d{1,2}(?:[.,]\d{1,6})?(?:["″”]|''))?[ ]?[EWOewo](?!\w)/g;
const HEMISPHERE_FIRST =
  /(?<![\w.])[NS][ ]?\d{1,2}\.\d{3,15}°?[,; ]{1,3}[EWO][ ]?\d{1,3}\.\d{3,15}°?(?![\w.]\d|\d)/g;
const PLACE_WORD =
  /\b(?:gps|geo|coord(?:inate)?s?|koordinaten|coordonn[ée]es|coordenadas|lat(?:itude)?|location|position|located|standort|maps?)\b|[@?=]$/i;

/** Decimals from this many on say "a place to the metre" without any word. */
const TELLING_DECIMALS = 4;

const decimals = (value: string): number => value.length - value.indexOf('.') - 1;

/** Pairs of latitude and longitude, decimal or in degrees. @see ISO 6709, RFC 5870 */
export const geoDetector: Detector = {
  name: 'geo',
  detect({ text }) {
    const found: Candidate[] = [];
    const push = (match: RegExpMatchArray & { index: number }): void => {
      found.push({ start: match.index, end: match.index + match[0].length, type: 'GEO' });
    };
    for (const match of allMatches(text, DECIMAL)) {
      const [latitude, longitude] = [match[1] ?? '', match[2] ?? ''];
      if (Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) continue;
      const telling = decimals(latitude) >= TELLING_DECIMALS && decimals(longitude) >= TELLING_DECIMALS;
      const named = PLACE_WORD.test(textBefore(text, match.index, 32));
      const listed =
        /[[,(][ \t]{0,2}$/.test(textBefore(text, match.index, 4)) ||
        /^[ \t]{0,2}[,\]]/.test(textAfter(text, match.index + match[0].length, 4));
      const pair =
        !/\d[ \t]+[+-]?\d/.test(match[0]) &&
        (!listed ||
          (/^\)/.test(textAfter(text, match.index + match[0].length, 1)) &&
            /(?:^|[^,\w])[ ]?\($/.test(textBefore(text, match.index, 4))));
      if (named || (telling && pair)) push(match);
    }
    for (const match of allMatches(text, KEYED)) push(match);
    for (const match of allMatches(text, HEMISPHERE_FIRST)) push(match);
    if (/[°º]/.test(text)) for (const match of allMatches(text, SEXAGESIMAL)) push(match);
    return found;
  },
};

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
