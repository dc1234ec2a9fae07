import { describe, expect, test } from '@jest/globals';
import { SESSION_LASTS_MS, Sessions, sessionCookie, sessionTextOf } from '../../src/gateway/session.js';

const TOKENS = { operator: 'an-operator-of-the-tests', viewer: 'a-viewer-of-the-tests' };

describe('a session', () => {
  test('is known to every gateway with the same tokens, with its role', () => {
    const { text } = new Sessions(TOKENS).begin('viewer');
    expect(new Sessions(TOKENS).read(text)).toMatchObject({ role: 'viewer' });
  });

  test('ends after twelve hours', () => {
    let nowMs = 1_000_000;
    const sessions = new Sessions(TOKENS, () => nowMs);
    const { text } = sessions.begin('operator');
    nowMs += SESSION_LASTS_MS - 1;
    expect(sessions.read(text)).not.toBeNull();
    nowMs += 1;
    expect(sessions.read(text)).toBeNull();
  });

  test('ends with its token, and a viewer’s with there being viewers', () => {
    const { text } = new Sessions(TOKENS).begin('operator');
    expect(new Sessions({ ...TOKENS, operator: 'another-operator-token' }).read(text)).toBeNull();
    const viewer = new Sessions(TOKENS).begin('viewer').text;
    expect(new Sessions({ ...TOKENS, viewer: null }).read(viewer)).toBeNull();
  });

  test('that was ended is worth nothing', () => {
    const sessions = new Sessions(TOKENS);
    const { text, session } = sessions.begin('operator');
    sessions.end(session);
    expect(sessions.read(text)).toBeNull();
  });

  test('of a viewer cannot be made an operator’s, nor one that lasts longer', () => {
    const sessions = new Sessions(TOKENS);
    const { text, session } = sessions.begin('viewer');
    const later = String(session.expiresAtMs + 1);
    for (const forged of [
      text.replace('viewer', 'operator'),
      text.replace(String(session.expiresAtMs), later),
      `${text}x`,
      text.slice(0, -1),
      '',
      'operator',
    ])
      expect(sessions.read(forged)).toBeNull();
  });
});

describe('its cookie', () => {
  test('is for no script and no other site; behind TLS for TLS only', () => {
    const attributes = sessionCookie('text', {});
    expect(attributes).toMatch(
      /^ticket_processor_session=text; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(sessionCookie('text', { 'x-forwarded-proto': 'https' })).toMatch(/; Secure$/);
    expect(sessionCookie('', {})).toContain('Max-Age=0');
  });

  test('is found among others', () => {
    expect(sessionTextOf({ cookie: 'a=b; ticket_processor_session=the.text; c=d' })).toBe('the.text');
    expect(sessionTextOf({ cookie: 'other=1' })).toBe('');
    expect(sessionTextOf({})).toBe('');
  });
});
