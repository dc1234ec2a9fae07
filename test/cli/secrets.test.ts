import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { PlainSearch } from '../support/plain-search.js';
import { temporaryFolders } from '../support/temporary-folder.js';

jest.setTimeout(300_000);
const newFolder = temporaryFolders();

const NOBODY_LISTENS = '127.0.0.1:1';
const words = (name: string) => `hunter2-${name}-${randomBytes(12).toString('hex')}`;
const key = () => randomBytes(32).toString('base64');

/** Secrets as they should be. */
const SECRETS = {
  ZENDESK_API_TOKEN: words('api-token'),
  ZENDESK_WEBHOOK_SECRET: words('webhook'),
  OPENAI_API_KEY: words('openai'),
  GATEWAY_TOKEN: words('gateway'),
  GATEWAY_VIEWER_TOKEN: words('viewer'),
  PAYLOAD_ENCRYPTION_KEYS: key(),
  LOG_ENCRYPTION_KEY: key(),
  DATABASE_URL: words('database'),
  TEMPORAL_API_KEY: words('temporal'),
  SLACK_WEBHOOK_URL: words('slack'),
  PAGERDUTY_ROUTING_KEY: words('pager'),
  SMTP_URL: words('smtp'),
};

const GOOD = {
  ...SECRETS,
  PAYLOAD_ENCRYPTION_KEYS: `k:${SECRETS.PAYLOAD_ENCRYPTION_KEYS}`,
  DATABASE_URL: `postgres://user:${SECRETS.DATABASE_URL}@${NOBODY_LISTENS}/statistics`,
  SLACK_WEBHOOK_URL: `https://${NOBODY_LISTENS}/${SECRETS.SLACK_WEBHOOK_URL}`,
  SMTP_URL: `smtps://user:${SECRETS.SMTP_URL}@${NOBODY_LISTENS}`,
  ...{ ZENDESK_BASE_URL: `https://${NOBODY_LISTENS}`, ZENDESK_EMAIL: 'robot@shop.example', DRY_RUN: 'true' },
  ...{
    OPENAI_BASE_URL: `https://${NOBODY_LISTENS}/v1`,
    TEMPORAL_ADDRESS: NOBODY_LISTENS,
    LOG_LEVEL: 'trace',
  },
};

/** Each one mistyped or in the wrong place, so that it is complained of. */
const BAD = {
  ...Object.fromEntries(Object.entries(SECRETS).map(([name, secret]) => [name, `${secret} `])),
  PAYLOAD_ENCRYPTION_KEYS: `k:${SECRETS.PAYLOAD_ENCRYPTION_KEYS}x`,
  LOG_ENCRYPTION_KEY: `${SECRETS.LOG_ENCRYPTION_KEY}x`,
  GATEWAY_VIEWER_TOKEN: SECRETS.GATEWAY_TOKEN,
  GATEWAY_TOKEN: SECRETS.GATEWAY_TOKEN,
  ZENDESK_BASE_URL: `https//user:${SECRETS.ZENDESK_API_TOKEN}@desk.example.com`,
  OPENAI_BASE_URL: `http://model.example.com/v1?key=${SECRETS.OPENAI_API_KEY}`,
  TEMPORAL_ADDRESS: `user:${SECRETS.TEMPORAL_API_KEY}@temporal.example.com`,
};

const COMMANDS = [
  ...[['doctor'], ['health'], ['status'], ['worker'], ['gateway'], ['up', '--once'], ['writes', 'status']],
  ...[
    ['process', '1'],
    ['reprocess', '1'],
    ['schedule', 'describe'],
    ['statistics', 'rebuild'],
    ['classify'],
  ],
  ...[
    ['audit', 'verify'],
    ['audit', 'show', '1'],
    ['audit', 'export'],
    ['audit', 'erase', '--ticket', '1'],
  ],
  ...[['logs', 'decrypt'], ['redact'], ['temporal', 'workflow', 'list', '--command-timeout', '1s']],
];

const AS_JSON = [['doctor'], ['health'], ['status']].map((command) => [...command, '--json']);
/** A wrong setting ends every command in the same words. */
const COMPLAINING = [...AS_JSON, ['doctor'], ['worker'], ['up', '--once'], ['audit', 'verify']];

describe.each([
  ['good, and nobody is there to use them with', GOOD, [...COMMANDS, ...AS_JSON]],
  ['wrong', BAD, COMPLAINING],
])('settings that are %s', (_name, env, commands) => {
  test('no command prints or stores a secret, in any form', async () => {
    const search = new PlainSearch(Object.values(SECRETS));
    expect(search.findIn(Buffer.from(JSON.stringify(env))).length).toBeGreaterThan(9);
    const folder = newFolder();
    const logs = { LOG_FILE: path.join(folder, 'data', 'logs', 'own.jsonl') };
    const told: string[] = [];
    for (const command of commands) {
      const { code, stdout, stderr } = await runCli(command, { folder, env: { ...env, ...logs } });
      const found = search.findIn(Buffer.from(stdout + stderr));
      told.push(...found.map((secret) => `${command.join(' ')} (exit ${code}): ${secret}`));
    }
    expect(told).toEqual([]);
    expect(search.findUnder(folder)).toEqual([]);
  });
});
