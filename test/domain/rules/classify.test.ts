import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classifyByRules } from '../../../src/domain/rules/classify.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES } from '../../../src/domain/verdict.js';

const verdict = (text: string, subject = '') => classifyByRules({ subject, messages: [text] }).verdict;

describe('root cause', () => {
  test.each([
    ['bug', 'The app crashes when I open the settings page.'],
    ['bug', 'Export does not work since the last update, I only get an error message.'],
    ['bug', 'Die App stürzt beim Start ab, es kommt nur eine Fehlermeldung.'],
    ['bug', 'La aplicación no funciona desde ayer.'],
    ['bug', "L'application ne marche plus depuis la mise à jour."],
    ['bug', 'O aplicativo parou de funcionar ontem.'],
    ['bug', "L'app non funziona più da ieri."],
    ['feature', 'Please add a dark mode, my eyes would thank you.'],
    ['feature', 'It would be nice if the list could be sorted by date.'],
    ['feature', 'Es wäre schön, wenn man die Liste sortieren könnte.'],
    ['feature', 'Sería genial poder ordenar la lista.'],
    ['feature', 'Ce serait bien de pouvoir trier la liste.'],
    ['feature', 'Seria ótimo poder ordenar a lista.'],
    ['feature', 'Sarebbe utile poter ordinare la lista.'],
    ['feature', 'Könnten Sie eine Anbindung an unser Lager anbieten?'],
    ['refund', 'I want my money back.'],
    ['refund', 'Ich möchte eine Rückerstattung für meine Bestellung.'],
    ['refund', 'Quiero un reembolso de mi compra.'],
    ['refund', 'Je demande le remboursement de ma commande.'],
    ['refund', 'Quero o estorno da minha compra.'],
    ['refund', 'Chiedo il rimborso del mio acquisto.'],
    ['other', 'How do I change my password?'],
    ['other', 'Könnten Sie mir die Funktion erklären?'],
    ['other', 'Update on my case: all is well.'],
    ['other', 'What is the weather like tomorrow?'],
    ['other', 'Book me a table for two at eight.'],
    ['other', 'Hello'],
    ['other', ''],
  ])('%s: %s', (rootCause, text) => {
    expect(verdict(text).root_cause).toBe(rootCause);
  });
});

describe('negation', () => {
  test.each([
    'The export is not broken.',
    'It no longer crashes, all good.',
    'There are no errors in the log.',
    'Es gibt keine Probleme, die App stürzt nicht mehr ab.',
    'Ya no falla nada, sin errores.',
    "L'application ne plante plus, aucun problème.",
    'Já não falha, nenhum erro.',
    'Funziona di nuovo, nessun errore.',
  ])('%s → no bug', (text) => {
    expect(verdict(text).root_cause).toBe('other');
  });

  test('it ends with the clause', () => {
    expect(verdict('No, the app crashes every day.').root_cause).toBe('bug');
  });

  test('negated praise is a complaint', () => {
    expect(verdict('I am not happy with this, not good at all.').sentiment).toBe('negative');
  });
});

describe('sentiment', () => {
  test.each([
    ['positive', 'Awesome service, I love it, thank you so much!'],
    ['negative', 'This is unacceptable. Worst support ever!'],
    ['neutral', 'My account number is on the invoice.'],
    ['neutral', 'Thanks in advance for your help. Best regards'],
    ['negative', 'Ich bin sehr enttäuscht, das ist eine Frechheit!'],
    ['positive', 'Großartig, ich bin begeistert!'],
    ['negative', 'Es una vergüenza, estoy muy decepcionado.'],
    ['positive', 'Excelente, me encanta.'],
    ['negative', "C'est inadmissible, je suis furieux."],
    ['positive', "Bravo, c'est parfait, j'adore !"],
    ['negative', 'Péssimo atendimento, um absurdo!'],
    ['positive', 'Parabéns, ficou ótimo, adorei!'],
  ])('%s: %s', (sentiment, text) => {
    expect(verdict(text).sentiment).toBe(sentiment);
  });
});

