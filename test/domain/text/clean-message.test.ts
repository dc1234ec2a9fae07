import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanMessage } from '../../../src/domain/text/clean-message.js';

describe('what goes', () => {
  test.each([
    ['quoted lines', 'It still fails.\n> Did you try again?\n> Yes', 'It still fails.'],
    [
      'the reply below "On … wrote:"',
      'It still fails.\n\nOn Mon, 2 Mar 2026 at 10:00, Support wrote:\nDid you try?',
      'It still fails.',
    ],
    [
      'a wrapped "On … wrote:"',
      'It still fails.\n\nOn Mon, 2 Mar 2026 at 10:00, Support\n<<EMAIL_1>> wrote:\nDid you try?',
      'It still fails.',
    ],
    [
      'the German one',
      'Geht immer noch nicht.\n\nAm 02.03.2026 um 10:00 schrieb Support:\nHaben Sie es versucht?',
      'Geht immer noch nicht.',
    ],
    [
      'the French one',
      'Toujours rien.\n\nLe 2 mars 2026 à 10:00, Support a écrit :\nAvez-vous essayé ?',
      'Toujours rien.',
    ],
    ['the Spanish one', 'Sigue igual.\n\nEl 2 mar 2026, Soporte escribió:\n¿Probó?', 'Sigue igual.'],
    [
      'the Portuguese one',
      'Continua igual.\n\nEm 2 de mar. de 2026, Suporte escreveu:\nTentou?',
      'Continua igual.',
    ],
    [
      'the Dutch one',
      'Nog steeds niets.\n\nOp ma 2 mrt 2026 om 10:00 schreef Support <<EMAIL_1>>:\nHeeft u het geprobeerd?',
      'Nog steeds niets.',
    ],
    [
      'the Italian one',
      'Ancora niente.\n\nIl giorno lun 2 mar 2026 alle ore 10:00 Assistenza ha scritto:\nHa provato?',
      'Ancora niente.',
    ],
    [
      'the Polish one',
      'Nadal nic.\n\npon., 2 mar 2026 o 10:00 Pomoc <<EMAIL_1>> napisał(a):\nCzy to pomogło?',
      'Nadal nic.',
    ],
    [
      'the other Polish one',
      'Nadal nic.\n\nW dniu 2.03.2026 o 10:00, Pomoc pisze:\nCzy to pomogło?',
      'Nadal nic.',
    ],
    ['a Dutch original', 'Zie onder.\n-----Oorspronkelijk bericht-----\nVan: Support\nHallo', 'Zie onder.'],
    [
      'a Polish forward below own words',
      'Proszę sprawdzić.\n-------- Treść przekazanej wiadomości --------\nHej',
      'Proszę sprawdzić.',
    ],
    [
      'an Italian header block',
      'Non va.\n\nDa: Assistenza\nInviato: lunedì\nA: Me\nOggetto: Ciao\n\nSalve',
      'Non va.',
    ],
    ['a Polish header block', 'Nie działa.\n\nOd: Pomoc\nWysłano: dzisiaj\nTemat: Hej\n\nHej', 'Nie działa.'],
    ['a Dutch closing', 'De export werkt niet.\n\nMet vriendelijke groet,\nJo', 'De export werkt niet.'],
    ['an Italian closing', "L'export non va.\n\nCordiali saluti\nJo Esempio", "L'export non va."],
    ['a Polish closing', 'Eksport nie działa.\n\nZ poważaniem\nJo Przykład', 'Eksport nie działa.'],
    ['a Dutch device line', 'De export werkt niet.\nVerstuurd vanaf mijn iPhone', 'De export werkt niet.'],
    ['an Italian device line', "L'export non va.\nInviato da iPhone", "L'export non va."],
    ['a Polish device line', "Eksport nie działa.\nWysłane z iPhone'a", 'Eksport nie działa.'],
    [
      'a Dutch disclaimer',
      'De export werkt niet.\n\nDit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.',
      'De export werkt niet.',
    ],
    [
      'an Italian disclaimer',
      "L'export non va.\n\nQuesto messaggio e gli allegati sono destinati esclusivamente ai destinatari\nindicati.",
      "L'export non va.",
    ],
    [
      'a Polish disclaimer',
      'Eksport nie działa.\n\nNiniejsza wiadomość jest poufna i przeznaczona wyłącznie dla adresata.',
      'Eksport nie działa.',
    ],
    [
      'banners in Dutch, Italian and Polish',
      'LET OP: deze e-mail is afkomstig van buiten de organisatie.\nATTENZIONE: messaggio da un mittente esterno\nUWAGA: ta wiadomość pochodzi spoza organizacji\nHelp',
      'Help',
    ],
    [
      'an original message',
      'Please see below.\n-----Original Message-----\nFrom: Support\nHello',
      'Please see below.',
    ],
    [
      'an Outlook header block',
      'Still broken.\n\nFrom: Support\nSent: Monday\nTo: Me\nSubject: Hi\n\nHello',
      'Still broken.',
    ],
    ['a signature', 'The export fails.\n\n--\nJo Example\nHead of Things', 'The export fails.'],
    [
      'a closing with a name',
      'The export fails.\n\nBest regards,\nJo Example\nHead of Things',
      'The export fails.',
    ],
    [
      'a German closing',
      'Der Export geht nicht.\n\nMit freundlichen Grüßen\nJo Beispiel',
      'Der Export geht nicht.',
    ],
    ['a device line', 'The export fails.\n\nSent from my iPhone', 'The export fails.'],
    [
      'a disclaimer',
      'The export fails.\n\nThis e-mail and any attachment are confidential and intended only\nfor the addressee.',
      'The export fails.',
    ],
    [
      'a banner',
      'CAUTION: This email originated from outside the organization.\nThe export fails.',
      'The export fails.',
    ],
    [
      'HTML',
      '<div>The <b>export</b> fails.<br>Always.</div><style>p{color:red}</style>',
      'The export fails.\nAlways.',
    ],
    ['entities', 'a &lt; b &amp; c&nbsp;&#233;', 'a < b & c é'],
    [
      'query strings of links',
      'See https://shop.example/a/b?utm_source=mail&id=123#top',
      'See https://shop.example/a/b',
    ],
    ['long link paths', `See https://shop.example/${'x'.repeat(90)}`, 'See https://shop.example'],
    ['data URIs', 'Look: data:image/png;base64,iVBORw0KGgo= here', 'Look: [data] here'],
    ['encoded runs', `Look: ${'QUJD'.repeat(60)} here`, 'Look: [data] here'],
    ['wrapped base64', `Log:\n${`${'QUJD'.repeat(19)}\n`.repeat(3)}end`, 'Log:\nend'],
    ['hidden characters', 'The\u200B ex\u202Eport\u0000 fails.\r\nYes', 'The export fails.\nYes'],
    ['text hidden in variation selectors', 'Fine 😀\u{E0157}\u{E0158}\uFE0E thanks\u3164', 'Fine 😀 thanks'],
    ['empty lines and spaces', 'a  \t b\n\n\n\nc', 'a b\n\nc'],
  ])('%s', (_, text, expected) => {
    expect(cleanMessage(text)).toBe(expected);
  });
});

