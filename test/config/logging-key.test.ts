import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type ConfigFault, readPart } from '../../src/ports/setting.js';
import { loggingKeySchema } from '../../src/config/observability.js';

const key = () => randomBytes(32).toString('base64');

function read(value: string | undefined) {
  const faults: ConfigFault[] = [];
  const part = readPart(loggingKeySchema, { LOG_ENCRYPTION_KEY: value }, faults);
  return { ids: part?.keys?.map(({ id }) => id) ?? null, faults };
}

describe('LOG_ENCRYPTION_KEY', () => {
  test('unset → no keys, no fault', () => {
    expect(read(undefined)).toEqual({ ids: null, faults: [] });
  });

  test('one key in base64 → known by its digest, always the same', () => {
    const one = key();
    const { ids } = read(one);
    expect(ids).toEqual([expect.stringMatching(/^key-[0-9a-f]{8}$/)]);
    expect(read(one).ids).toEqual(ids);
    expect(read(key()).ids).not.toEqual(ids);
  });

  test('several, with and without an id, in their order', () => {
    expect(read(`2027:${key()}, ${key()}`).ids).toEqual(['2027', expect.stringMatching(/^key-/)]);
  });

  test.each(['hunter2', `2026:hunter2`, randomBytes(16).toString('base64'), `${key()},hunter2`])(
    'no AES-256 key → a fault that shows none of it',
    (value) => {
      const { ids, faults } = read(value);
      expect(ids).toBeNull();
      expect(faults).toHaveLength(1);
      expect(faults[0]?.expected).toMatch(/base64key/);
      expect(JSON.stringify(faults)).not.toContain(value);
    },
  );
});