describe('words that mean something else in another language', () => {
  test.each([
    ['neutral', 'O prazo está no contrato e a cópia está na mesa.'],
    ['neutral', 'El informe está en la carpeta y no en la mesa.'],
  ])('%s: %s', (sentiment, text) => {
    expect(verdict(text).sentiment).toBe(sentiment);
  });

  test('tills are no breakage: Italian "casse" is not French "cassé"', () => {
    const { fired } = classifyByRules({ subject: '', messages: ['Le casse dei negozi sono nella lista.'] });
    expect(fired).toEqual([]);
  });
});

describe('urgency', () => {
  test.each([
    ['high', 'URGENT: production is down for all users, we are losing money.'],
    ['high', 'Dringend: kompletter Ausfall, niemand kann arbeiten!'],
    ['high', 'Es urgente: pérdida de datos, necesitamos ayuda inmediata.'],
    ['high', 'Urgent : panne générale, tous les clients sont bloqués.'],
    ['high', 'Urgente: o sistema está fora do ar.'],
    ['medium', 'The app crashes when I open the settings page.'],
    ['low', 'Please add a dark mode.'],
    ['low', 'Just wondering: how do I change the logo? No rush.'],
    ['low', 'Great product, love it!'],
  ])('%s: %s', (urgency, text) => {
    expect(verdict(text).urgency).toBe(urgency);
  });
});

describe('explanation and summary', () => {
  test('rules that fired are named, the strongest first, and hold nothing of the ticket', () => {
    const { fired } = classifyByRules({
      subject: 'Refund please',
      messages: ['I want a refund, secretword'],
    });
    expect(fired[0]).toMatchObject({ id: 'en.refund.word', field: 'root_cause', label: 'refund' });
    expect(fired.map(({ score }) => score)).toEqual(fired.map(({ score }) => score).sort((a, b) => b - a));
    expect(JSON.stringify(fired)).not.toContain('secretword');
  });

  test('a word that two languages share counts once', () => {
    const { fired } = classifyByRules({ subject: '', messages: ['bug'] });
    expect(fired.filter(({ label }) => label === 'bug')).toHaveLength(1);
  });

  test('the subject says more than the text', () => {
    const text = 'Please have a look.';
    const score = (subject: string, message: string) =>
      classifyByRules({ subject, messages: [message] }).fired[0]?.score ?? 0;
    expect(score('Refund', text)).toBeGreaterThan(score('', `Refund. ${text}`));
  });

  test('the summary names the labels and the subject, cleaned', () => {
    expect(
      classifyByRules({ subject: 'App <b>crashes</b> https://evil.example', messages: ['It crashes.'] })
        .verdict.summary,
    ).toBe('Problem report, medium urgency, neutral tone: App crashes');
  });

  test('without a subject the first message stands in', () => {
    expect(verdict('Where is my invoice?').summary).toContain('Where is my invoice?');
  });
});

describe('any text', () => {
  test('gives a verdict of the vocabulary, the same each time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'binary' })),
        (subject, messages) => {
          const { verdict: result } = classifyByRules({ subject, messages });
          expect(ROOT_CAUSES).toContain(result.root_cause);
          expect(URGENCIES).toContain(result.urgency);
          expect(SENTIMENTS).toContain(result.sentiment);
          expect(result.summary.length).toBeGreaterThanOrEqual(1);
          expect(result.summary.length).toBeLessThanOrEqual(300);
          expect(classifyByRules({ subject, messages }).verdict).toEqual(result);
        },
      ),
    );
  });

  test.each([['a'], ['not '], ['crash '], ['add '], ['!'], ['A'], ['cancel '], ['é']])(
    'a megabyte of %j gives a verdict',
    (piece) => {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      expect(ROOT_CAUSES).toContain(verdict(text, text).root_cause);
    },
  );
});
