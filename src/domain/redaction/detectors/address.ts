import { allMatches } from '../../text/all-matches.js';
import { type Candidate, type Detector, matchesNear } from '../detector.js';

const WORD = "\\p{Lu}[\\p{L}\\p{M}'’.-]{0,24}";
const STREET_KIND =
  '(?:Street|St|Avenue|Ave|Av|Boulevard|Blvd|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Circle|Cir|Place|Pl|Square|Sq|Terrace|Ter|Way|Parkway|Pkwy|Highway|Hwy|Close|Crescent|Cres|Gardens|Grove|Mews|Row|Trail|Trl|Alley|Loop|Plaza|Walk|Quay|Esplanade)';
const UNIT =
  '(?:,? {0,2}\\n? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Room|Floor|Fl|#)\\.? ?#?[A-Za-z]?\\d{1,5}[A-Za-z]?)?';
const REGION_TAIL = `(?:,? {0,2}\\n? ?${WORD}(?: ${WORD}){0,3})?(?:,? {0,2}\\n? ?[A-Z]{2,3})?(?:,? {0,2}\\n? ?\\d{4,5}(?:-\\d{4})?\\b)?`;
const TOWN_AFTER = `(?:,? {0,2}\\n? ?(?:[A-Z]{1,2}-)?\\d{4,5}(?: [A-Z]{2})? ${WORD}(?: ${WORD}){0,2})?`;

const ENGLISH = new RegExp(
  `(?<![\\p{L}\\p{N}.#$€£/-])\\d{1,6}[A-Za-z]? (?:[NSEW]\\.? |North |South |East |West )?(?:\\d{1,3}(?:st|nd|rd|th) |${WORD} ){1,4}?(?:${STREET_KIND})\\b\\.?(?: [NSEW]{1,2}\\b)?${UNIT}${REGION_TAIL}`,
  'gu',
);
const GERMANIC = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\p{Lu}[\\p{L}\\p{M}-]{2,30}(?:straße|strasse|str\\.|gasse|weg|platz|allee|ufer|straat|laan|plein|gracht|gatan|vägen|gata|veien|katu)|(?:${WORD} ){1,3}(?:Straße|Strasse|Str\\.|Allee|Platz|Weg|Ring|Ulica|út|utca|utja)) \\d{1,4} ?[a-z]?\\b(?:-\\d{1,4})?${TOWN_AFTER}`,
  'gu',
);
const ROMANCE = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])\\d{1,4}(?: ?(?:bis|ter))?,? )?(?<![\\p{L}\\p{N}])(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Cc]alle|[Aa]venida|[Aa]vda\\.|[Pp]aseo|[Pp]laza|[Cc]arrer|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Rr]ua|[Tt]ravessa|[Pp]raça|[Uu]l\\.|[Uu]lica)(?: (?:de|du|des|la|le|les|del|della|di|da|do|dos|das|el|los|las|l'|d'))*(?: ${WORD}){1,4}(?:,? (?:n[°º]? ?)?\\d{1,4}(?!\\d)[A-Za-z]?)?${TOWN_AFTER}`,
  'gu',
);
/** A flat or suite tells an address without any word for its street. */
const WITH_UNIT = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d{1,6}[A-Za-z]?,? {1,3})?(?:[\\p{L}\\p{M}'’.-]{1,25} ){0,5}(?:\\d{1,5}[A-Za-z]?)?,?\\s{0,4}(?:\\?{3} )?(?:Apt|Apartment|Suite|Ste|Flat)\\.? ?#?\\d{1,5}\\b(?:,?\\s{0,4}(?:\\?{3} )?[\\p{L}\\p{M}'’., -]{2,40}){0,3}(?:\\s{0,4}\\d{3,6}\\b)?`,
  'giu',
);
const POST_BOX = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:P\\.? ?O\\.? ?|Post(?:al)? ?)Box|Postfach|Boîte [Pp]ostale|B\\.?P\\.?|Apartado(?: de [Cc]orreos)?|Caixa [Pp]ostal|Casella [Pp]ostale|Postbus|(?:PSC|Unit) \\d{1,5},? Box) ?#?\\d{1,7}\\b(?:,? \\n?(?:[A-Z]{2,3} ){1,2}\\d{5})?${REGION_TAIL}`,
  'giu',
);
const CITY_STATE_ZIP = new RegExp(
  `(?<![\\p{L}\\p{N}])${WORD}(?: ${WORD}){0,2}, ?(?:A[KLRZAEP]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]) \\d{5}(?:-\\d{4})?\\b`,
  'gu',
);
const UK_POSTCODE =
  /(?<![\p{L}\p{N}-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?|GIR) \d[ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}-])/gu;
