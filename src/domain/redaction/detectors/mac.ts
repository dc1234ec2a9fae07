import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';

const PAIRS =
  /(?<![\w:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}(?:(?:\1[0-9A-Fa-f]{2}){2})?(?![\w]|[:-][0-9A-Fa-f])/g;
const QUADS = /(?<![\w.])(?=[0-9.]{0,13}[A-Fa-f])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?!\w|\.\w)/g;
const BARE =
  /\b(?:mac|mac[- ]address|hwaddr|ether|bssid|hardware address)\b[ :=#]{1,4}(?:is )?([0-9A-Fa-f]{12})(?!\w)/gi;

/** Hardware addresses: six or eight pairs, three quads, or twelve hex digits named as such. @see IEEE 802 EUI-48, EUI-64 */
export const macDetector: Detector = {
  name: 'mac',
  detect({ text }) {
    const found: Candidate[] = [];
    for (const pattern of [PAIRS, QUADS, BARE]) {
      for (const match of allMatches(text, pattern)) {
        const end = match.index + match[0].length;
        const length = pattern === BARE ? 12 : match[0].length;
        found.push({ start: end - length, end, type: 'MAC' });
      }
    }
    return found;
  },
};
