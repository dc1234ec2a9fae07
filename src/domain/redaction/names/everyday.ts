import { textAfter, textBefore } from '../context.js';

/** What leads up to a person, so that an everyday word behind it is their name whatever its case. */
const PERSON_BEFORE =
  /(?:^|[\s,;:(>])(?:hi|hello|hey|dear|hallo|hola|thanks|thank you|thx|cheers|regards|ask(?:ed)?|cc|told|emailed|contact(?:ed)?|my name is|name:|i am|i['’]m|signed|[-–—@])[,:]?\s{0,2}$/i;
const PERSON_AFTER =
  /^(?:['’]s\b|\s(?:here|said|wrote|writes|says|told|called|asked|replied)\b|(?=\s{0,2}(?:<[^>\s]{0,64}@)))/i;
const LINE_BEFORE = /(?:^|\n)[ \t>]{0,8}$/;
const LINE_AFTER = /^[ \t,.!]{0,3}(?:\r?\n|$)/;
const MONTH = /^(?:april|may|june|august)$/i;
const DATE_BEFORE =
  /(?:\d|\b(?:in|since|until|till|by|on|of|last|next|this|early|late|mid|from|to|between|and|end of))[ .,-]{0,2}$/i;
const DATE_AFTER = /^[ ,.]{1,2}\d/;

interface Word {
  text: string;
  start: number;
  end: number;
  capitalised: boolean;
}

/**
 * Whether a name that is also an everyday word stands for its person here: capitalised, unless as a month in a
 * date; in lower case only where the words around it speak of a person, or alone on its line.
 */
export function isNameHere({ text, start, end, capitalised }: Word): boolean {
  const before = textBefore(text, start, 24);
  const after = textAfter(text, end, 72);
  if (PERSON_BEFORE.test(before) || PERSON_AFTER.test(after)) return true;
  if (!capitalised) return LINE_BEFORE.test(before) && LINE_AFTER.test(after);
  const isMonth = MONTH.test(text.slice(start, end));
  return !(isMonth && (DATE_BEFORE.test(before) || DATE_AFTER.test(after)));
}
