import { spellings } from './fold.js';
import type { PeopleIndex } from './people-index.js';
import { MAX_COMPARED, share } from './shared-people.js';
import type { Token } from './tokens.js';
import { TITLES } from './words.js';

/** What may stand between two parts of one name. */
const JOINT =
  /^(?:[ \t\u00a0]{1,3}|\r?\n[ \t]{0,4}|,[ \t\u00a0]{1,2}|[.·][ \t\u00a0]{0,2}|['’ʼ`´-]|\.?[-_.]|[ ]?-[ ]?)$/u;
const MAX_JOINT = 6;
/** What may stand between an initial and the name it belongs to. */
const INITIAL_JOINT = /^(?:\.?[ \u00a0]{0,2}|\.?[-_.])$/u;

/** Lower-case letters that are words of their own somewhere. */
const ONE_LETTER_WORDS = /^[aeiouyаеиоуя]$/u;

/**
 * True for that person's initial: a letter with a dot or a space to the name. Without a dot it must be a capital
 * other than "I", or one that is no word of any language.
 */
function isInitialOf(
  token: Token,
  { joint, after }: { joint: string; after: string },
  people: ReadonlySet<number>,
  index: PeopleIndex,
): boolean {
  if (token.written.length !== 1) return false;
  const isDotted = joint.startsWith('.') || after === '.';
  const isPlaced = INITIAL_JOINT.test(joint) || (/^,[ \u00a0]?$/u.test(joint) && after === '.');
  if (!isPlaced) return false;
  if (!isDotted && (token.written === 'I' || ONE_LETTER_WORDS.test(token.written))) return false;
  const letter = spellings(token.written)[0] ?? '';
  return [...people]
    .slice(0, MAX_COMPARED)
    .some((person) => index.initials[person]?.has(letter.charAt(0)) === true);
}

/** True for a token that continues a name: another part of the same person, or that person's initial. */
export function continues(input: {
  text: string;
  anchor: Token;
  left: Token;
  right: Token;
  index: PeopleIndex;
}): boolean {
  const { text, anchor, left, right, index } = input;
  if (right.start - left.end > MAX_JOINT) return false;
  const joint = text.slice(left.end, right.start);
  const added = anchor === left ? right : left;
  const endsSentence =
    left.written.length > 1 && /^\.\s/.test(joint) && !TITLES.has(left.written.toLowerCase());
  if (!JOINT.test(joint) || endsSentence || anchor.part === undefined) return false;
  if (added.part !== undefined && share(anchor.part.people, added.part.people)) return true;
  return isInitialOf(added, { joint, after: text.charAt(added.end) }, anchor.part.people, index);
}
