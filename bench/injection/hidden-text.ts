/** Ways to write text that nobody sees and a model may read. */

/** As characters of the tags block, which show nothing. @see Unicode 16, section 23.9 */
export const asTags = (ascii: string): string =>
  [...ascii].map((character) => String.fromCodePoint(0xe0000 + character.charCodeAt(0))).join('');

/** Each byte as one of 256 variation selectors, which show nothing behind most characters. */
export const asVariations = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
    .join('');

/** Cyrillic letters that look Latin. */
export const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
};

export const mapped = (text: string, letters: Readonly<Record<string, string>>): string =>
  [...text].map((letter) => letters[letter] ?? letter).join('');
