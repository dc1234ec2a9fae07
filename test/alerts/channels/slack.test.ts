import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSlackNotifier } from '../../../src/alerts/channels/slack.js';
import { NotifierError } from '../../../src/ports/notifier.js';
import { answering, hangingUp, slackSink, type Sink, type SlackBody } from '../../support/alert-sinks.js';
import { message, refusalOf } from './messages.js';

let slack: Sink<SlackBody>;
beforeEach(async () => {
  slack = await slackSink();
});
afterEach(() => slack.close());

const tell = (told = message()) => createSlackNotifier({ url: slack.url }).tell(told);

describe('an incoming webhook', () => {
  test('takes a heading, what was found, the place and the links', async () => {
    await tell();
    expect(slack.taken).toEqual([
      {
        text: ':warning: The model does not answer; the rules decide (staging, tenant acme)',
        blocks: [
          {
            type: 'header',
            text: { type: 'plain_text', text: ':warning: The model does not answer; the rules decide' },
          },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'It gives no answer.\nSince 2026-11-22T10:00:00.000Z.' },
          },
          {
            type: 'context',
            elements: [
              { type: 'mrkdwn', text: 'staging, tenant acme' },
              { type: 'mrkdwn', text: '<https://docs.example.org/alerts#modeldown|What to do>' },
            ],
          },
        ],
      },
    ]);
  });

  test('what Slack reads as markup is escaped', async () => {
    await tell(message({}, { sentences: ['<!channel> & <https://example.org|x>'] }));
    expect(slack.taken[0]?.blocks[1]).toMatchObject({
      text: { text: '&lt;!channel&gt; &amp; &lt;https://example.org|x&gt;' },
    });
  });

  test('text is cut to what a block holds', async () => {
    await tell(message({}, { title: 'x'.repeat(400), sentences: ['y'.repeat(5_000)] }));
    expect(slack.taken).toHaveLength(1);
  });

  test('the end of a critical incident says so', async () => {
    await tell(message({ kind: 'over', severity: 'critical', endedAt: '2026-11-22T11:00:00.000Z' }));
    expect(slack.taken[0]?.text).toContain('Over: The model');
  });
});

describe('a webhook that does not take it', () => {
  test.each([
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [302, 'refused'],
  ])('%d → %s, and the address is not in the message', async (status, kind) => {
    slack.trouble(answering(status, { location: 'https://example.org/', 'retry-after': '7' }));
    const error = await refusalOf(tell());
    expect(error).toBeInstanceOf(NotifierError);
    expect(error).toMatchObject({ kind, message: `Slack answered ${status}`, retryAfterMs: 7_000 });
    expect(slack.asked()).toBe(1);
  });

  test.each([
    [400, 'invalid_payload'],
    [404, 'channel_not_found'],
    [404, 'no_service'],
    [410, 'channel_is_archived'],
    [403, 'action_prohibited'],
    [200, 'invalid_token\n'],
  ])('%d with %j → refused, and its word is told', async (status, body) => {
    slack.trouble(answering(status, {}, body));
    const told = `Slack answered ${status} (${body.trim()})`;
    expect(await refusalOf(tell())).toMatchObject({ kind: 'refused', message: told });
  });

  test.each([
    ['an HTML page', '<html><body>Sign in to the guest network</body></html>'],
    ['JSON of something else', '{"ok":true}'],
    ['an acknowledgement in other words', 'OK, thank you'],
  ])('200 with %s → refused: it is not Slack that answered', async (_what, body) => {
    slack.trouble(answering(200, { 'content-type': 'text/html' }, body));
    const error = await refusalOf(tell());
    expect(error).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/^Slack answered 200 without/),
    });
    expect(error.message).not.toContain(body);
  });

  test.each([200, 202, 204])(
    '%d without a body → uncertain: something may have cut it off',
    async (status) => {
      slack.trouble(answering(status, {}, ''));
      expect(await refusalOf(tell())).toMatchObject({ kind: 'uncertain' });
    },
  );

  test('200 with an error in JSON → refused with its word', async () => {
    slack.trouble(answering(200, {}, '{"ok":false,"error":"channel_not_found"}'));
    const message = 'Slack answered 200 (channel_not_found)';
    expect(await refusalOf(tell())).toMatchObject({ kind: 'refused', message });
  });

  test.each(['some_word/with<more>', 'a_b '.repeat(40), 'Token_Xoxb_123', 'hook_path'])(
    'an answer that is no word of Slack is not repeated: %s',
    async (body) => {
      slack.trouble(answering(403, {}, body));
      const notifier = createSlackNotifier({ url: `${slack.url}/hook_path` });
      expect(await refusalOf(notifier.tell(message()))).toMatchObject({ message: 'Slack answered 403' });
    },
  );

  test('`ok` with a line end is taken', async () => {
    slack.trouble(answering(200, {}, 'ok\n'));
    await tell();
  });

  test('a connection that ends without an answer → uncertain: it may have been told', async () => {
    slack.trouble(hangingUp);
    expect(await refusalOf(tell())).toMatchObject({ kind: 'uncertain' });
    expect(slack.asked()).toBe(1);
  });

  test('no answer in time → uncertain', async () => {
    slack.trouble(() => undefined);
    const notifier = createSlackNotifier({ url: slack.url, timeoutMs: 50 });
    expect(await refusalOf(notifier.tell(message()))).toMatchObject({ kind: 'uncertain' });
  });

  test('nobody listens → unavailable: nothing was told', async () => {
    const { url } = slack;
    await slack.close();
    expect(await refusalOf(createSlackNotifier({ url }).tell(message()))).toMatchObject({
      kind: 'unavailable',
    });
    slack = await slackSink();
  });

  test('plain HTTP beyond this machine is refused before anything is sent', () => {
    const url = 'http://hooks.example.org/services/secret';
    expect(() => createSlackNotifier({ url })).toThrow(/^Slack's host may not be spoken to without TLS$/);
    expect(() => createSlackNotifier({ url, allowPlainHttpHosts: ['hooks.example.org'] })).not.toThrow();
  });
});
