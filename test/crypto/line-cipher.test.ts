import { describe, expect, test } from '@jest/globals';
import { openText, SealedTextError, sealText } from '../../src/crypto/line-cipher.js';
import { freshKeys } from './fresh-keys.js';

const keys = freshKeys('new', 'old');

describe('sealText', () => {
  test('opens with every key that is given, and says nothing of the text', () => {
    const text = 'Grüße an Ada, 你好';
    for (const key of keys) {
      const sealed = sealText(key, text, 'place');
      const bytes = Buffer.from(sealed.sealed, 'base64').toString('latin1');
      for (const stored of [JSON.stringify(sealed), bytes]) expect(stored).not.toMatch(/ an Ada/);
      expect(openText(keys, sealed, 'place')).toBe(text);
    }
  });

  test('the same text twice → different ciphertext', () => {
    expect(sealText(keys[0], 'a').sealed).not.toBe(sealText(keys[0], 'a').sealed);
  });

  test('another context, a changed or a cut text, another key of the same id → refused, nothing of it is told', () => {
    const sealed = sealText(keys[0], 'hunter2', 'one');
    const changed = { ...sealed, sealed: `A${sealed.sealed.slice(1)}`.replace(/^AA/, 'BA') };
    const attempts = [
      () => openText(keys, sealed, 'two'),
      () => openText(keys, changed, 'one'),
      () => openText(keys, { ...sealed, sealed: 'AAAA' }, 'one'),
      () => openText(freshKeys('new'), sealed, 'one'),
    ];
    for (const attempt of attempts) {
      expect(attempt).toThrow(SealedTextError);
      expect(attempt).not.toThrow(/hunter2/);
    }
  });

  test('a key that is not given → named', () => {
    expect(() => openText(freshKeys('other'), sealText(keys[0], 'a'))).toThrow(/"new", which is not given/);
  });
});
