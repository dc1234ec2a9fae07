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
import { domainToASCII } from 'node:url';
import { outgoingRoute, isProtected, placeOf, type Proxy } from '../../http/outgoing.js';

/** Notices by e-mail, one mail each. */
export function createEmailNotifier(mailer: Mailer): Notifier {
  return {
    channel: 'email',
    deduplicates: false,
    tell: (message, signal) => mailer.send(mailOf(message), signal),
  };
}

function mailOf({ notice, dedupKey, source, title, sentences, links, only }: AlertMessage): Mail {
  const over = notice.kind === 'over' || notice.endedAt !== null;
  const place = notice.tenant === null ? source : `${source}, ${notice.tenant}`;
  const heading = `${over ? 'Over' : notice.severity === 'critical' ? 'Critical' : 'Warning'}: ${title}`;
  const lines = [...sentences, '', ...links.map(({ text, href }) => `${text}: ${href}`)];
  return {
    subject: `[${place}] ${heading}`,
    text: `${heading}\n${place}\n\n${lines.join('\n')}\n`,
    html: htmlOf({ heading, place, sentences, links }),
    messageId: messageIdOf(`${dedupKey}/${notice.kind}/${notice.openedAt}`),
    ...(only === undefined ? {} : { only }),
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
 * that were allowed by name. A server on this machine that offers STARTTLS may have any certificate; with `smtps:` it is
 * checked there, too. A connection for each mail: there are few.
 */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const { connection, proxy } = connectionOf(options);
  const translate = translator(proxy);
  const { from, to } = options;
  // Most commands, and installations without e-mail, never load it.
  const transport = async () => (await import('nodemailer')).createTransport(connection);
  return {
    async send({ subject, text, html, messageId, only }, signal) {
      signal?.throwIfAborted();
      const recipients = to.filter((address) => only === undefined || only.includes(recipientKey(address)));
      // Whoever was still owed it is no recipient any more.
      if (recipients.length === 0) return;
      const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
      const mail = { from, to: [...to], subject, text, html, messageId: `<${messageId}>`, headers };
      const safe = { ...mail, disableFileAccess: true, disableUrlAccess: true };
      // The header names everybody; the envelope says who gets it this time.
      const envelope = { from, to: recipients };
      const { rejectedErrors = [] } = await (
        await transport()
      )
        .sendMail({ ...safe, envelope })
        .catch(translate);
      tellRefused(rejectedErrors, to);
    },
    async verify() {
      await (await transport()).verify().catch(translate);
    },
  };
}

/** Names a recipient where the address must not be shown, such as in Temporal's history. */
export const recipientKey = (address: string): string =>
  createHash('sha256').update(canonical(address)).digest('hex').slice(0, 16);

/** As it is sent, in lower case: mail servers tell the domain of a recipient in ASCII. */
function canonical(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`.toLowerCase();
}

/**
 * A server that takes a mail for one recipient may refuse it for another.
 * @throws {NotifierError} `partly`, which names those by their place among the recipients, and why.
 * @see RFC 5321 §3.3
 */
function tellRefused(rejections: readonly RejectedRecipient[], to: readonly string[]): void {
  if (rejections.length === 0) return;
  const refused = rejections.map(({ recipient = '', responseCode }) => {
    const place = to.findIndex((address) => canonical(address) === canonical(recipient));
    return { key: recipientKey(recipient), words: `${place + 1} of ${to.length} (${responseCode})` };
  });
  const which = refused.map(({ words }) => words).join(', ');
  throw new NotifierError(
    `the mail server refused recipient ${which} of ALERT_EMAIL_TO and took the others`,
    {
      kind: 'partly',
      refused: refused.map(({ key }) => key),
    },
  );
}

/** As nodemailer gives it. */
interface RejectedRecipient {
  recipient?: string | undefined;
  responseCode?: number | undefined;
}

/** Settings are taken one by one: in the address nobody can turn the check of certificates off. */
function connectionOf({ url, allowPlainHttpHosts = [], timeoutMs = USUAL_TIMEOUT_MS }: SmtpOptions) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  // The rule of HTTP, on the same host and port.
  const number = port === '' ? PORTS[secure ? 'smtps' : 'smtp'] : Number(port);
  const address = new URL(`http://${hostname}:${number}`);
  const mayBePlain = isProtected(address, allowPlainHttpHosts);
  // Nothing leaves it, so that plain text would do, and no authority signs certificates for it.
  const isThisMachine = isProtected(address, []);
  // The tunnel is the one of TLS, which every server elsewhere is spoken to with.
  const { proxy } = outgoingRoute(new URL(`https://${hostname}:${number}`));
  const connection = {
    ...(proxy && { proxy: proxy.url.href }),
    ...{ host, port: number, secure, requireTLS: !secure && !mayBePlain, opportunisticTLS: mayBePlain },
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: secure || !isThisMachine },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...{ dnsTimeout: timeoutMs, logger: false },
  };
  return { connection, proxy };
}

/** As nodemailer gives it. */
interface SmtpError {
  message?: string;
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
const translator =
  (proxy: Proxy | null) =>
  (error: unknown): never => {
    if (proxy !== null) throwForProxy(error as SmtpError, proxy);
    throwForServer(error as SmtpError);
  };

/** Behind a proxy the connection is the proxy's: a refused one, or a host that is not known. */
function throwForProxy({ code, originalCode, message = '' }: SmtpError, proxy: Proxy): void {
  const cause = originalCode ?? code;
  if (code !== 'EPROXY' && !NEVER_SENT.has(cause)) return;
  const came = /proxy: (\d{3})$/.exec(message)?.[1] ?? cause ?? 'no answer';
  throw new NotifierError(
    `the mail server cannot be reached through the proxy of ${proxy.variable} (${placeOf(proxy)}): ${came}; ` +
      'where it needs none, name it in NO_PROXY',
    { kind: 'unavailable' },
  );
}

function throwForServer(error: SmtpError): never {
  const { code, originalCode, command, responseCode } = error;
  const came = responseCode ?? originalCode ?? code ?? 'no answer';
  const where = command === undefined || command === 'CONN' ? '' : ` to ${command}`;
  throw new NotifierError(`the mail server: ${came}${where}`, { kind: kindOf(error) });
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
