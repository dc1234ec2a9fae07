import { describe, expect, test } from '@jest/globals';
import { vendorErrorCodes, vendorRefusal } from '../../../src/platforms/zendesk/errors.js';

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

describe('vendorRefusal', () => {
  const base = (fault: object) => ({ error: 'RecordInvalid', details: { base: [fault] } });
  test.each<[string, unknown, { codes: string[]; fields: string[]; mayBePriority: boolean }]>([
    [
      'a required field, by its ID',
      base({
        error: 'BlankValue',
        ticket_field_id: 12_345_657,
        ticket_field_type: 'FieldTagger',
        description: 'Mia',
      }),
      { codes: ['RecordInvalid', 'base:BlankValue'], fields: ['12345657'], mayBePriority: false },
    ],
    [
      'the priority, under base',
      base({
        error: null,
        ticket_field_id: 7,
        ticket_field_type: 'FieldPriority',
        description: 'Priorität: ungültig',
      }),
      { codes: ['RecordInvalid', 'base'], fields: ['priority'], mayBePriority: true },
    ],
    [
      'a field of its own',
      { error: 'RecordInvalid', details: { status: [{ description: 'closed prevents ticket update' }] } },
      { codes: ['RecordInvalid', 'status'], fields: ['status'], mayBePriority: false },
    ],
    [
      'sentences in a list',
      { errors: ['Mia Kovac is not valid', 'call 4155550123'] },
      { codes: [], fields: [], mayBePriority: true },
    ],
    [
      'faults by field in `errors`',
      { errors: { priority: [{ error: 'InvalidValue' }] } },
      { codes: ['priority:InvalidValue'], fields: ['priority'], mayBePriority: true },
    ],
    [
      'a title with an address',
      {
        error: {
          title: 'Ticket of mia@shop.example',
          message: 'You passed an invalid value for the Mia attribute',
        },
      },
      { codes: [], fields: [], mayBePriority: true },
    ],
    ['no JSON', 'gone', { codes: [], fields: [], mayBePriority: true }],
  ])('%s', (_name, body, expected) => {
    expect(vendorRefusal(typeof body === 'string' ? body : JSON.stringify(body))).toEqual(expected);
  });
});