const ZIP_IN_CONTEXT =
  /\b(?:zip(?: ?code)?|post(?:al)? ?code|postleitzahl|plz|code postal|c[oó]digo postal|cap|cep|eircode)\b[ \t]{0,3}(?:(?:is|ist|est|es|:|=)[ \t]{0,3}){0,2}((?=[^\n]{3,11})(?:[A-Z]{1,2}\d[A-Z\d]?|\d{3,8})(?:[- ]?\d[A-Z\d]{1,3})?)(?![\p{L}\p{N}])/giu;
const LABELLED =
  /(?:address|anschrift|adresse|dirección|direccion|endereço|indirizzo|adres)(?![A-Za-z])[ \t]{0,3}(?:(?:is|ist|est|es|:|=|to|at|with)(?![A-Za-z])[ \t]{0,3}){1,2}\n?[ \t]{0,4}((?=[^\n]{0,80}\d)[^\s@<>\ufffc][^\n@<>\ufffc]{5,100})/gi;
/** Addresses of another kind. */
const NO_PLACE =
  /(?:mail|ip|mac|web|memory|server|peer|wallet|bitcoin|http|url|contract|network|host|return)[ -]$/i;

/** A sentence ends an address written after its label. */
const labelledPart = (value: string): string =>
  /^.*?(?=[.!?;](?:\s|$)|\s(?:and|but|please|und|et|y)\s|$)/u.exec(value)?.[0] ?? value;

/** Each pattern near the cheap sign without which it cannot match. */
const SEARCHES: readonly { anchor: RegExp; pattern: RegExp; reach: { before: number; after: number } }[] = [
  { anchor: /\d [\dA-Z]/g, pattern: ENGLISH, reach: { before: 8, after: 240 } },
  { anchor: /[a-zß.] \d/g, pattern: GERMANIC, reach: { before: 110, after: 90 } },
  {
    anchor: /(?:apt|apartment|suite|ste|flat)\.? ?#?\d/gi,
    pattern: WITH_UNIT,
    reach: { before: 150, after: 150 },
  },
  {
    anchor: /box|postfach|bo[iî]te postale|b\.?p\.? ?\d|apartado|caixa postal|casella|postbus/gi,
    pattern: POST_BOX,
    reach: { before: 16, after: 160 },
  },
  { anchor: /[A-Z]{2} \d{5}/g, pattern: CITY_STATE_ZIP, reach: { before: 90, after: 14 } },
  { anchor: / \d[A-Z]{2}/g, pattern: UK_POSTCODE, reach: { before: 6, after: 8 } },
];

/**
 * Postal addresses by their parts: house number and street kind in several languages, flats and suites, post
 * boxes, US city lines, UK postcodes, and whatever follows a label "address:". A street name without a number
 * stays.
 */
export const addressDetector: Detector = {
  name: 'address',
  detect({ text }) {
    const found: Candidate[] = [];
    const push = (start: number, length: number): void => {
      found.push({ start, end: start + length, type: 'ADDRESS' });
    };
    for (const { anchor, pattern, reach } of SEARCHES) {
      for (const { start, written } of matchesNear(text, anchor, { pattern, reach }))
        push(start, written.trimEnd().length);
    }
    for (const match of allMatches(text, ROMANCE))
      if (/\d/.test(match[0])) push(match.index, match[0].length);
    for (const match of allMatches(text, ZIP_IN_CONTEXT)) {
      push(match.index + match[0].length - (match[1]?.length ?? 0), match[1]?.length ?? 0);
    }
    for (const match of allMatches(text, LABELLED)) {
      const value = labelledPart(match[1] ?? '');
      if (NO_PLACE.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
      if (/\d/.test(value) && /\p{L}/u.test(value))
        push(match.index + match[0].length - (match[1]?.length ?? 0), value.trimEnd().length);
    }
    return found;
  },
};
