import type { Conversation, Message } from '../ticket.js';
import { BULK_MAIL_KINDS, type BulkMail, type BulkMailKind, type Sign } from './signs.js';
import { headerSigns, senderSigns } from './mail-signs.js';
import { isFromAPerson, subjectSigns, textSigns } from './word-signs.js';

/** Signs of this weight together settle it. */
const ENOUGH = 3;
/** Mass mail that nothing but its words gives away: two of its usual footers. */
const ENOUGH_WORDS = 4;
/** Without a program's own subject or header: somebody is away and says more of it, or a program confirms a receipt. */
const SAYS_SO = 3;
/** What is further down changes nothing. UTF-16 units. */
const HEAD_LENGTH = 4_000;
const TAIL_LENGTH = 1_500;
const LONGEST_SUBJECT = 300;

/** Somebody hands a mail on, and wants something with it. */
const FORWARDED = /^\s*(?:\[[^\]\n]{1,40}\]\s*)*(?:fwd?|fw|wg|rv|tr|enc|i|doorst|pd|vb|vs|vl|пересл)\s?:/i;
const FORWARD_LINE =
  /^[-_* >]{0,40}(?:(?:begin )?forwarded message|weitergeleitete nachricht|mensaje reenviado|message transf[ée]r[ée]|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|przekazana wiadomość|original message|ursprüngliche nachricht)/im;

/**
 * Says whether a ticket is nothing but mail that no person wrote to the help desk, and how that was seen; null for
 * everything else, and in every doubt: a ticket taken for bulk mail is read by nobody. So all that the customer's
 * side sent must be of that kind, no agent may have answered, and one sign alone is never enough.
 *
 * Reads raw text, so it belongs where the conversation is redacted; what it returns holds no text. Pure; about a
 * millisecond a message.
 */
export function findBulkMail({ subject: whole, messages, truncated }: Conversation): BulkMail | null {
  const subject = whole.slice(0, LONGEST_SUBJECT);
  const received = messages.filter(({ author }) => author === 'customer');
  const isAnswered = messages.some((message) => message.author === 'agent' && message.public);
  if (truncated || isAnswered || received.length === 0 || FORWARDED.test(subject)) return null;
  let first: BulkMail | null = null;
  for (const message of received) {
    const found = bulkMailOf(subject, message);
    if (found === null) return null;
    first ??= found;
  }
  return first;
}

function bulkMailOf(subject: string, { text, origin }: Message): BulkMail | null {
  if (origin?.mayBeMail === false || FORWARD_LINE.test(text.slice(0, HEAD_LENGTH))) return null;
  const own = withoutCitations(relevantPart(text));
  const signs = distinct([
    ...(origin?.automatic ? [AUTOMATIC] : []),
    ...senderSigns(origin?.sender ?? null),
    ...headerSigns(text.slice(0, HEAD_LENGTH)),
    ...subjectSigns(subject),
    ...textSigns(own),
  ]);
  for (const kind of BULK_MAIL_KINDS) {
    const speaking = signs.filter((sign) => sign.kind === kind || sign.kind === null);
    if (!settles(kind, speaking)) continue;
    const isTold = speaking.some(
      ({ kind: told, from, weight }) => told !== null && from === 'header' && weight === ENOUGH,
    );
    const isTypical = hasTypicalForm(kind, speaking);
    if (isTold || !isFromAPerson(kind, { subject, text: own, isTypical }))
      return { kind, signs: speaking.map(({ id }) => id) };
  }
  return null;
}

/** Contact forms and shops mark their mail as automatic too, though people are behind it: no sign on its own. */
const AUTOMATIC: Sign = { id: 'platform.automatic', kind: null, weight: 2, from: 'platform' };

function settles(kind: BulkMailKind, speaking: readonly Sign[]): boolean {
  const weight = weightOf(speaking);
  const ofKind = speaking.filter((sign) => sign.kind === kind);
  const words = ofKind.filter(({ from }) => from === 'words');
  const isTold = speaking.some(({ from }) => from !== 'words');
  switch (kind) {
    case 'bounce':
      return weight >= ENOUGH && isTold && ofKind.some(reportsDelivery);
    case 'autoReply':
      return (
        weight >= ENOUGH &&
        isTold &&
        ofKind.some(answers) &&
        (weightOf(words) >= SAYS_SO ||
          ofKind.some(({ from }) => from === 'header' || from === 'sender') ||
          (words.length > 0 && ofKind.length > words.length))
      );
    case 'newsletter':
      return weight >= (isTold ? ENOUGH : ENOUGH_WORDS) && ofKind.length > 1;
  }
}

/** Programs' own subject over an absence with its details, or two footers of mass mail. */
function hasTypicalForm(kind: BulkMailKind, speaking: readonly Sign[]): boolean {
  const has = (meaning: RegExp): boolean =>
    speaking.some((sign) => sign.kind === kind && meaning.test(sign.id));
  const footers = speaking.filter(({ id }) => /\.(?:unsubscribe|reason|browser)$/.test(id));
  return kind === 'newsletter'
    ? footers.length > 1
    : has(/\.subject$/) && has(/\.absence$/) && has(/\.absence-detail$/);
}

const weightOf = (signs: readonly Sign[]): number => signs.reduce((sum, { weight }) => sum + weight, 0);

/** People write about bounces, under their subjects and with their codes; a postmaster may be one of them. */
const reportsDelivery = ({ from, id, weight }: Sign): boolean =>
  (from === 'sender' && weight > 1) || from === 'header' || id.endsWith('.opening');

/** What only says that a program wrote it may be an alert or an order, which somebody has to look at. */
const answers = ({ from, id }: Sign): boolean => from !== 'words' || /\.(?:absence|receipt)$/.test(id);

/** One sign of a kind and sort counts once, however many phrases and languages it was seen in. Strongest first. */
function distinct(signs: readonly Sign[]): Sign[] {
  const byMeaning = new Map<string, Sign>();
  for (const sign of [...signs].sort((one, other) => other.weight - one.weight)) {
    const meaning =
      sign.from === 'words' || sign.from === 'subject' ? sign.id.replace(/^[a-z]{2}\./, '') : sign.id;
    const name = `${sign.kind} ${meaning}`;
    if (!byMeaning.has(name)) byMeaning.set(name, sign);
  }
  return [...byMeaning.values()];
}

/** The beginning and the end of a message: all of it that is looked at. What is relevant of a relevant part is itself. */
export function relevantPart(text: string): string {
  if (text.length <= HEAD_LENGTH + 1 + TAIL_LENGTH) return text;
  return `${text.slice(0, HEAD_LENGTH)}\n${text.slice(-TAIL_LENGTH)}`;
}

/** Quotation marks of all kinds: what stands between them is not the writer's own. */
const QUOTED =
  /"[^"\n]{3,400}"|“[^”\n]{3,400}”|„[^“”\n]{3,400}[“”]|«[^»\n]{3,400}»|‚[^‘’\n]{3,400}[‘’]|「[^」\n]{2,400}」/g;
const REPLY_LINE = /^\s*>/;

/** A message without what the writer only cites: lines marked `>` and words in quotation marks. */
export function withoutCitations(text: string): string {
  return text
    .split('\n')
    .filter((line) => !REPLY_LINE.test(line))
    .join('\n')
    .replace(QUOTED, ' … ');
}
