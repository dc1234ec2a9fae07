import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { newEncryptionKeyText, parseEncryptionKeys } from '../../src/crypto/keys.js';

const bytesOf = (fill: number, length = 32) => Buffer.alloc(length, fill).toString('base64');
const faultsOf = (text: string) => {
  const parsed = parseEncryptionKeys(text);
  return 'faults' in parsed ? parsed.faults : [];
};

describe('encryption keys', () => {
  test('entries keep their order and their bytes', () => {
    const parsed = parseEncryptionKeys(`2026-11:${bytesOf(1)}, old.key_1:${bytesOf(2)}`);
    const keys = 'keys' in parsed ? parsed.keys : [];
    expect(keys.map(({ id, key }) => [id, key.export()])).toEqual([
      ['2026-11', Buffer.alloc(32, 1)],
      ['old.key_1', Buffer.alloc(32, 2)],
    ]);
  });

  test('a new key is one that is accepted, and differs from the next', () => {
    expect(parseEncryptionKeys(newEncryptionKeyText('a'))).toHaveProperty('keys.0.id', 'a');
    expect(newEncryptionKeyText('a')).not.toBe(newEncryptionKeyText('a'));
  });

  test.each([
    ['no id', bytesOf(1), 'id:base64key as key 1 of 1'],
    ['an empty entry', `a:${bytesOf(1)},`, 'id:base64key as key 2 of 2'],
    [
      'an id with a space',
      `a b:${bytesOf(1)}`,
      'an id of 1 to 64 letters, digits, "_", "." or "-" as key 1 of 1',
    ],
    [
      'an id of 65',
      `${'a'.repeat(65)}:${bytesOf(1)}`,
      'an id of 1 to 64 letters, digits, "_", "." or "-" as key 1 of 1',
    ],
    ['16 bytes', `a:${bytesOf(1, 16)}`, '32 bytes in base64 (44 characters) as key 1 of 1'],
    ['33 bytes', `a:${bytesOf(1, 33)}`, '32 bytes in base64 (44 characters) as key 1 of 1'],
    ['no base64', `a:${'!'.repeat(44)}`, '32 bytes in base64 (44 characters) as key 1 of 1'],
    [
      'base64 without padding',
      `a:${bytesOf(1).slice(0, 43)}`,
      '32 bytes in base64 (44 characters) as key 1 of 1',
    ],
    [
      'an id twice',
      `a:${bytesOf(1)},b:${bytesOf(2)},a:${bytesOf(3)}`,
      'an id of its own for key 3 of 3 (key 1 has the same)',
    ],
  ])('%s is refused', (_case, text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test('every faulty entry is named', () => {
    expect(faultsOf(`a:short,b:${bytesOf(1)},c`)).toEqual([
      '32 bytes in base64 (44 characters) as key 1 of 3',
      'id:base64key as key 3 of 3',
    ]);
  });

  test('neither printing a key nor serialising it shows its bytes', () => {
    const encoded = Buffer.from('a key of just 32 bytes, as it is').toString('base64');
    const parsed = parseEncryptionKeys(`a:${encoded}`);
    const printed = inspect(parsed, { depth: 9, showHidden: true }) + JSON.stringify(parsed);
    expect(printed).toContain("id: 'a'");
    expect(printed).not.toContain('a key of just');
    expect(printed).not.toContain(encoded);
  });
});
