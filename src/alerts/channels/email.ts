import { createHash } from 'node:crypto';
import { escapeHtml } from '../../http/escape-html.js';
import type { AlertMessage, Mail, Mailer, Notifier } from '../../ports/notifier.js';

/** Notices by e-mail, one mail each. */
export function createEmailNotifier(mailer: Mailer): Notifier {
  return {
    channel: 'email',
    deduplicates: false,
    tell: (message, signal) => mailer.send(mailOf(message), signal),
  };
}

function mailOf({ notice, dedupKey, source, title, sentences, links }: AlertMessage): Mail {
  const over = notice.kind === 'over' || notice.endedAt !== null;
  const place = notice.tenant === null ? source : `${source}, ${notice.tenant}`;
  const heading = `${over ? 'Over' : notice.severity === 'critical' ? 'Critical' : 'Warning'}: ${title}`;
  const lines = [...sentences, '', ...links.map(({ text, href }) => `${text}: ${href}`)];
  return {
    subject: `[${place}] ${heading}`,
    text: `${heading}\n${place}\n\n${lines.join('\n')}\n`,
    html: htmlOf({ heading, place, sentences, links }),
    messageId: messageIdOf(`${dedupKey}/${notice.kind}/${notice.openedAt}`),
  };
}

/** The same for the same thing: mail servers and programs show a mail that came twice once. */
export const messageIdOf = (name: string): string =>
  `${createHash('sha256').update(name).digest('hex').slice(0, 32)}@ticket-processor.invalid`;

function htmlOf({
  heading,
  place,
  sentences,
  links,
}: Pick<AlertMessage, 'sentences' | 'links'> & { heading: string; place: string }): string {
  const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
  const anchors = links.map(
    ({ text, href }) => `<p><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></p>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(heading)}</title></head>
<body style="font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;max-width:40em">
<h1 style="font-size:20px">${escapeHtml(heading)}</h1><p>${escapeHtml(place)}</p>${paragraphs}${anchors.join('')}
</body></html>
`;
}
