import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigurationError, readPart, shown, type ConfigFault } from '../../src/ports/setting.js';

describe('shown', () => {
  test.each([
    'OPENAI_API_KEY',
    'ZENDESK_API_TOKEN',
    'ZENDESK_OAUTH_TOKEN',
    'ZENDESK_WEBHOOK_SECRET',
    'FRESHDESK_API_KEY',
    'PAYLOAD_ENCRYPTION_KEYS',
    'LOG_ENCRYPTION_KEY',
    'PAGERDUTY_ROUTING_KEY',
    'SLACK_WEBHOOK_URL',
    'SMTP_URL',
    'DATABASE_URL',
    'GATEWAY_TOKEN',
  ])('%s: its state, never its value', (variable) => {
    expect(shown(variable, 'hunter2')).not.toContain('hunter2');
    expect(shown(variable, 'hunter2')).toContain('not shown');
    expect(shown(variable, undefined)).toBe('unset');
  });

  test.each([
    'https//user:hunter2@desk.example.com',
    'htps://user:hunter2@desk.example.com/api',
    'user:hunter2@desk.example.com',
    'https://user:hunter2',
    'llm.example.com/v1?key=hunter2',
    'llm.example.com/v1#hunter2',
  ])('an address that may hold credentials is not shown: %s', (address) => {
    for (const variable of ['ZENDESK_BASE_URL', 'OPENAI_BASE_URL', 'TEMPORAL_ADDRESS'])
      expect(shown(variable, address)).toBe('set (not shown)');
  });

  test.each([
    'ftp://files',
    'desk.example.com',
    'localhost:4000',
    'http:/127.0.0.1:4000/v1',
    'not a url',
    ':',
  ])('an address that holds none is shown: %s', (address) =>
    expect(shown('OPENAI_BASE_URL', address)).toBe(JSON.stringify(address)),
  );

  test('other values as they came, quoted', () => {
    expect(shown('LOG_LEVEL', 'lo\nud')).toBe('"lo\\nud"');
  });
});

describe('readPart', () => {
  const schema = z.object({ A: z.string().regex(/^a$/, 'an a'), B_TOKEN: z.string().regex(/^b$/, 'a b') });

  test('good values → the part, no fault', () => {
    const faults: ConfigFault[] = [];
    expect(readPart(schema, { A: 'a', B_TOKEN: 'b', C: 'c' }, faults)).toEqual({ A: 'a', B_TOKEN: 'b' });
    expect(faults).toEqual([]);
  });

  test('every fault is added to those there; there is no part then', () => {
    const faults: ConfigFault[] = [{ variable: 'Z', expected: 'z', got: 'unset' }];
    expect(readPart(schema, { A: 'x', B_TOKEN: 'hunter2' }, faults)).toBeNull();
    expect(faults.map(({ variable }) => variable)).toEqual(['Z', 'A', 'B_TOKEN']);
    expect(new ConfigurationError(faults).message).not.toContain('hunter2');
  });
});
