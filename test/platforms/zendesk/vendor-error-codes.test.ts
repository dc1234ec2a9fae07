import { describe, expect, test } from '@jest/globals';
import { vendorErrorCodes } from '../../../src/platforms/zendesk/errors.js';

describe('vendorErrorCodes', () => {
  test.each([
    [{ error: 'RecordNotFound', description: 'Not found' }, ['RecordNotFound']],
    [{ error: { title: 'Forbidden', message: 'prose about Mia' } }, ['Forbidden']],
    [{ error: "Couldn't authenticate you" }, []],
    [
      {
        error: 'RecordInvalid',
        details: { tags: [{ description: 'prose' }], 'a field of prose': [{ error: 'Bad' }] },
      },
      ['RecordInvalid', 'tags'],
    ],
    [
      { error: 'RecordInvalid', details: { base: [{ error: 'Blank' }, { error: 'with words' }] } },
      ['RecordInvalid', 'base:Blank'],
    ],
    [{ error: 7, details: 'prose' }, []],
    [[], []],
    [null, []],
  ])('%j → %j', (body, codes) => {
    expect(vendorErrorCodes(JSON.stringify(body))).toEqual(codes);
  });

  test('a page has none', () => {
    expect(vendorErrorCodes('<html>Bad gateway</html>')).toEqual([]);
  });
});
