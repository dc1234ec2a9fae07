import { createHash } from 'node:crypto';
import { escapeHtml } from '../../http/html.js';
import {
  type AlertMessage,
  type Mail,
  type Mailer,
  type Notifier,
  NotifierError,
  type NotifierErrorKind,
} from '../../ports/notifier.js';
import { isProtected } from '../../http/outgoing.js';

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

/** The mail server, and who writes to whom. */
export interface SmtpOptions {
  /** `smtps:` speaks TLS at once, `smtp:` must upgrade to it. Holds a password: it is never repeated. */
  url: string;
  from: string;
  to: readonly string[];
  /** Hosts beside loopback that may be spoken to without TLS. */
  allowPlainHttpHosts?: readonly string[];
  /** For the connection, the greeting, and each silence. Default 10 s. */
  timeoutMs?: number;
}

const USUAL_TIMEOUT_MS = 10_000;
const PORTS = { smtp: 587, smtps: 465 } as const;

/**
 * Sends e-mail by SMTP, over TLS 1.2 at least with checked certificates; without TLS only to this machine and to hosts
 * that were allowed by name. A connection for each mail: there are few.
 */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const connection = connectionOf(options);
  const { from, to } = options;
  // Most commands, and installations without e-mail, never load it.
  const transport = async () => (await import('nodemailer')).createTransport(connection);
  return {
    async send({ subject, text, html, messageId }, signal) {
      signal?.throwIfAborted();
      const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
      const mail = { from, to: [...to], subject, text, html, messageId: `<${messageId}>`, headers };
      const safe = { ...mail, disableFileAccess: true, disableUrlAccess: true };
      await (await transport()).sendMail(safe).catch(translate);
    },
    async verify() {
      await (await transport()).verify().catch(translate);
    },
  };
}

/** Settings are taken one by one: in the address nobody can turn the check of certificates off. */
function connectionOf({ url, allowPlainHttpHosts = [], timeoutMs = USUAL_TIMEOUT_MS }: SmtpOptions) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  // The rule of HTTP, on the same host and port.
  const number = port === '' ? PORTS[secure ? 'smtps' : 'smtp'] : Number(port);
  const mayBePlain = isProtected(new URL(`http://${hostname}:${number}`), allowPlainHttpHosts);
  return {
    ...{ host, port: number, secure, requireTLS: !secure && !mayBePlain, opportunisticTLS: mayBePlain },
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...{ dnsTimeout: timeoutMs, logger: false },
  };
}

/** As nodemailer gives it. */
interface SmtpError {
  code?: string;
  /** The system's own, such as `ECONNREFUSED`. */
  originalCode?: string;
  /** What the server refused: `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`; `CONN` for the connection. */
  command?: string;
  responseCode?: number;
}

const REFUSED: ReadonlySet<string | undefined> = new Set(['EAUTH', 'ETLS', 'EENVELOPE', 'EMESSAGE']);
/** There was no connection, so nothing was sent. */
const NEVER_SENT: ReadonlySet<string | undefined> = new Set([
  ...['EDNS', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/** The server's own words may name people, so they are left out. */
function translate(error: unknown): never {
  const { code, originalCode, command, responseCode } = error as SmtpError;
  const came = responseCode ?? originalCode ?? code ?? 'no answer';
  const where = command === undefined || command === 'CONN' ? '' : ` to ${command}`;
  throw new NotifierError(`the mail server: ${came}${where}`, { kind: kindOf(error as SmtpError) });
}

/**
 * 5xx stays so until somebody mends it; 4xx passes. A connection that ended without an answer may have carried the mail.
 * @see RFC 5321 §4.2.1
 */
function kindOf({ code, originalCode, responseCode }: SmtpError): NotifierErrorKind {
  if (responseCode !== undefined) return responseCode >= 500 ? 'refused' : 'unavailable';
  if (REFUSED.has(code)) return 'refused';
  return NEVER_SENT.has(code) || NEVER_SENT.has(originalCode) ? 'unavailable' : 'uncertain';
}
