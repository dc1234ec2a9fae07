import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

/** Joined at run time, so that no scanner takes this file for a leak. */
const token = (...pieces: string[]): string => pieces.join('');

describe('secrets', () => {
  test.each([
    ['AWS', token('AK', 'IAQ3EGRZ7TB2XN5KLW')],
    ['GitHub', token('gh', 'p_x8Kq2mN4vB7cZ1aS5dF9gH3jL6pQ0wE2rT4y')],
    ['GitLab', token('gl', 'pat-x8Kq2mN4vB7cZ1aS5dF9')],
    ['Slack', token('xo', 'xb-263594206564-FGqddMF8t08v8N7Oq4i57vs1')],
    ['Stripe', token('sk', '_live_x8Kq2mN4vB7cZ1aS5dF9gH3j')],
    ['Google', token('AI', 'zaSyx8Kq2mN4vB7cZ1aS5dF9gH3jL6pQ0wE2r')],
    ['npm', token('np', 'm_x8Kq2mN4vB7cZ1aS5dF9gH3jL6pQ0wE2rT4y')],
    ['JWT', token('ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.Qk3x8Zp1Lm5Nv7Rt2Yw9Ab4Cd6Ef0Gh')],
  ])('%s by its format', (_name, secret) => {
    expect(found(`I used ${secret} here`)).toEqual(all('SECRET', secret));
  });

  test.each([
    ['password: Hunter2!x', 'Hunter2!x'],
    ['my password is correct7horse and', 'correct7horse'],
    ['Passwort lautet geheim#12', 'geheim#12'],
    ['password=letmein', 'letmein'],
    ['"client_secret": "x8Kq2mN4vB7cZ1aS"', 'x8Kq2mN4vB7cZ1aS'],
    ['API_KEY=x8Kq2mN4vB7cZ1aS', 'x8Kq2mN4vB7cZ1aS'],
    ['Authorization: Basic dXNlcjpwYXNzd29yZDE=', 'dXNlcjpwYXNzd29yZDE='],
    ['curl -u admin:s3cret https://x.example', 'admin:s3cret'],
    ['CVV: 123', '123'],
    ['my PIN is 4821', '4821'],
  ])('%s: the value goes', (text, secret) => {
    expect(found(text)).toEqual(all('SECRET', secret));
  });

  test('a private key goes as a whole, also torn off and with escaped line breaks', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
    const begin = token('-----BEGIN ', 'PRIVATE KEY-----');
    const end = token('-----END ', 'PRIVATE KEY-----');
    for (const key of [
      `${begin}\n${line}\n${line}\n${end}`,
      `${begin}\\n${line}\\n${end}`,
      `${begin}\n${line}\n${line}`,
    ]) {
      expect(found(`Key: ${key}`)).toEqual(all('SECRET', key));
    }
  });

  test.each([
    'password is incorrect', 'password: please reset', 'password=********', 'API_KEY=${API_KEY}', 'secret: <your secret>', 'the token expired',
    'gh' + 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'key: value', 'sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '123e4567-e89b-12d3-a456-426614174000', 'commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'token = getToken()', 'com.example.security.TokenService',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  }); // prettier-ignore

  test.each([
    'https://deploy:s3cr3tpw@git.example.org/repo.git', 'https://files.example.org/a.pdf?token=9f8Ae7D6c5B4a3f2', 'postgres://app:pw12@db.example:5432/x',
    'https://x.example/a?X-Amz-Signature=9f8ae7d6c5b4a3f2&b=1',
  ])('%s is a URL that lets its holder in', (url) => {
    expect(found(`See ${url} there`)).toEqual(all('URL', url));
  }); // prettier-ignore

  test.each([
    'https://example.org/a?page=2',
    'https://example.org/token/help',
    'https://example.org/a?token=<token>',
  ])('%s stays', (url) => {
    expect(found(`See ${url} there`)).toEqual([]);
  });
});
