import { classifyByRules } from '../rules/classify.js';
import type { BulkMailKind } from './bulk-mail.js';

/** A field of a contact form, whose mail is sent by a program for a person. */
const FORM_FIELD =
  /^\s*(?:your )?(?:name|full name|first name|message|comments?|enquiry|phone|telephone|nachricht|anliegen|vorname|telefon|nombre|mensaje|teléfono|nom|prénom|téléphone|nome|mensagem|messaggio|telefono|naam|bericht|imię|wiadomość)\s?\*?\s?[:：]/im;
const QUESTION = /[?？؟¿]/;
/** "I", "me", "my" and what they are elsewhere. */
const FIRST_PERSON =
  /(?<![\p{L}\p{N}])(?:i|i'm|i've|me|my|mine|ich|mich|mir|mein\p{L}*|je|j['’]\p{L}+|m['’]\p{L}+|moi|mon|mes|yo|mí|mi|mis|conmigo|eu|meu|meus|minha|minhas|comigo|io|mio|mia|miei|ik|mij|mijn|mnie|mój|moje|moją|moich|jag|mig|jeg|meg|minun|minulle|já|mi|мне|меня|мой|моя|мои|я)(?![\p{L}\p{N}])/iu;
/** People who ask to be left alone. */
const PLEA =
  /(?<![\p{L}\p{N}])(?:stop|remove|delete|spam|again and again|keep (?:getting|receiving)|löschen|aufhören|arrêtez|cessez|supprimez|dejen|paren|eliminen|basta|parem|retirem|smettete|proszę usunąć)(?![\p{L}\p{N}])/iu;

/** Mass mail speaks to everybody; whoever complains about it says so first. UTF-16 units. */
const OPENING_LENGTH = 300;
/** A program's answer is short. UTF-16 units. */
const LONGEST_AUTO_REPLY = 1_500;
/** One line such as "Unsubscribe" is a wish, not a newsletter. */
const FEWEST_NEWSLETTER_WORDS = 12;

/**
 * True when a message reads as if a person wants something, whatever program's words are in it: a question, a
 * complaint, a report of something broken, a contact form. Then it is no bulk mail of this kind.
 * @param isTypical it has the very form of such mail, in which the words of complaints mean something else ("in
 * urgent cases", "no longer works at").
 */
export function isFromAPerson(
  kind: BulkMailKind,
  { subject, text, isTypical }: { subject: string; text: string; isTypical: boolean },
): boolean {
  switch (kind) {
    case 'bounce':
      return false;
    case 'autoReply':
      return (
        text.length > LONGEST_AUTO_REPLY ||
        QUESTION.test(text) ||
        FORM_FIELD.test(text) ||
        (!isTypical && isComplaint({ subject: '', text }))
      );
    case 'newsletter': {
      const opening = text.slice(0, OPENING_LENGTH);
      return (
        text.split(/\s+/).length < FEWEST_NEWSLETTER_WORDS ||
        FIRST_PERSON.test(opening) ||
        PLEA.test(`${subject}\n${opening}`) ||
        FORM_FIELD.test(opening) ||
        (!isTypical && isComplaint({ subject, text: opening }))
      );
    }
  }
}

/** By the keyword rules, which know five languages. */
function isComplaint({ subject, text }: { subject: string; text: string }): boolean {
  const { root_cause: cause, sentiment } = classifyByRules({ subject, messages: [text] }).verdict;
  return cause === 'bug' || cause === 'refund' || sentiment === 'negative';
}
