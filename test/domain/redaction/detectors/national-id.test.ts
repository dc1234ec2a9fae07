import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

describe('national numbers', () => {
  test.each([
    ['US SSN', '536-90-4399'],
    ['US SSN with spaces', '536 90 4399'],
    ['US ITIN', '912-74-1234'],
    ['CA SIN', '123-456-782'],
    ['BR CPF', '390.533.447-05'],
    ['BR CNPJ', '11.222.333/0001-81'],
    ['AR CUIT', '20-12345678-6'],
    ['CL RUT', '12.531.909-2'],
    ['MX CURP', 'BOXW310820HNERXN09'],
    ['ES DNI', '12345678Z'],
    ['ES NIE', 'X1234567L'],
    ['IT codice fiscale', 'RSSMRA85T10A562S'],
    ['FR NIR', '2 95 10 99 126 111 93'],
    ['BE national number', '85.07.30-033.28'],
    ['CH AHV', '756.9217.0769.85'],
    ['SE personnummer', '811218-9876'],
    ['FI henkilötunnus', '131052-308T'],
    ['CZ birth number', '780123/3539'],
    ['GB National Insurance', 'AB123456C'],
    ['IE PPS', '1234567T'],
    ['CN resident identity', '11010519491231002X'],
    ['IN Aadhaar', '2341 2341 2346'],
    ['IN PAN', 'ABCPE1234F'],
    ['KR resident registration', '900101-1234567'],
    ['SG NRIC', 'S1234567D'],
    ['TW identity', 'A123456789'],
    ['HK identity card', 'A123456(3)'],
    ['RU SNILS', '112-233-445 95'],
  ])('%s by its form', (_name, number) => {
    expect(found(`Mine ${number} as asked`)).toEqual(all('NATIONAL_ID', number));
  });

  test.each([
    ['SSN area 000', '000-12-3456'],
    ['SSN area 666', '666-12-3456'],
    ['SSN group 00', '536-00-4399'],
    ['CPF with a wrong check digit', '390.533.447-06'],
    ['DNI with a wrong letter', '12345678A'],
    ['AHV with a wrong check digit', '756.9217.0769.84'],
    ['nine bare digits', '536904399'],
    ['eleven bare digits', '44051401359'],
  ])('%s stays', (_name, number) => {
    expect(found(`Mine ${number} as asked`)).toEqual([]);
  });

  test.each([
    ['SSN: 536904399', '536904399'],
    ['social security number is 536904399', '536904399'],
    ['My PESEL is 44051401359', '44051401359'],
    ['Steuer-ID: 36 574 261 809', '36 574 261 809'],
    ['tax ID 12-3456789', '12-3456789'],
    ['Medicare number 1EG4-TE5-MK72', '1EG4-TE5-MK72'],
    ['BSN 111222333', '111222333'],
  ])('%s: a word for it makes up for the form', (text, number) => {
    expect(found(text)).toEqual(all('NATIONAL_ID', number));
  });

  test("a bare number with check digits counts in its issuer's region only", () => {
    expect(found('Mine 44051401359 as asked', { region: 'PL' })).toEqual(all('NATIONAL_ID', '44051401359'));
    expect(found('Mine 44051401359 as asked', { region: 'DE' })).toEqual([]);
  });

  test.each(['order 536-90-4399', 'Ticket #536-90-4399', 'case no. 12345678Z'])(
    '%s stays: named as something else',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
