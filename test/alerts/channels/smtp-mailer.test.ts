import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  createEmailNotifier,
  messageIdOf,
  createSmtpMailer,
  recipientKey,
  type SmtpOptions,
} from '../../../src/alerts/channels/email.js';
import type { NotifierError } from '../../../src/ports/notifier.js';
import { startMailServer, type MailServer } from '../../support/mail-server.js';
import { message, refusalOf } from './messages.js';

let server: MailServer | undefined;
afterEach(() => server?.close());

const mailer = (options: Partial<SmtpOptions> & Pick<SmtpOptions, 'url'>) =>
  createSmtpMailer({
    from: 'Triage <triage@example.org>',
    to: ['a@example.org', 'b@example.org'],
    ...options,
  });
const MAIL = { subject: 'Früh', text: 'Guten Tag\n', html: '<p>Guten Tag ✓</p>', messageId: 'day@example' };

describe('a mail', () => {
  test('reaches everybody, as text and as HTML, marked as automatic', async () => {
    server = await startMailServer();
    await mailer({ url: server.url }).send(MAIL);
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      from: 'triage@example.org',
      to: ['a@example.org', 'b@example.org'],
      headers: {
        from: 'Triage <triage@example.org>',
        'message-id': '<day@example>',
        'auto-submitted': 'auto-generated',
        'content-type': expect.stringContaining('multipart/alternative') as unknown,
      },
    });
    expect(mail?.parts['text/plain']?.trim()).toBe('Guten Tag');
    expect(mail?.parts['text/html']?.trim()).toBe('<p>Guten Tag ✓</p>');
  });

  test('user and password of the address are used, with anything special decoded', async () => {
    const login = { user: 'us er', pass: 'p@ss:w/rd' };
    server = await startMailServer({ login });
    const url = (pass: string) => `smtp://us%20er:${encodeURIComponent(pass)}@127.0.0.1:${server?.port}`;
    await mailer({ url: url(login.pass) }).verify();
    await mailer({ url: url(login.pass) }).send(MAIL);
    expect(server.mails).toHaveLength(1);
    const error = await refusalOf(mailer({ url: url('s3cret-wrong') }).verify());
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringContaining('535') as unknown });
    expect(error.message).not.toMatch(/s3cret|us er/);
  });

  test('a notice: subject, sentences, links, and an ID that is the same when it is sent again', async () => {
    server = await startMailServer();
    const notifier = createEmailNotifier(mailer({ url: server.url }));
    await notifier.tell(message({}, { sentences: ['<b>found</b>'] }));
    await notifier.tell(message({}, { sentences: ['<b>found</b>'] }));
    const [first, second] = server.mails;
    expect(first?.headers['subject']).toBe(
      '[staging, acme] Warning: The model does not answer; the rules decide',
    );
    expect(first?.parts['text/plain']).toContain('What to do: https://docs.example.org/alerts#modeldown');
    expect(first?.parts['text/html']).toContain('&lt;b&gt;found&lt;/b&gt;');
    expect(first?.headers['message-id']).toBe(second?.headers['message-id']);
    expect(messageIdOf('a')).not.toBe(messageIdOf('b'));
  });
});

describe('a mail server that does not take it', () => {
  test.each([
    [550, 'refused'],
    [451, 'unavailable'],
  ])('%d after the text → %s, without its own words', async (responseCode, kind) => {
    server = await startMailServer();
    server.onMail(() => {
      throw Object.assign(new Error('no such user a@example.org'), { responseCode });
    });
    const error = await refusalOf(mailer({ url: server.url }).send(MAIL));
    expect(error).toMatchObject({ kind, message: `the mail server: ${responseCode} to DATA` });
  });

  test('nobody listens → unavailable', async () => {
    const closed = await startMailServer();
    await closed.close();
    expect(await refusalOf(mailer({ url: closed.url }).send(MAIL))).toMatchObject({ kind: 'unavailable' });
  });

  test('no greeting → uncertain', async () => {
    const silent = createServer();
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as { port: number };
    const url = `smtp://127.0.0.1:${port}`;
    expect(await refusalOf(mailer({ url, timeoutMs: 50 }).send(MAIL))).toMatchObject({ kind: 'uncertain' });
    silent.close();
  });

  test('beyond this machine nothing goes out without TLS, unless the host was allowed', async () => {
    server = await startMailServer({ login: { user: 'u', pass: 'secret' } });
    // Reaches this machine, and is none of its names.
    const url = `smtp://u:secret@0.0.0.0:${server.port}`;
    expect(await refusalOf(mailer({ url }).send(MAIL))).toMatchObject({ kind: 'refused' });
    expect(server.mails).toEqual([]);
    await mailer({ url, allowPlainHttpHosts: ['0.0.0.0'] }).send(MAIL);
    expect(server.mails).toHaveLength(1);
  });

  test('beyond this machine a certificate nobody vouches for is refused, also where plain text is allowed', async () => {
    server = await startMailServer({ offersTls: true });
    const url = `smtp://0.0.0.0:${server.port}`;
    for (const allowPlainHttpHosts of [[], ['0.0.0.0']]) {
      const error = await refusalOf(mailer({ url, allowPlainHttpHosts, timeoutMs: 2_000 }).send(MAIL));
      expect(error).toHaveProperty('kind');
    }
    expect(server.mails).toEqual([]);
  });

  test('smtps: to a server with a certificate nobody vouches for is refused on this machine, too', async () => {
    server = await startMailServer({ tls: true });
    const error = await refusalOf(mailer({ url: `smtps://127.0.0.1:${server.port}` }).send(MAIL));
    expect(error).toHaveProperty('kind');
    expect(server.mails).toEqual([]);
  });
});

