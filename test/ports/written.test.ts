import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../../src/config/environment.js';
import {
  ConfigurationError,
  type ConfigFault,
  type Environment,
  unwrapped,
} from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';

const KEY = 's3cr3t-0123456789abcdefABCDEF-42';
const BASE64_KEY = Buffer.alloc(32, 7).toString('base64');
const ZENDESK = {
  ...{ ZENDESK_SUBDOMAIN: 'acme', ZENDESK_EMAIL: 'me@example.org', ZENDESK_API_TOKEN: KEY, DRY_RUN: 'true' },
};
const FRESHDESK = {
  ...{ TICKET_PLATFORM: 'freshdesk', FRESHDESK_SUBDOMAIN: 'acme', FRESHDESK_API_KEY: KEY, DRY_RUN: 'true' },
};
const MAIL = {
  ...{
    SMTP_URL: 'smtps://u:p@mail.example.org',
    ALERT_EMAIL_FROM: 'a@example.org',
    ALERT_EMAIL_TO: 'b@x.org',
  },
};

/** Every secret setting, what it needs beside it, and where the configuration keeps it. */
const SECRETS: [variable: string, value: string, beside: Environment, kept: (env: Environment) => unknown][] =
  [
    ['ZENDESK_API_TOKEN', KEY, ZENDESK, (env) => loadConfig(env).tenants[0]?.platform?.auth],
    ['ZENDESK_OAUTH_TOKEN', KEY, ZENDESK, (env) => loadConfig(env).tenants[0]?.platform?.auth],
    ['ZENDESK_WEBHOOK_SECRET', KEY, ZENDESK, (env) => loadConfig(env).tenants[0]?.platform],
    ['FRESHDESK_API_KEY', KEY, FRESHDESK, (env) => loadConfig(env).tenants[0]?.platform?.auth],
    ['FRESHDESK_WEBHOOK_TOKEN', KEY, FRESHDESK, (env) => loadConfig(env).tenants[0]?.platform],
    ['OPENAI_API_KEY', KEY, {}, (env) => loadConfig(env).tenants[0]?.llm.endpoint],
    ['GATEWAY_TOKEN', KEY, {}, (env) => loadConfig(env).gateway.token],
    ['GATEWAY_VIEWER_TOKEN', KEY, {}, (env) => loadConfig(env).gateway.viewerToken],
    ['TEMPORAL_API_KEY', KEY, {}, (env) => loadConfig(env).process.temporalEnvironment],
    ['SLACK_WEBHOOK_URL', `https://hooks.slack.com/services/${KEY}`, {}, (env) => loadConfig(env).alerts],
    ['PAGERDUTY_ROUTING_KEY', 'R0123456789abcdefghijklmnopqrstu', {}, (env) => loadConfig(env).alerts],
    ['SMTP_URL', 'smtps://u:s3cr3t@mail.example.org', MAIL, (env) => loadConfig(env).alerts],
    ['DATABASE_URL', 'postgres://u:s3cr3t@db/x', {}, (env) => loadConfig(env).statistics],
    ['PAYLOAD_ENCRYPTION_KEYS', `k:${BASE64_KEY}`, {}, (env) => exported(loadConfig(env).encryption.keys)],
    ['LOG_ENCRYPTION_KEY', BASE64_KEY, {}, (env) => exported(loadConfig(env).logEncryption.keys)],
    ['PRESIDIO_URL', 'https://presidio.example.org', {}, (env) => loadConfig(env).presidio],
  ];

const exported = (keys: readonly { id: string; key: { export: () => Buffer } }[] | null) =>
  keys?.map(({ id, key }) => `${id}:${key.export().toString('base64')}`);

function faultsOf(env: Environment): readonly ConfigFault[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.faults;
  }
}

const WRAPPINGS: [how: string, wrap: (value: string) => string][] = [
  ['a line end', (value) => `${value}\n`],
  ['a line end of Windows', (value) => `${value}\r\n`],
  ['spaces and tabs', (value) => `\t ${value} \t`],
  ['double quotes', (value) => `"${value}"`],
  ['single quotes', (value) => `'${value}'`],
  ['typographic quotes', (value) => `“${value}”`],
  ['quotes and line ends within and around', (value) => ` "${value}\n"\n`],
  ['a byte order mark', (value) => `\uFEFF${value}`],
  ['characters without width', (value) => `\u200B${value}\u2060`],
];

describe.each(SECRETS)('%s', (variable, value, beside, kept) => {
  const plain = kept({ ...beside, [variable]: value });

  test.each(WRAPPINGS)('with %s around it is read without', (_how, wrap) => {
    expect(kept({ ...beside, [variable]: wrap(value) })).toEqual(plain);
  });

  test('with nothing but quotes and spaces counts as unset', () => {
    const without = Object.fromEntries(Object.entries(beside).filter(([name]) => name !== variable));
    expect(faultsOf({ ...without, [variable]: ' "" \n' })).toEqual(faultsOf(without));
  });
});

const IN_HEADERS = SECRETS.filter(([, value]) => value === KEY);

