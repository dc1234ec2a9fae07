import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail as it came, decoded. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** It came over TLS. */
  secure: boolean;
  /** Lower case, unfolded. */
  headers: Record<string, string>;
  /** By content type. */
  parts: Record<string, string>;
}

export interface MailServer {
  url: string;
  port: number;
  mails: ReceivedMail[];
  /** Called with each mail before it is taken; throw to refuse. */
  onMail: (take: (mail: ReceivedMail) => void) => void;
  /** Answers to recipients that are refused, by address. */
  refuses: Map<string, number>;
  close: () => Promise<void>;
}

/** A real SMTP server on this machine that takes mail of this login, or of everybody. */
export async function startMailServer({
  login,
  offersTls = false,
  tls = false,
}: {
  login?: { user: string; pass: string };
  /** STARTTLS, with a certificate that nobody vouches for. */
  offersTls?: boolean;
  /** Such TLS from the first byte. */
  tls?: boolean;
} = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let beforeTaking: (mail: ReceivedMail) => void = () => undefined;
  const refuses = new Map<string, number>();
  const server = new SMTPServer({
    logger: false,
    secure: tls,
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuses.get(address);
      if (responseCode === undefined) return done();
      return done(Object.assign(new Error(`${address} is not known here`), { responseCode }));
    },
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: offersTls ? [] : ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.pass
        ? done(null, { user: username })
        : done(Object.assign(new Error('who are you'), { responseCode: 535 })),
    onData: (stream, { envelope, secure }, done) =>
      void text(stream).then((raw) => {
        try {
          const mail = parsed(raw);
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const received = { from, to: envelope.rcptTo.map(({ address }) => address), secure, ...mail };
          beforeTaking(received);
          mails.push(received);
          done();
        } catch (error) {
          done(error as Error);
        }
      }),
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    refuses,
    onMail: (take) => (beforeTaking = take),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Headers, and the decoded parts of a multipart mail. @see RFC 2045, RFC 2046 */
function parsed(raw: string): Pick<ReceivedMail, 'headers' | 'parts'> {
  const { headers, body } = headersAndBody(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1];
  const bodies = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1);
  const parts = bodies.map((part) => {
    const { headers: own, body: encoded } = headersAndBody(part.replace(/^\r?\n/, ''));
    const type = (own['content-type'] ?? 'text/plain').split(';')[0] ?? '';
    return [type, decoded(encoded, own['content-transfer-encoding'] ?? '7bit')];
  });
  return { headers, parts: Object.fromEntries(parts) as Record<string, string> };
}

function headersAndBody(raw: string): { headers: Record<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: Object.fromEntries(headers) as Record<string, string>, body: raw.slice(end + 4) };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
