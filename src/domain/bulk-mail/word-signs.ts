import type { BulkMailKind } from './bulk-mail.js';
import { phrasesHeard, type HeardPhrase, type PhraseGroup } from './phrases-heard.js';
import type { Sign } from './signs.js';

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