describe.each(IN_HEADERS)('%s, which a header carries', (variable, value, beside, kept) => {
  test('with the scheme before it is read without', () => {
    const plain = kept({ ...beside, [variable]: value });
    for (const scheme of ['Bearer ', 'bearer  '])
      expect(kept({ ...beside, [variable]: `${scheme}${value}` })).toEqual(plain);
  });

  test.each([
    ['a line end', `${KEY}\n${KEY}`, 'with a line end inside'],
    ['a line end of Windows', `${KEY}\r\n${KEY}`, 'with a line end inside'],
    ['a tab', `${KEY}\t${KEY}`, 'with a tab or another control character inside'],
    ['a letter of another script', `${KEY}ключ${KEY}`, 'with a character inside that is not ASCII'],
    ['a letter that Latin-1 has', `${KEY}é${KEY}`, 'with a character inside that is not ASCII'],
    ['a character without width', `${KEY}\u200B${KEY}`, 'with a character inside that is not ASCII'],
    ['a quote at its beginning', `"${KEY}`, 'with a quote at one end'],
    ['a quote at its end', `${KEY}'`, 'with a quote at one end'],
  ])('with %s inside is refused by name, and never shown', (_what, written, why) => {
    const faults = faultsOf({ ...beside, [variable]: written });
    expect(faults).toEqual([{ variable, expected: expect.any(String), got: `set (not shown), ${why}` }]);
    expect(JSON.stringify(faults)).not.toContain(KEY);
  });
});

test.each(['ZENDESK_API_TOKEN', 'ZENDESK_OAUTH_TOKEN', 'OPENAI_API_KEY'])(
  '%s with a space inside, such as another scheme, is refused',
  (variable) => {
    const got = 'set (not shown), with a space inside';
    expect(faultsOf({ ...ZENDESK, [variable]: `Basic ${KEY}` })).toMatchObject([{ variable, got }]);
  },
);

test('a token that somebody chose may have spaces', () => {
  expect(loadConfig({ GATEWAY_TOKEN: 'correct horse battery staple' }).gateway.token).toContain(' ');
});

test.each([
  ['a', 'a'],
  ['"a" <b@example.org>', '"a" <b@example.org>'],
  [`"a","b"`, `"a","b"`],
  [`"a'`, `"a'`],
  ['"', '"'],
  [`'"a"'`, 'a'],
  ['"it\'s"', "it's"],
])('%s is read as %s', (written, meant) => {
  expect(unwrapped(written)).toBe(meant);
});

describe("Zendesk's e-mail address", () => {
  const authOf = (email: string) =>
    loadConfig({ ...ZENDESK, ZENDESK_EMAIL: email }).tenants[0]?.platform?.auth;

  test.each(['me@example.org/token', 'me@example.org/TOKEN', '"me@example.org/token"\n'])(
    '%j is read without /token',
    (email) => {
      expect(authOf(email)).toEqual({ email: 'me@example.org', apiToken: KEY });
    },
  );

  test.each([`me@example.org/token:${KEY}`, `me@example.org:${KEY}`, `Me <me@example.org> ${KEY}`, KEY])(
    'with more than that it is refused, and not shown',
    (email) => {
      const faults = faultsOf({ ...ZENDESK, ZENDESK_EMAIL: email });
      expect(faults).toMatchObject([{ variable: 'ZENDESK_EMAIL' }]);
      expect(JSON.stringify(faults)).not.toContain(KEY);
    },
  );
});

describe.each([
  ['zendesk', 'ZENDESK', ZENDESK],
  ['freshdesk', 'FRESHDESK', FRESHDESK],
] as const)('the account of %s', (vendor, prefix, env) => {
  const platformOf = (more: Environment) => loadConfig({ ...env, ...more }).tenants[0]?.platform;

  test.each([
    'acme.X.com',
    'https://acme.X.com',
    'https://acme.X.com/',
    'http://ACME.X.com/agent/tickets/1?a=b',
    '"acme"',
  ])('the name %s is read as the name in it', (written) => {
    const name = written.replaceAll('X', vendor);
    expect(platformOf({ [`${prefix}_SUBDOMAIN`]: name })).toMatchObject({
      ...{ account: 'acme', baseUrl: `https://acme.${vendor}.com` },
    });
  });

  test.each(['support.example.org', 'https://support.example.org', 'ac me', `me:${KEY}@acme`])(
    'the name %s is refused',
    (name) => {
      const faults = faultsOf({ ...env, [`${prefix}_SUBDOMAIN`]: name });
      expect(faults).toMatchObject([{ variable: `${prefix}_SUBDOMAIN` }]);
      expect(JSON.stringify(faults)).not.toContain(KEY);
    },
  );

  test.each([
    '',
    '/',
    '/api',
    '/api/v2',
    '/api/v2/',
    '/api/v2/tickets.json',
    '/agent/tickets/1',
    '/?a=b',
    '/#x',
  ])("its address with %j behind the vendor's domain", (tail) => {
    const baseUrl = `https://acme.${vendor}.com`;
    expect(platformOf({ [`${prefix}_BASE_URL`]: `${baseUrl}${tail}` })).toMatchObject({ baseUrl });
  });

  test.each(['/api/v2', '/api/v2/', '/api/', '/api/v2/tickets'])('%j behind another host', (tail) => {
    const baseUrl = 'https://gateway.example.org/desk';
    expect(platformOf({ [`${prefix}_BASE_URL`]: `${baseUrl}${tail}` })).toMatchObject({ baseUrl });
  });

  test.each([`https://gateway.example.org/?a=${KEY}`, 'https://a b.example.org'])(
    'the address %s is refused',
    (url) => {
      const faults = faultsOf({ ...env, [`${prefix}_BASE_URL`]: url });
      expect(faults).toMatchObject([{ variable: `${prefix}_BASE_URL` }]);
      expect(JSON.stringify(faults)).not.toContain(KEY);
    },
  );
});

