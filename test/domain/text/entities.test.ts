import { expect, test } from '@jest/globals';
import { decodeEntities } from '../../../src/domain/text/html.js';

test.each([
  ['&lt;b&gt; &amp; &AMP; &euro;', '<b> & & €'],
  ['&Uuml;ber &uuml;ber', 'Über über'],
  ['&#65;&#x42;&#160;&nbsp;', 'AB  '],
  ['&toString; &unknown; &#0; &#xD800; &#1114112;', '&toString; &unknown; &#0; &#xD800; &#1114112;'],
])('%s → %s', (text, decoded) => {
  expect(decodeEntities(text)).toBe(decoded);
});
