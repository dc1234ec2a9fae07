import type { Sign } from './signs.js';

/** Headers that programs put into mail, as they stand at the beginning of what some mail gateways deliver. */
const HEADERS: readonly (Omit<Sign, 'from'> & { pattern: RegExp })[] = [
  { id: 'header.auto-replied', kind: 'autoReply', weight: 3, pattern: /^auto-submitted:\s*auto-replied/i },
  {
    id: 'header.auto-submitted',
    kind: null,
    weight: 2,
    pattern: /^auto-submitted:\s*auto-(?:generated|notified)/i,
  },
  {
    id: 'header.autoreply',
    kind: 'autoReply',
    weight: 3,
    pattern: /^x-auto-?(?:reply|respond|response)(?:-from)?:/i,
  },
  { id: 'header.precedence', kind: 'autoReply', weight: 3, pattern: /^precedence:\s*auto[_-]?reply/i },
  { id: 'header.precedence', kind: 'newsletter', weight: 2, pattern: /^precedence:\s*(?:bulk|list|junk)/i },
  { id: 'header.list-unsubscribe', kind: 'newsletter', weight: 2, pattern: /^list-unsubscribe(?:-post)?:/i },
  {
    id: 'header.campaign',
    kind: 'newsletter',
    weight: 2,
    pattern: /^x-(?:campaign|mailer-campaign|mailgun-tag|mc-user)[\w-]*:/i,
  },
  {
    id: 'header.delivery-status',
    kind: 'bounce',
    weight: 3,
    pattern: /^content-type:\s*multipart\/report\b.{0,200}\bdelivery-status/i,
  },
  { id: 'header.failed-recipients', kind: 'bounce', weight: 3, pattern: /^x-failed-recipients:/i },
  { id: 'header.empty-return-path', kind: null, weight: 1, pattern: /^return-path:\s*<>\s*$/i },
];

const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]{1,60}:\s|^[A-Za-z][A-Za-z0-9-]{1,60}:$/;
const LONGEST_BLOCK_LINES = 80;

/**
 * Signs in the header block that a message begins with. Headers further down were put there by somebody who writes
 * about them. @see RFC 3834 §5 (Auto-Submitted), RFC 2369 §3.2 (List-Unsubscribe), RFC 3462 (multipart/report)
 */
export function headerSigns(text: string): Sign[] {
  const lines = text.trimStart().split('\n', LONGEST_BLOCK_LINES);
  const end = lines.findIndex((line) => !HEADER_LINE.test(line) && !/^[ \t]\S/.test(line));
  const block = (end < 0 ? lines : lines.slice(0, end)).map((line) => line.trim());
  return HEADERS.filter(({ pattern }) => block.some((line) => pattern.test(line))).map(
    ({ id, kind, weight }) => ({ id, kind, weight, from: 'header' }),
  );
}

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
