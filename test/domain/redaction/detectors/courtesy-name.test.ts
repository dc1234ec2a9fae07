import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

describe('names in greetings, closings and introductions', () => {
  test.each([
    ['Hi Laura,\nit fails.', 'Laura'],
    ['Dear Mr. Whitfield,\nit fails.', 'Whitfield'],
    ['Hello Tom Becker!', 'Tom Becker'],
    ['Hallo Frau Vogt,', 'Vogt'],
    ['Sehr geehrter Herr von Stein,', 'von Stein'],
    ['Bonjour Claire, merci', 'Claire'],
    ['Hola José,', 'José'],
    ['Olá João,', 'João'],
    ['It fails.\n\nBest regards,\nTom Becker', 'Tom Becker'],
    ['It fails.\nThanks,\n-- Tom', 'Tom'],
    ['Mit freundlichen Grüßen\nAnna Vogt', 'Anna Vogt'],
    ['Cordialement,\n\nJean-Luc Dupont', 'Jean-Luc Dupont'],
    ['my name is Priya Raman and I', 'Priya Raman'],
    ['I spoke to Mrs. Whitfield today', 'Whitfield'],
  ])('%j', (text, name) => {
    expect(found(text)).toEqual(all('NAME', name));
  });

  test.each([
    'Hi team,', 'Dear Support,', 'Hello there,', 'Dear Sir or Madam,', 'Hello World!', 'Sehr geehrte Damen und Herren,', 'Sehr geehrtes Kundenserviceteam,', 'Hi Support-Team,',
    'Thanks,\nthe export works', 'Best practice', 'Estimado equipo,', 'model name: VGG16', 'Gracias.\n\nAtentamente,',
  ])('%j stays', (text) => {
    expect(found(text)).toEqual([]);
  }); // prettier-ignore
});
