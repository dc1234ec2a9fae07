import { describe, expect, test } from '@jest/globals';
import { encryptionSchema } from '../../src/config/deployment.js';
import { ConfigurationError, readPart, type ConfigFault } from '../../src/ports/setting.js';

const SECRET = Buffer.alloc(32, 'secret').toString('base64');

function read(value: string | undefined) {
  const faults: ConfigFault[] = [];
  const config = readPart(encryptionSchema, { PAYLOAD_ENCRYPTION_KEYS: value }, faults);
  return { config, faults };
}

describe('PAYLOAD_ENCRYPTION_KEYS', () => {
  test.each([undefined, ''])('%j → no keys, no fault', (value) => {
    expect(read(value)).toEqual({ config: { keys: null }, faults: [] });
  });

  test('two keys → both, the first first', () => {
    const { config, faults } = read(`new:${SECRET},old:${SECRET}`);
    expect(faults).toEqual([]);
    expect(config?.keys?.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  test('faults say where and what was expected, and show neither keys nor ids', () => {
    const swapped = SECRET.replace('=', '');
    const { config, faults } = read(`${swapped}:id,${SECRET},good:${SECRET}`);
    expect(config).toBeNull();
    const { message } = new ConfigurationError(faults);
    expect(message.split('\n').slice(1)).toEqual([
      '  PAYLOAD_ENCRYPTION_KEYS: expected id:base64key pairs separated by commas, with 32 bytes in base64 ' +
        '(44 characters) as key 1 of 3, got set (not shown)',
      '  PAYLOAD_ENCRYPTION_KEYS: expected id:base64key pairs separated by commas, with id:base64key as key 2 of 3, ' +
        'got set (not shown)',
    ]);
  });
});
