import { describe, expect, test } from '@jest/globals';
import { tokenize } from '../../../src/domain/rules/phrases.js';
import { languageOf } from '../../../src/domain/text/language.js';

const guess = (text: string) => languageOf(tokenize(text).words);

describe('the language of a text', () => {
  test.each([
    ['en', 'I cannot find the invoice that you sent to our office.'],
    ['de', 'Ich finde die Rechnung nicht, die Sie an unser Büro geschickt haben.'],
    ['es', 'No encuentro la factura que me han enviado el lunes por correo.'],
    ['fr', 'Je ne trouve pas la facture que vous avez envoyée à notre bureau.'],
    ['pt', 'Não encontro a fatura que vocês mandaram para o nosso escritório.'],
    ['it', 'Non trovo la fattura che avete mandato al nostro ufficio.'],
    ['de', 'Seit dem Update erscheint bei mir immer "Connection refused by the server".'],
  ])('%s: %s', (language, text) => {
    expect(guess(text)).toBe(language);
  });

  test.each([
    ['nothing', ''],
    ['one word', 'Invoice'],
    ['a log line', 'ERROR 500 at Module.run main.js:12:4'],
    ['a language that is not known', 'Nie mogę znaleźć faktury, którą wysłaliście do naszego biura.'],
    [
      'half of each',
      'The invoice is not here, please look at it. Die Rechnung ist nicht da, bitte prüfen Sie das.',
    ],
  ])('%s → null', (_what, text) => {
    expect(guess(text)).toBeNull();
  });
});
