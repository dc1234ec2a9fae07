import { allMatches } from '../../text/all-matches.js';
import { type Candidate, type Detector } from '../detector.js';
import { textAfter } from '../digits.js';
import type { PiiType } from '../types.js';

interface NamedNumber {
  type: PiiType;
  words: RegExp;
  value: RegExp;
}

/** What may stand between the word and its value. */
const LINK =
  '(?:[ \\t]{0,3}(?:number|num|no\\.?|nr\\.?|n°|nº|numéro|número|numero|nummer|id|code|card|plate|of the car|on the car)){0,2}[ \\t]{0,3}(?:(?:is|was|ist|lautet|est|es|é|:|=|#|-|—|\\()[ \\t]{0,3}){0,2}';

/** ICAO 9303 document numbers have up to nine characters; national licences up to 20. */
const DOCUMENT_VALUE = new RegExp(`^${LINK}([A-Za-z0-9](?:[ -]?[A-Za-z0-9]){4,19})(?![A-Za-z0-9])`, 'iu');
/** Two to eight letters and digits in two or three blocks, as plates are written worldwide. */
const PLATE_VALUE = new RegExp(
  `^${LINK}((?:[A-ZÄÖÜ]{1,3}[ ·-]{0,3}[A-Z]{0,2}[ -]?\\d{1,4}[ -]?[A-Z]{0,3}|\\d{1,4}[ -]?[A-Z]{1,3}[ -]?\\d{0,4})(?:[ -]?[A-Z0-9]{1,4})?)(?![A-Za-z0-9])`,
  'u',
);

const DOCUMENTS: readonly NamedNumber[] = [
  {
    type: 'DOCUMENT',
    words:
      /(?<![A-Za-z0-9\u00c0-\u024f])(?:passports?|driv(?:er|ing|er['’]?s)(?:['’]s)?[- ]licen[cs]e|licen[cs]e (?:number|no)|dl(?: no\.?| number|#)|reisepass(?:nummer)?|ausweis(?:nummer)?|personalausweis(?:nummer)?|führerschein(?:nummer)?|passeport|permis de conduire|pasaporte|carn[eé] de conducir|licencia de conducir|passaporte|carta de condução|passaporto|patente(?: di guida)?|paspoort(?:nummer)?|rijbewijs(?:nummer)?|paszport|prawo jazdy|travel document|id[- ]cards?|identity cards?|carta d['’]identità|carte (?:nationale )?d['’]identité|titre de séjour|permesso di soggiorno|documento (?:nacional )?de identidad|aufenthaltstitel|residence permit|visa number|green card)(?![A-Za-z0-9\u00c0-\u024f])/gi,
    value: DOCUMENT_VALUE,
  },
  {
    type: 'PLATE',
    words:
      /(?<![A-Za-z0-9\u00c0-\u024f])(?:(?:licen[cs]e|number|registration) plates?|plates?(?: number)?|(?:vehicle |car )?registration|reg(?: no\.?| number|\.)|kennzeichen|nummernschild|immatriculation|plaque|matr[ií]cula|placas?|targa|kenteken|nummerplade|registreringsnummer|tablica)(?![A-Za-z0-9\u00c0-\u024f])/gi,
    value: PLATE_VALUE,
  },
];

/**
 * A value must hold digits: at least three of a document number, one where it is nothing but eight to twelve capitals
 * and digits; one of a plate beside a letter.
 */
function isNumberLike({ type, value }: { type: PiiType; value: string }): boolean {
  const digits = value.replace(/\D/g, '').length;
  if (type === 'PLATE')
    return digits >= 1 && /[A-Z]/.test(value) && value.length >= 4 && !/^[A-Z] ?\d$/.test(value);
  return digits >= 3 || (digits >= 1 && /^[A-Z0-9]{8,12}$/.test(value));
}

/** Passport, driver's licence and identity card numbers, and licence plates, each beside its word. @see ICAO Doc 9303-3 */
export const documentDetector: Detector = {
  name: 'document',
  detect({ text }) {
    const found: Candidate[] = [];
    for (const { type, words, value } of DOCUMENTS) {
      for (const word of allMatches(text, words)) {
        const from = word.index + word[0].length;
        const match = value.exec(textAfter(text, from, 72));
        const written = trimmed(match?.[1] ?? '', type);
        if (match === null || !isNumberLike({ type, value: written })) continue;
        const start = from + match[0].length - (match[1]?.length ?? 0);
        found.push({ start, end: start + written.length, type });
      }
    }
    return found;
  },
};

/** Cuts the lower-case words of the sentence that spacing lets in ("C01X00T47 and then"). */
function trimmed(value: string, type: PiiType): string {
  if (type === 'PLATE') return value;
  const words = value.split(' ');
  const kept = words.findIndex((word, index) => index > 0 && !/\d/.test(word) && !/^[A-Z]{1,3}$/.test(word));
  const cut = kept < 0 ? words : words.slice(0, kept);
  return /\d/.test(cut[0] ?? '') || cut.length > 1 ? cut.join(' ') : (cut[0] ?? '');
}
