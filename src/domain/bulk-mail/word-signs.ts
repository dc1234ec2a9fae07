import type { BulkMailKind, Sign } from './signs.js';
import { phrasesHeard, type HeardPhrase, type PhraseGroup } from './phrases-heard.js';
import { classifyByRules } from '../rules/classify.js';

const IN_SUBJECT: Partial<Record<PhraseGroup, { id: string; kind: BulkMailKind }>> = {
  bounceSubjects: { id: 'subject', kind: 'bounce' },
  autoReplySubjects: { id: 'subject', kind: 'autoReply' },
};

const IN_TEXT: Partial<Record<PhraseGroup, { id: string; kind: BulkMailKind; weight: number }>> = {
  bounceOpenings: { id: 'opening', kind: 'bounce', weight: 2 },
  absences: { id: 'absence', kind: 'autoReply', weight: 2 },
  absenceDetails: { id: 'absence-detail', kind: 'autoReply', weight: 1 },
  automatic: { id: 'automatic', kind: 'autoReply', weight: 2 },
  unattended: { id: 'unattended', kind: 'autoReply', weight: 1 },
  receipts: { id: 'receipt', kind: 'autoReply', weight: 1 },
  newsletterFooters: { id: 'unsubscribe', kind: 'newsletter', weight: 2 },
  newsletterReasons: { id: 'reason', kind: 'newsletter', weight: 2 },
  newsletterBrowsers: { id: 'browser', kind: 'newsletter', weight: 2 },
  offers: { id: 'offer', kind: 'newsletter', weight: 1 },
};

/** Who is away says so early; what comes later is a signature or a conversation. */
const ABSENCE_WITHIN_WORDS = 80;
const BRACKETED_PREFIX = /^\s*(?:\[[^\]\n]{1,40}\]\s*)+/;
const NEWSLETTER_SUBJECT =
  /(?<![\p{L}\p{N}])(?:newsletter|nieuwsbrief|rundbrief|infobrief|infolettre|boletín|nyhetsbrev|nyhedsbrev|uutiskirje|рассылка|メールマガジン|メルマガ)(?![\p{L}\p{N}])/iu;
const DELIVERY_REPORT =
  /^(?:final-recipient|reporting-mta|diagnostic-code|remote-mta|action:\s*(?:failed|delayed))\b|\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b|\bstatus:\s*[45]\.\d/im;

/** What a subject says. `Re:` or `Fwd:` before it says that somebody writes about it. */
export function subjectSigns(subject: string): Sign[] {
  const bare = subject.replace(BRACKETED_PREFIX, '');
  const programs = phrasesHeard(bare)
    .filter(({ start, isAlone }) => start === 0 && isAlone)
    .flatMap(({ group, language }): Sign[] => {
      const sign = IN_SUBJECT[group];
      return sign ? [{ id: `${language}.${sign.id}`, kind: sign.kind, weight: 2, from: 'subject' }] : [];
    });
  return NEWSLETTER_SUBJECT.test(bare)
    ? [...programs, { id: 'subject.newsletter', kind: 'newsletter', weight: 1, from: 'subject' }]
    : programs;
}

/** What a message says. */
export function textSigns(text: string): Sign[] {
  const signs = phrasesHeard(text)
    .filter(counts)
    .flatMap(({ group, language }): Sign[] => {
      const sign = IN_TEXT[group];
      return sign
        ? [{ id: `${language}.${sign.id}`, kind: sign.kind, weight: sign.weight, from: 'words' }]
        : [];
    });
  return DELIVERY_REPORT.test(text)
    ? [...signs, { id: 'delivery-report', kind: 'bounce', weight: 1, from: 'words' }]
    : signs;
}

function counts({ group, start }: HeardPhrase): boolean {
  if (group === 'bounceOpenings') return start === 0;
  return group !== 'absences' || start < ABSENCE_WITHIN_WORDS;
}

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
