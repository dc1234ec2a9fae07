import { describe, expect, test } from '@jest/globals';
import { decodeEntities } from '../../src/domain/text/html.js';
import { htmlToText } from '../../src/http/html.js';

describe('htmlToText', () => {
  test.each([
    ['<p>Hello,</p><p>I was <b>charged</b> twice.</p>', 'Hello,\n\nI was charged twice.'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\n\nb'],
    ['<style>p { color: red }</style>text<script>alert("<p>")</script> end', 'text end'],
    ['a <!-- <p>hidden</p> --> b', 'a b'],
    ['2 < 3 and 4 > 3', '2 < 3 and 4 > 3'],
    ['<a href="https://shop.example">link</a>', 'link'],
    ['M&uuml;ller &amp; S&ouml;hne&nbsp;GmbH', 'Müller & Söhne GmbH'],
    ['no markup', 'no markup'],
    ['', ''],
    ['<p', ''],
    ['text <!-- never closed', 'text'],
    ['text <script>never closed', 'text'],
    ['<!DOCTYPE html><?xml version="1.0"?>text', 'text'],
  ])('%j → %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('a megabyte of rubbish is read to its end', () => {
    for (const rubbish of ['<', '<!--', '<script', '</', '&#', '<p ', '< \n ']) {
      expect(htmlToText(`start ${rubbish.repeat(1_000_000 / rubbish.length)}`)).toMatch(/^start/);
    }
  });
});

describe('decodeEntities', () => {
  test.each([
    ['&#64; &#x40; &commat;', '@ @ &commat;'],
    ['&#160;x&nbsp;y', ' x y'],
    ['&#0; &#9999999; &#xffffff;', '&#0; &#9999999; &#xffffff;'],
    ['&amp;lt;', '&lt;'],
    ['AT&T; R&D', 'AT&T; R&D'],
    ['&constructor;', '&constructor;'],
  ])('%j → %j', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });
});
