import { allMatches } from '../../text/all-matches.js';
import { textAfter, textBefore } from '../context.js';
import type { Candidate, Detector } from '../detector.js';

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