describe('a server on this machine that offers STARTTLS with a certificate of its own', () => {
  test.each(['127.0.0.1', 'localhost'])('takes the mail and the login, as %s', async (host) => {
    server = await startMailServer({ offersTls: true, login: { user: 'u', pass: 'secret' } });
    const url = `smtp://u:secret@${host}:${server.port}`;
    await mailer({ url }).verify();
    await mailer({ url }).send(MAIL);
    expect(server.mails.map(({ secure }) => secure)).toEqual([true]);
  });
});

describe('a mail server that refuses one recipient of several', () => {
  test.each([550, 450, 452])('%d → partly: the others got it, and no address is told', async (code) => {
    server = await startMailServer();
    server.refuses.set('b@example.org', code);
    const error = await refusalOf(mailer({ url: server.url }).send(MAIL));
    expect(error).toMatchObject({ kind: 'partly', refused: [recipientKey('b@example.org')] });
    expect(error.message).toContain(`recipient 2 of 2 (${code})`);
    expect(`${error.message} ${recipientKey('b@example.org')}`).not.toContain('example.org');
    expect(server.mails.map(({ to }) => to)).toEqual([['a@example.org']]);
  });

  test('sent again to the one alone: same ID, same header, and nobody else gets it twice', async () => {
    server = await startMailServer();
    server.refuses.set('b@example.org', 450);
    const error = await refusalOf(mailer({ url: server.url }).send(MAIL));
    server.refuses.clear();
    await mailer({ url: server.url }).send({ ...MAIL, only: (error as NotifierError).refused });
    expect(server.mails.map(({ to }) => to)).toEqual([['a@example.org'], ['b@example.org']]);
    const headers = server.mails.map(({ headers: { to, 'message-id': id } }) => ({ to, id }));
    expect(headers[1]).toEqual(headers[0]);
    expect(headers[0]?.to).toContain('a@example.org, b@example.org');
  });

  test.each([
    [550, 'refused'],
    [450, 'unavailable'],
  ])('all that are left refuse it with %d → %s', async (code, kind) => {
    server = await startMailServer();
    server.refuses.set('b@example.org', code);
    const only = [recipientKey('b@example.org')];
    expect(await refusalOf(mailer({ url: server.url }).send({ ...MAIL, only }))).toMatchObject({ kind });
    expect(server.mails).toEqual([]);
  });

  test('a domain in another script or in capitals is the same recipient', async () => {
    server = await startMailServer();
    const to = ['a@example.org', 'B@Bücher.Example'];
    server.refuses.set('B@bücher.example', 450);
    const error = await refusalOf(mailer({ url: server.url, to }).send(MAIL));
    expect(error).toMatchObject({ kind: 'partly', refused: [recipientKey('B@Bücher.Example')] });
    expect(error.message).toContain('recipient 2 of 2 (450)');
    server.refuses.clear();
    await mailer({ url: server.url, to }).send({ ...MAIL, only: (error as NotifierError).refused });
    expect(server.mails.map((mail) => mail.to)).toEqual([['a@example.org'], ['B@bücher.example']]);
  });

  test('one who is no recipient any more is owed nothing', async () => {
    server = await startMailServer();
    await mailer({ url: server.url }).send({ ...MAIL, only: [recipientKey('gone@example.org')] });
    expect(server.mails).toEqual([]);
  });
});
