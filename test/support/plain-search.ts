import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Code points of a phrase: so many in a row are in no other text by chance. */
const PHRASE_LENGTH = 24;
/** Bytes of the shortest line that counts as a phrase of its own. */
const SHORTEST_LINE_BYTES = 12;

/**
 * What gives a text away: from each word on, the next 24 letters of the line, so that one is found wherever a part of
 * the text is stored, also one from which names and numbers were taken out. Lines that are shorter count as a whole.
 * Quotes and backslashes end a line, because JSON writes them otherwise; single words, such as an ID, are no phrase.
 */
export function phrasesOf(text: string): string[] {
  return text
    .split(/["\\\p{Cc}]+/u)
    .map((line) => [...line.trim()])
    .flatMap((letters) => {
      const starts = letters.flatMap((letter, index) =>
        beginsWord(letters[index - 1], letter) ? [index] : [],
      );
      const phrases = starts.map((start) => letters.slice(start, start + PHRASE_LENGTH).join(''));
      const last = letters.length - PHRASE_LENGTH;
      return last < 0 ? phrases.slice(0, 1) : phrases.filter((_phrase, at) => starts[at]! <= last);
    })
    .filter((phrase) => Buffer.byteLength(phrase) >= SHORTEST_LINE_BYTES && /[\s\u0080-\uffff]/.test(phrase));
}

/** Languages without spaces begin a word anywhere. */
const beginsWord = (before: string | undefined, letter: string): boolean =>
  letter !== ' ' && (before === undefined || before === ' ' || letter >= '\u3000');

interface Needle {
  bytes: Buffer;
  text: string;
}

/** Every way in which a text may stand in a file, as bytes: UTF-8, UTF-16, and base64 of UTF-8 at any offset. */
function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  return [utf8, Buffer.from(text, 'utf16le'), ...[0, 1, 2].map((offset) => withinBase64(utf8, offset))];
}

/** The letters of a base64 text that tell of these bytes and of no others, when `offset` bytes stand before them. */
function withinBase64(bytes: Buffer, offset: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return Buffer.from(whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)));
}

/** Bytes of a needle that it is looked up by. */
const BEGINNING = 6;

/** Looks for many texts at once, so that a database file and thousands of phrases take moments. */
export class PlainSearch {
  /** Whether any needle begins with these two bytes: most places of a file are passed over by this. */
  private readonly begins = new Uint8Array(1 << 16);
  private readonly byBeginning = new Map<number, Needle[]>();

  /** @param texts of at least six bytes each. */
  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) for (const bytes of formsOf(text)) this.add({ bytes, text });
  }

  private add(needle: Needle): void {
    this.begins[needle.bytes.readUInt16BE(0)] = 1;
    const beginning = needle.bytes.readUIntBE(0, BEGINNING);
    const others = this.byBeginning.get(beginning);
    if (others) others.push(needle);
    else this.byBeginning.set(beginning, [needle]);
  }

  /** The texts that stand in these bytes in any form, once each. */
  findIn(bytes: Buffer): string[] {
    const found = new Set<string>();
    for (let at = 0; at <= bytes.length - BEGINNING; at += 1) {
      if (this.begins[(bytes[at]! << 8) | bytes[at + 1]!] === 0) continue;
      for (const needle of this.byBeginning.get(bytes.readUIntBE(at, BEGINNING)) ?? [])
        if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) found.add(needle.text);
    }
    return [...found];
  }

  /** The texts that stand in the files of a folder, as `file: text`. Folders named in `except` are left out. */
  findUnder(folder: string, except: readonly string[] = []): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .filter((file) => !except.includes(file.split(path.sep)[0]!))
      .sort()
      .flatMap((file) =>
        this.findIn(readFileSync(path.join(folder, file))).map((text) => `${file}: ${text}`),
      );
  }
}