describe('what stays', () => {
  test.each([
    ['placeholders of removed data', '<NAME_1> wrote from <EMAIL_2>'],
    ['types and comparisons', 'Map<String, List<Integer>> fails when a < b > c'],
    ['a markdown rule', 'Part one\n---\nPart two'],
    ['a sentence that begins like a reply', 'On Monday I wrote to you and nobody answered.'],
    ['thanks', 'Great work, thanks!'],
    ['CJK text without spaces', '导出按钮没有反应'.repeat(40)],
    ['a Dutch sentence that begins like a reply', 'Op maandag schreef ik u al en niemand antwoordde.'],
    ['an Italian one', 'Il tecnico ha scritto che arriva domani: non è venuto.'],
    ['a Polish one', 'W dniu 2 marca napisałem do państwa i nikt nie odpisał.'],
    ['money sent from an account', 'Wysłane z mojego konta pieniądze zniknęły.'],
    ['a letter sent by a clerk', 'Inviato da Marco il tre marzo, mai arrivato.'],
    ['a parcel sent with a courier', 'Verzonden met PostNL, nooit aangekomen.'],
    ['a Dutch message that calls itself confidential', 'Dit bericht is vertrouwelijk: mijn collega liegt.'],
    ['Italian greetings in a sentence', 'Tanti saluti a tutti, il problema è sparito.'],
    ['a Dutch warning', 'Let op: de factuur klopt niet.'],
    ['a Polish one about the company', 'Uwaga: faktura jest błędna.'],
    ['lines that look like a header alone', 'Da: Roma\nper Milano, due biglietti.'],
    ['"confidential" in a request', 'Our confidential report shows wrong totals.'],
  ])('%s', (_, text) => {
    expect(cleanMessage(text)).toBe(text);
  });

  test('a forwarded message that is all there is', () => {
    expect(
      cleanMessage('---------- Forwarded message ---------\nFrom: A\nDate: today\n\nThe export fails.'),
    ).toContain('The export fails.');
  });

  test('text that is nothing but a quote or a disclaimer', () => {
    expect(cleanMessage('> The export fails.')).toBe('> The export fails.');
  });
});

describe('any text', () => {
  const lines = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('> x', '--', 'From: a', 'Sent: b', 'Best regards,', '<p>', '</p>', '<EMAIL_1>', ''),
    ),
  );

  test('something said is never lost, and nothing invisible gets through', () => {
    fc.assert(
      fc.property(lines, (parts) => {
        const cleaned = cleanMessage(parts.join('\n'));
        expect(cleaned).not.toMatch(/[^\S\n ]|\p{Cf}/u);
        expect(cleaned).not.toContain('\u0000');
        if (parts.some((part) => /^[a-z]{3,}$/.test(part))) expect(cleaned).not.toBe('');
      }),
    );
  });

  test.each([
    ['<'],
    ['<script>'],
    ['<!--'],
    ['<a '],
    ['&'],
    ['> '],
    ['A'],
    ['http://'],
    ['data:a/b,'],
    ['From: x\n'],
    ['On x\n'],
    ['--\n'],
    ['![a]('],
    ['this message '],
  ])('a megabyte of %j is read to its end', (piece) => {
    expect(cleanMessage(piece.repeat(Math.ceil(1_000_000 / piece.length))).length).toBeLessThan(1_000_000);
  });
});
