import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../../src/ports/setting.js';
import { loadConfig } from '../../../src/config/load.js';

const alerts = (env: Record<string, string>) => loadConfig(env).alerts;
const faultsOf = (env: Record<string, string>): string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n').slice(1);
    throw error;
  }
};

const SLACK_WEBHOOK_URL = 'https://hooks.example.org/services/T0/B0/s3cret';
const PAGERDUTY_ROUTING_KEY = 'R0123456789abcdefghijklmnopqrstu';
const EMAIL = {
  SMTP_URL: 'smtps://user:s3cret@mail.example.org',
  ALERT_EMAIL_FROM: 'Triage <triage@example.org>',
  ALERT_EMAIL_TO: 'a@example.org, b@example.org',
};

test('nothing set: nobody is told, and nothing is missing', () => {
  expect(alerts({})).toEqual({
    ...{ slackWebhookUrl: null, pagerDuty: null, email: null, source: 'ticket-processor', quietHours: null },
    ...{ timeZone: 'UTC', summaryMinute: 420, checkSeconds: 60, runbookUrl: null },
  });
});

test('everything set', () => {
  const env = {
    ...{ SLACK_WEBHOOK_URL, PAGERDUTY_ROUTING_KEY, ...EMAIL, ALERT_SOURCE: 'staging: eu' },
    ...{ ALERT_TIME_ZONE: 'Europe/Berlin', ALERT_QUIET_HOURS: '22:00-07:30', ALERT_SUMMARY_TIME: '06:15' },
    ...{ ALERT_CHECK_SECONDS: '30', ALERT_RUNBOOK_URL: 'https://docs.example.org/alerts' },
  };
  expect(alerts(env)).toEqual({
    slackWebhookUrl: SLACK_WEBHOOK_URL,
    pagerDuty: {
      routingKey: PAGERDUTY_ROUTING_KEY,
      eventsUrl: 'https://events.pagerduty.com/v2/enqueue',
    },
    email: { smtpUrl: EMAIL.SMTP_URL, from: EMAIL.ALERT_EMAIL_FROM, to: ['a@example.org', 'b@example.org'] },
    source: 'staging: eu',
    quietHours: { fromMinute: 1_320, toMinute: 450, timeZone: 'Europe/Berlin' },
    timeZone: 'Europe/Berlin',
    summaryMinute: 375,
    checkSeconds: 30,
    runbookUrl: 'https://docs.example.org/alerts',
  });
});

describe('refused', () => {
  test.each([
    ['SLACK_WEBHOOK_URL', 'hooks.example.org'],
    ['SLACK_WEBHOOK_URL', 'http://hooks.example.org/x'],
    ['PAGERDUTY_EVENTS_URL', 'http://events.example.org/'],
    ['PAGERDUTY_ROUTING_KEY', 'too-short'],
    ['ALERT_TIME_ZONE', 'Berlin'],
    ['ALERT_QUIET_HOURS', '22-7'],
    ['ALERT_QUIET_HOURS', '24:00-07:00'],
    ['ALERT_QUIET_HOURS', '07:00-07:00'],
    ['ALERT_SUMMARY_TIME', '7:00'],
    ['ALERT_CHECK_SECONDS', '0'],
    ['ALERT_CHECK_SECONDS', '3601'],
    ['ALERT_SOURCE', 'two\nlines'],
    ['ALERT_RUNBOOK_URL', 'docs/alerts.md'],
  ])('%s=%j', (variable, value) => {
    expect(faultsOf({ [variable]: value })).toEqual([expect.stringContaining(`${variable}: expected`)]);
  });

  test.each([
    ['SMTP_URL', 'mail.example.org:25'],
    ['SMTP_URL', 'https://mail.example.org'],
    ['SMTP_URL', 'smtps://mail.example.org?tls.rejectUnauthorized=false'],
    ['ALERT_EMAIL_FROM', 'triage'],
    ['ALERT_EMAIL_FROM', 'a@example.org\nBcc: b@example.org'],
    ['ALERT_EMAIL_TO', 'a@example.org; b@example.org'],
    ['ALERT_EMAIL_TO', 'a@example.org,'],
  ])('%s=%j beside the others of e-mail', (variable, value) => {
    expect(faultsOf({ ...EMAIL, [variable]: value })).toEqual([
      expect.stringContaining(`${variable}: expected`),
    ]);
  });

  test('half an e-mail set-up names what is missing', () => {
    const { SMTP_URL } = EMAIL;
    expect(faultsOf({ SMTP_URL }).map((line) => line.trim().split(':')[0])).toEqual([
      'ALERT_EMAIL_FROM',
      'ALERT_EMAIL_TO',
    ]);
  });

  test('and no secret is shown', () => {
    const env = {
      SLACK_WEBHOOK_URL: 'ftp://hooks.example.org/s3cret',
      PAGERDUTY_ROUTING_KEY: 's3cret',
      SMTP_URL: 'smtp://user:s3cret@mail.example.org/inbox',
    };
    const message = faultsOf(env).join('\n');
    expect(message).toContain('SLACK_WEBHOOK_URL');
    expect(message).not.toContain('s3cret');
  });

  test('plain HTTP to a host that was allowed is not', () => {
    const env = { SLACK_WEBHOOK_URL: 'http://hooks.internal/x', ALLOW_PLAIN_HTTP: 'hooks.internal' };
    expect(alerts(env).slackWebhookUrl).toBe('http://hooks.internal/x');
  });
});