test.each([
  ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
  ['http://127.0.0.1:11434/v1/models', 'http://127.0.0.1:11434/v1'],
])('OPENAI_BASE_URL %s → %s', (written, baseUrl) => {
  expect(loadConfig({ OPENAI_BASE_URL: written }).tenants[0]?.llm.endpoint).toMatchObject({ baseUrl });
});

test('PRESIDIO_URL and the collector, with the path of their method', () => {
  const config = loadConfig({
    PRESIDIO_URL: 'https://presidio.example.org/analyze',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/v1/traces/',
  });
  expect(config.presidio.baseUrl).toBe('https://presidio.example.org');
  expect(config.tracing.collector?.url).toBe('http://127.0.0.1:4318/v1/traces');
});

test('a password of SMTP_URL that is not URL-encoded is refused at once', () => {
  const faults = faultsOf({ ...MAIL, SMTP_URL: 'smtps://u:100%@mail.example.org' });
  expect(faults).toMatchObject([{ variable: 'SMTP_URL', got: 'set (not shown)' }]);
});

test('a header of the collector with a line end, URL-encoded, is refused', () => {
  const env = {
    ...{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_EXPORTER_OTLP_HEADERS: 'k=a%0Ab' },
  };
  expect(faultsOf(env)).toMatchObject([{ variable: 'OTEL_EXPORTER_OTLP_HEADERS', got: 'set (not shown)' }]);
});

describe('files', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'written-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ENCODINGS: [string, (text: string) => Buffer][] = [
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ];

  test.each(ENCODINGS)(
    'a .env file in %s, with line ends of Windows, is read from its first line',
    (_how, bytes) => {
      writeFileSync(path.join(folder, '.env'), bytes(`OPENAI_API_KEY=${KEY}\r\nLLM_MODEL='m'\r\n`));
      const { OPENAI_API_KEY, LLM_MODEL } = readEnvironment(folder);
      expect(loadConfig({ OPENAI_API_KEY, LLM_MODEL }).tenants[0]?.llm).toMatchObject({
        ...{ endpoint: { apiKey: KEY }, model: 'm' },
      });
    },
  );

  const tenants = (platform: string) => `tenants:
  - name: acme
    dryRun: true
    platform: ${platform}
    model: { apiKey: { file: key } }
`;
  const withFile = (key: Buffer | string, platform: string) => {
    writeFileSync(path.join(folder, 'key'), key);
    const file = path.join(folder, 'tenants.yaml');
    writeFileSync(file, tenants(platform));
    return { TENANTS_FILE: ` "${file}"\n`, SECRET: `"${KEY}"\n` };
  };
  const PLATFORM =
    '{ subdomain: "https://acme.zendesk.com/", email: "me@example.org/token ", apiToken: { env: SECRET } }';

  test.each(ENCODINGS)('references of a tenants file to a file in %s and to a variable', (_how, bytes) => {
    const [tenant] = loadConfig(withFile(bytes(`"${KEY}"\r\n`), PLATFORM)).tenants;
    expect(tenant?.llm.endpoint?.apiKey).toBe(KEY);
    expect(tenant?.platform).toMatchObject({
      ...{ baseUrl: 'https://acme.zendesk.com', account: 'acme' },
      auth: { email: 'me@example.org', apiToken: KEY },
    });
  });

  test('a file with more than one line is refused by its place, and not shown', () => {
    const faults = faultsOf(withFile(`${KEY}\n${KEY}\n`, PLATFORM));
    expect(faults).toEqual([
      {
        ...{ variable: 'tenants[0].model.apiKey', expected: expect.any(String) as unknown },
        got: 'set (not shown), with a line end inside',
      },
    ]);
  });

  test('an account that is written in two ways is one account', () => {
    const env = withFile(KEY, PLATFORM);
    const file = path.join(folder, 'tenants.yaml');
    const other = tenants('{ subdomain: acme, email: me@example.org, apiToken: { env: SECRET } }')
      .replace('tenants:\n', '')
      .replace('name: acme', 'name: other');
    writeFileSync(file, `${tenants(PLATFORM)}${other}`);
    expect(faultsOf(env)).toMatchObject([{ got: 'the same account' }]);
  });
});
