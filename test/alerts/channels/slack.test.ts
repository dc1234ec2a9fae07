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
