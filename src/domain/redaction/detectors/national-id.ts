import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector, NationalIdRule } from '../detector.js';
import { textAfter, textBefore, digitGroups } from '../digits.js';
import { AMERICAN_IDS } from '../national-ids/americas.js';
import { ASIA_PACIFIC_IDS } from '../national-ids/asia-pacific.js';
import { EUROPEAN_IDS } from '../national-ids/europe.js';

const RULES: readonly NationalIdRule[] = [...AMERICAN_IDS, ...EUROPEAN_IDS, ...ASIA_PACIFIC_IDS];
const MIN_DIGITS_IN_CONTEXT = 5;

interface CompiledRule extends NationalIdRule {
  pattern: RegExp;
}

const COMPILED: readonly CompiledRule[] = RULES.map((rule) => ({
  ...rule,
  pattern: new RegExp(`(?:${rule.written})(?![\\p{L}\\p{N}_]|[-/][\\p{L}\\p{N}]|\\.\\p{N})`, 'uy'),
}));

const compactOf = (written: string): string => written.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const MAX_LEADING_LETTERS = 6;
const JOINED_BEFORE = /[\p{L}\p{N}_](?:[-./_#@\\:])?$/u;
const SPACED_LETTERS = /(?:^|[^\p{L}\p{N}_])([A-Za-z]{1,2}[ -])$/u;

/** Where such a number may start: at digits, at the letters joined to them, at one or two letters before a space. */
function starts(text: string): number[] {
  const found: number[] = [];
  for (const group of digitGroups(text)) {
    let start = group.start;
    while (group.start - start < MAX_LEADING_LETTERS && /[A-Za-z]/.test(text.charAt(start - 1))) start -= 1;
    if (start === group.start) {
      const letters = SPACED_LETTERS.exec(textBefore(text, start, 4))?.[1];
      if (letters !== undefined) found.push(start - letters.length);
    }
    if (!JOINED_BEFORE.test(textBefore(text, start, 2))) found.push(start);
  }
  return found;
}

/** Numbers whose own form and check digits say what they are. */
function byForm(text: string, region: string): Candidate[] {
  const found: Candidate[] = [];
  const rules = COMPILED.filter((rule) => rule.alone === 'anywhere' || rule.country === region);
  let covered = 0;
  for (const start of starts(text)) {
    if (start < covered) continue;
    const length = writtenLength(text, start, rules);
    if (length === 0 || OTHERWISE_NAMED.test(textBefore(text, start))) continue;
    covered = start + length;
    found.push({ start, end: covered, type: 'NATIONAL_ID' });
  }
  return found;
}

/** Length of the number that one of the rules finds at `start`, 0 for none. */
function writtenLength(text: string, start: number, rules: readonly CompiledRule[]): number {
  for (const { pattern, holds } of rules) {
    pattern.lastIndex = start;
    const written = pattern.exec(text)?.[0];
    if (written !== undefined && holds(compactOf(written))) return written.length;
  }
  return 0;
}

/** Numbers right behind a word for them, with check digits or without. */
function byWord(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const word of [NATIONAL_ID_WORDS, NATIONAL_ID_ACRONYMS, OWNED_NUMBER].flatMap((words) => [
    ...allMatches(text, words),
  ])) {
    if (OTHERWISE_NAMED.test(word[0])) continue;
    const from = word.index + word[0].length;
    const link = NATIONAL_ID_LINK.exec(textAfter(text, from, 40))?.[0].length ?? 0;
    const value = NATIONAL_ID_VALUE.exec(textAfter(text, from + link, 60))?.[0] ?? '';
    if (value.replace(/\D/g, '').length < MIN_DIGITS_IN_CONTEXT) continue;
    const start = from + link;
    found.push({ start, end: start + value.trimEnd().length, type: 'NATIONAL_ID' });
  }
  return found;
}

/** Social security, tax, health and other personal numbers: by check digits, or beside a word for them. */
export const nationalIdDetector: Detector = {
  name: 'national-id',
  detect: ({ text, region }) => [...byForm(text, region), ...byWord(text), ...ssnsNearWord(text)],
};

const WRITTEN =
  /(?:(?<![\p{L}\p{N}_.-])|(?<=(?<!\p{L})ssn[-:#]?))\d{3}( ?[-\u2012-\u2015] ?|[. ]?)\d{2}\1\d{4}(?![\p{L}\p{N}_]|[-.]\p{N})/giu;
const WORD =
  '(?:s\\.?s\\.?n\\.?|soc(?:ial|\\.)?(?:[- ]{0,2}sec(?:urity|\\.)?)?|ss ?(?:#|no\\.?|number)|itin|tax ?(?:payer )?id)';
/** A sentence or another number between the word and the number parts them. */
const BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])${WORD}(?![\\p{L}])[^\\d!?;]{0,32}$`, 'iu');
const AFTER = new RegExp(
  `^[^\\p{N}\\p{L}]{0,3}(?:(?:is|was|as|being)[ ])?(?:(?:my|his|her|our|the|their)[ ])?${WORD}(?![\\p{L}])`,
  'iu',
);

/**
 * US social security numbers in any spelling near a word for one, before or behind: nine digits are too common to
 * count by themselves.
 */
export function ssnsNearWord(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const { index, 0: written } of allMatches(text, WRITTEN)) {
    const end = index + written.length;
    if (!BEFORE.test(textBefore(text, index)) && !AFTER.test(textAfter(text, end, 32))) continue;
    found.push({ start: index, end, type: 'NATIONAL_ID' });
  }
  return found;
}

/** Words for personal, tax and health numbers in the languages of the countries that issue them. */
export const NATIONAL_ID_WORDS =
  /(?<![A-Za-z0-9\u00c0-\u024f])(?:ssn|social[- ]security(?: (?:number|no\.?|num|#))?|s\.s\.n\.?|soc(?:ial)? sec|itin|employer id(?:entification)?(?: number)?|tax(?:payer)?[- ]?(?:id(?:entification)?|file|reference|payer)?[- ]?(?:number|no\.?|id)|national (?:id(?:entity|entification)?|insurance)(?: (?:number|no\.?|card))?|nhs(?: (?:number|no\.?))?|social insurance(?: number)?|id(?:entity|entification) (?:number|no\.?)|personal (?:id(?:entification|entity)?|identity|code)(?: (?:number|code|no\.?))?|medicare(?: (?:number|no\.?))?|medicaid|health (?:card|insurance)(?: number)?|tfn|aadhaar|aadhar|pan (?:number|card|no\.?)|nric|fin number|mykad|cnic|hkid|cpf|cnpj|cuit|cuil|curp|c[eé]dula|c[oó]digo fiscal|codice fiscale|partita iva|steuer[- ]?(?:id(?:entifikationsnummer)?|nummer|nr\.?)|idnr|sozialversicherungsnummer|sv-nummer|versichertennummer|ahv(?:-?n(?:ummer|r\.?))?|num[eé]ro de s[eé]curit[eé] sociale|s[eé]curit[eé] sociale|bsn|burgerservicenummer|rijksregisternummer|pesel|regon|personnummer|samordningsnummer|f[oø]dselsnummer|cpr(?:-?(?:nummer|nr\.?))?|henkil[oö]tunnus|hetu|kennitala|rodn[eé] [cč][ií]slo|cnp|egn|егн|jmbg|em[sš]o|amka|αφμ|αμκα|tc ?kimlik(?: no)?|kimlik|инн|снилс|snils|ppsn?(?: number)?|vat(?: (?:id|number|reg(?:istration)?|no\.?))*|ust-?id(?:-?nr\.?)?|btw(?:-?nummer)?|my ?number|マイナンバー|身份证|身分證|주민등록번호)(?![A-Za-z0-9\u00c0-\u024f])/gi;

const ACRONYMS =
  'EIN|TIN|NINO|NIN|SIN|PTIN|RTN|RUT|DNI|NIE|NIF|CIF|RFC|NIT|NIR|NIP|TVA|INN|OIB|AFM|SVNR|NIK|VID|EPIC|RNTRC|EDRPOU|UNP|CUI|RUC|UPN|BRN|USCC|ABN|ACN|IRD|VKN|PIB|NRT|PEID|NIFP|NINEA|IDNO|IDNR|VOEN|CPJ|ANUM|NPI|EORI|CVR|CBU|CLABE|RIC|SEDOL|LEI|IMSI|IMEI|MEID|NPN|KMKR|VEROY|ALV|CAE|NCF|CUPS|VSK|PVN|SIREN|SIRET|REGON|MOH|HICN|MBI|PPS|PHN|TIC|UTR|CRN';

/** Abbreviations that are everyday words in lower case: in capitals, or with "number" or a colon behind. */
export const NATIONAL_ID_ACRONYMS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ACRONYMS})(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?:${ACRONYMS.toLowerCase()})(?=[ _-]?(?:number|no\\.|nr\\.?|id|[:=#]))`,
  'gu',
);

/** "my X number": a number that a person calls their own, whatever X is. */
export const OWNED_NUMBER =
  /\b(?:my|his|her|our|their) [\p{L}_]{2,24} (?:number|no\.|id)(?= (?:is|was)|:)/giu;

/** Right before a number, or in its name: it is of a thing, not of a person. */
export const OTHERWISE_NAMED =
  /(?:#|(?<![A-Za-z])(?:order|ticket|invoice|case|ref|reference|tracking|shipment|parcel|sku|part|serial|model|build|version|item|product|article|account|customer|contract|policy|booking|flight|room|seat|transaction|request|issue|commit|error|code|batch|lot|claim|phone|mobile|cell|fax|house|lucky|favou?rite|bestell[a-z]*|auftrags?[a-z]*|rechnungs?[a-z]*|commande|facture|pedido|factura|ordine|fattura)(?:[ ._-]{0,2}(?:number|num|no|nr|id|code))?\.?(?:[\s:=#]|is|was){0,6})$/i;

/** What may stand between the word and the number. */
export const NATIONAL_ID_LINK =
  /^[ \t]{0,3}(?:(?:number|num|no\.?|nr\.?|n°|nº|id|code|card|nummer|#|is|was|of|for me|ist|lautet|est|es|é|:|=|-|—|\(|\)|"|')[ \t]{0,3}){0,4}\n?[ \t]{0,3}/iu;

/** The number itself, free of form: letters and digits in blocks. */
export const NATIONAL_ID_VALUE =
  /^(?:[A-Za-z]{1,4}[-. ]?)?[A-Za-z0-9]{1,20}(?:[-./ ]{1,2}[A-Za-z]{0,2}\d[A-Za-z0-9]{0,12}){0,6}(?:[-./ ]?[A-Za-z]{1,2})?(?![\p{L}\p{N}])/u;
