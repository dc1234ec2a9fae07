import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

describe('e-mail addresses', () => {
  test.each([
    'maria@example.org', 'maria.lopez+tag@mail.example.co.uk', 'o\'neil@example.com', '"odd name"@example.com', '"a@b"@example.com',
    'user@[192.0.2.10]', 'user@[IPv6:2001:db8::1]', 'müller@bücher.example', 'почта@пример.рф', 'a!b#c$d%e&f@example.com', '=@example.com',
    '?@example.com', '-x-@example.com', 'x@xn--bcher-kva.example', 'A_B@Example.COM',
  ])('%s', (address) => {
    expect(found(`Write to ${address} please.`)).toEqual(all('EMAIL', address));
  }); // prettier-ignore

  test.each([
    'john at example dot com', 'john dot smith at mail dot example dot com', 'john [at] example [dot] com', 'john(at)example(dot)com',
    'john [at] example.com', 'john{at}example.com', 'john @ example.com', 'john@example dot com', 'john.smith at example.com', 'john%40example.com',
  ])('%s is an address all the same', (address) => {
    expect(found(`My mail: ${address} thanks`)).toEqual(all('EMAIL', address));
  }); // prettier-ignore

  test.each([
    ['<maria@example.org>', 'maria@example.org'],
    ["'maria@example.org'", 'maria@example.org'],
    ['mailto:maria@example.org?subject=x', 'maria@example.org'],
    ['https://app.example/u?email=maria@example.org&x=1', 'maria@example.org'],
    ['maria@example.org.', 'maria@example.org'],
  ])('%s: only the address is taken', (text, address) => {
    expect(found(text)).toEqual(all('EMAIL', address));
  });

  test.each([
    'lodash@4.17.21', 'icon@2x.png', '@override', 'root@localhost', 'git@github.com:acme/tool.git', 'look at example.com', 'I bought it at amazon.com',
    'me at example dot com', 'a @ b', '`@tf.custom_gradient`',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  }); // prettier-ignore
});
