import type { Sign } from './signs.js';

/** The part of an address before `@`, and what it says of who writes under it. */
const SENDERS: readonly (Omit<Sign, 'from'> & { pattern: RegExp })[] = [
  {
    id: 'sender.mailer-daemon',
    kind: 'bounce',
    weight: 3,
    pattern: /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|microsoftexchange[0-9a-f]{20,})$/,
  },
  { id: 'sender.bounce', kind: 'bounce', weight: 2, pattern: /^bounces?(?:[-_+.].*)?$/ },
  { id: 'sender.postmaster', kind: 'bounce', weight: 1, pattern: /^postmaster$/ },
  {
    id: 'sender.newsletter',
    kind: 'newsletter',
    weight: 2,
    pattern: /^(?:newsletters?|mailings?|boletin(?:es)?|nieuwsbrief|rundbrief)$/,
  },
  {
    id: 'sender.marketing',
    kind: 'newsletter',
    weight: 1,
    pattern: /^(?:marketing|news|campaigns?|promo(?:tions?)?|offers|deals|angebote|ofertas)$/,
  },
  {
    id: 'sender.auto-reply',
    kind: 'autoReply',
    weight: 2,
    pattern: /^(?:auto[-_.]?(?:reply|responder|response|antwort)|vacation)$/,
  },
  {
    id: 'sender.no-reply',
    kind: null,
    weight: 1,
    pattern:
      /^(?:(?:no|do[-_.]?not|dont)[-_.]?repl(?:y|ies)|ne[-_.]?pas[-_.]?repondre|noreponse|nicht[-_.]?antworten|keine[-_.]?antwort|no[-_.]?(?:responder|responda|contestar)|nao[-_.]?(?:responder|responda)|non[-_.]?rispondere|niet[-_.]?(?:antwoorden|beantwoorden)|notifications?|automailer|robot)(?:[-_+.].*)?$/,
  },
];

/** What the sender's address says. None for no address. */
export function senderSigns(address: string | null): Sign[] {
  const local = address?.slice(0, address.lastIndexOf('@')).toLowerCase() ?? '';
  return SENDERS.filter(({ pattern }) => pattern.test(local)).map(({ id, kind, weight }) => ({
    id,
    kind,
    weight,
    from: 'sender',
  }));
}
