import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  answering,
  pagerDutySink,
  slackSink,
  type PagerDutyBody,
  type Sink,
  type SlackBody,
} from '../support/alert-sinks.js';
import { runCli } from '../support/cli.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

jest.setTimeout(60_000);

let slack: Sink<SlackBody>;
let pagerDuty: Sink<PagerDutyBody>;
let mail: MailServer;
let folder: string;
beforeEach(async () => {
  [slack, pagerDuty, mail] = await Promise.all([slackSink(), pagerDutySink(), startMailServer()]);
  folder = mkdtempSync(path.join(os.tmpdir(), 'alerts-cli-'));
});
afterEach(async () => {
  await Promise.all([slack.close(), pagerDuty.close(), mail.close()]);
  rmSync(folder, { recursive: true });
});

const env = () => ({
  ...{ SLACK_WEBHOOK_URL: slack.url, PAGERDUTY_EVENTS_URL: pagerDuty.url },
  ...{ PAGERDUTY_ROUTING_KEY: 'R0123456789abcdefghijklmnopqrstu', SMTP_URL: mail.url },
  ...{ ALERT_EMAIL_FROM: 'triage@example.org', ALERT_EMAIL_TO: 'lead@example.org' },
});

describe('alerts test', () => {
  test('tells by every channel, and leaves nothing open at PagerDuty', async () => {
    const { code, stdout } = await runCli(['alerts', 'test'], { folder, env: env() });
    expect([code, stdout]).toEqual([0, 'pagerduty: took it\nslack: took it\nemail: took it\n']);
    expect(pagerDuty.taken.map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve']);
    expect(new Set(pagerDuty.taken.map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(slack.taken[0]?.text).toContain('nothing is wrong');
    expect(mail.mails).toHaveLength(1);
  });

  test('--channel slack, which refuses: exit 1, and the address is not said', async () => {
    slack.trouble(answering(404));
    const run = await runCli(['alerts', 'test', '--channel', 'slack', '--json'], { folder, env: env() });
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toEqual({
      channels: [{ channel: 'slack', ok: false, error: 'Slack answered 404' }],
    });
    expect(`${run.stdout}${run.stderr}`).not.toContain(slack.url);
    expect([pagerDuty.taken, mail.mails]).toEqual([[], []]);
  });

  test('what keeps each channel from taking it is said: a word of Slack, a foreign page, a recipient', async () => {
    slack.trouble(answering(404, {}, 'channel_is_archived'));
    pagerDuty.trouble(answering(200, { 'content-type': 'text/html' }, '<html>Sign in</html>'));
    mail.refuses.set('boss@example.org', 550);
    const run = await runCli(['alerts', 'test'], {
      folder,
      env: { ...env(), ALERT_EMAIL_TO: 'lead@example.org,boss@example.org' },
    });
    expect(run.code).toBe(1);
    expect(run.stdout.split('\n')).toEqual([
      expect.stringMatching(/^pagerduty: PagerDuty answered 200 without saying that it took the message/),
      'slack: Slack answered 404 (channel_is_archived)',
      expect.stringMatching(/^email: .*recipient 2 of 2 \(550\)/),
      '',
    ]);
    expect(run.stdout).not.toMatch(/boss@|Sign in/);
  });

  test('a channel that is not set up → exit 78 with the setting it needs', async () => {
    const { code, stderr } = await runCli(['alerts', 'test', '--channel', 'pagerduty'], { folder });
    expect([code, stderr]).toEqual([78, expect.stringContaining('PAGERDUTY_ROUTING_KEY')]);
  });

  test('a wrong setting → exit 78, nothing is sent', async () => {
    const { code } = await runCli(['alerts', 'test'], { folder, env: { ...env(), ALERT_TIME_ZONE: 'Mars' } });
    expect([code, slack.asked()]).toEqual([78, 0]);
  });
});
