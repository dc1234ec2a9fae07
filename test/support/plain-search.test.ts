import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { phrasesOf, PlainSearch } from './plain-search.js';
import { temporaryFolders } from './temporary-folder.js';

const SAID = 'Grüße, the export of “Q3” crashes since Monday and nobody answers.';

describe('the search for readable texts', () => {
  const newFolder = temporaryFolders();

  test.each([
    ['UTF-8', Buffer.from(`\u0001\u0002${SAID}\u0003`)],
    ['UTF-16', Buffer.from(SAID, 'utf16le')],
    ['base64', Buffer.from(Buffer.from(SAID).toString('base64'))],
    ['base64 behind one byte', Buffer.from(Buffer.from(`{${SAID}`).toString('base64'))],
    ['base64 behind two bytes', Buffer.from(Buffer.from(`{"${SAID}"}`).toString('base64'))],
    ['JSON', Buffer.from(JSON.stringify({ quoted: `She said:\n"${SAID}"\t` }))],
    ['a part, the rest taken out', Buffer.from('<NAME_1> export of “Q3” crashes since Monday <EMAIL_1>')],
  ])('finds a text stored as %s', (_form, bytes) => {
    expect(new PlainSearch(phrasesOf(SAID)).findIn(bytes)).not.toEqual([]);
  });

  test('finds nothing where only single words are the same', () => {
    const bytes = Buffer.from('the export since Monday: nobody crashes, answers of and');
    expect(new PlainSearch(phrasesOf(SAID)).findIn(bytes)).toEqual([]);
  });

  test('names the file, looks into folders, and leaves out those it is told to', () => {
    const folder = newFolder();
    for (const name of ['deep/er', 'left-out']) {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name, 'file.db-wal'), '\u0000079-05-1120\u0000');
    }
    const search = new PlainSearch(['079-05-1120']);
    expect(search.findUnder(folder, ['left-out'])).toEqual([
      `${path.join('deep', 'er', 'file.db-wal')}: 079-05-1120`,
    ]);
  });

  test('a phrase is 24 letters from a word on, or a whole short line; an ID is none', () => {
    expect(
      phrasesOf('My card was charged twice today\n"Refund please"\nticket-default-zendesk-4242 '),
    ).toEqual(['My card was charged twic', 'card was charged twice t', 'Refund please']);
    expect(phrasesOf('エクスポートが失敗します')).toEqual(['エクスポートが失敗します']);
  });
});
