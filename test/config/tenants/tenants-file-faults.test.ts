import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/load.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { faultsOf, LOCAL, OTHER, REAL, SECRETS } from './tenants-file-of.js';

const newFolder = temporaryFolders();
const faults = (content: unknown, env: Record<string, string> = SECRETS) =>
  faultsOf(newFolder(), content, env);
const faultsOfEntry = (entry: unknown, env?: Record<string, string>) => faults({ tenants: [entry] }, env);

describe('one message', () => {
  test('lists the faults of every tenant, of the variables and between tenants', () => {
    const wrong = [
      { ...LOCAL, name: 'Not A Name', model: { baseUrl: 'llm' }, scan: { cron: 'daily', concurrency: 0 } },
      { ...REAL, platform: { subdomain: 'shop' }, dryRun: 'yes', categories: [{ name: 'A B' }] },
      { ...REAL, name: 'shop', bulkMail: 'eat' },
    ];
    expect(
      faults({ tenants: wrong }, { LOG_LEVEL: 'loud', SCAN_START: 'soon', SHOP_KEY: 'k-hunter2' }),
    ).toEqual([
      expect.stringMatching(/^LOG_LEVEL: expected .+, got "loud"$/),
      expect.stringMatching(/^SCAN_START: expected .+, got "soon"$/),
      expect.stringMatching(/^tenants\[0\]\.name: expected a name of 1 to 40 .+, got "Not A Name"$/),
      expect.stringMatching(/^tenants\[0\]\.model\.baseUrl: expected a URL .+, got "llm"$/),
      expect.stringMatching(/^tenants\[0\]\.scan\.cron: expected a cron .+, got "daily"$/),
      expect.stringMatching(/^tenants\[0\]\.scan\.concurrency: expected a whole number .+, got 0$/),
      expect.stringMatching(/^tenants\[1\]\.dryRun: expected true or false, got "yes"$/),
      expect.stringMatching(/^tenants\[1\]\.categories\[0\]\.name: .+, got "A B"$/),
      expect.stringMatching(/^tenants\[1\]\.categories\[0\]\.description: .+, got unset$/),
      expect.stringMatching(/^tenants\[1\]\.platform\.email: expected email with apiToken, .+, got unset$/),
      expect.stringMatching(/^tenants\[2\]\.bulkMail: expected skip, tag, process, got "eat"$/),
      expect.stringMatching(/^tenants\[2\]\.platform\.apiToken: .+variable SHOP_TOKEN, got unset$/),
      'tenants[2].name: expected another name than that of tenants[1], got "shop"',
      'tenants[2].platform.subdomain: expected another account than that of tenants[1], got the same account',
    ]);
  });

  test('a tenant without platform and model lacks an account and a model', () => {
    expect(faultsOfEntry({ name: 'acme' })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.platform\.subdomain: .+, got unset$/),
      expect.stringMatching(/^tenants\[0\]\.model\.apiKey: .+, got unset$/),
    ]);
  });
});

describe('a value that is wrong', () => {
  const model = (part: object) => ({ ...LOCAL, model: { ...LOCAL.model, ...part } });
  const platform = (part: object) => ({ ...LOCAL, platform: { ...LOCAL.platform, ...part } });
  const categories = (...list: object[]) => ({ ...LOCAL, categories: list });
  const category = { name: 'delivery', description: 'Where is my parcel?' };

  test.each<[unknown, string, string]>([
    ['acme', 'tenants[0]', 'string'],
    [{ ...LOCAL, name: '-acme' }, 'tenants[0].name', '"-acme"'],
    [{ ...LOCAL, name: 'a'.repeat(41) }, 'tenants[0].name', `"${'a'.repeat(41)}"`],
    [{ ...LOCAL, name: 7 }, 'tenants[0].name', '7'],
    [platform({ kind: 'jira' }), 'tenants[0].platform.kind', '"jira"'],
    [platform({ subdomain: 'no good' }), 'tenants[0].platform.subdomain', '"no good"'],
    [{ ...REAL, platform: { ...REAL.platform, baseUrl: 4000 } }, 'tenants[0].platform.baseUrl', '4000'],
    [platform({ email: 'nobody' }), 'tenants[0].platform.email', '"nobody"'],
    [platform({ requestsPerMinute: '400' }), 'tenants[0].platform.requestsPerMinute', '"400"'],
    [platform({ updatesPerMinute: 0.5 }), 'tenants[0].platform.updatesPerMinute', '0.5'],
    [{ ...LOCAL, model: [] }, 'tenants[0].model', 'a list of 0'],
    [model({ name: '' }), 'tenants[0].model.name', '""'],
    [model({ timeoutMs: '30s' }), 'tenants[0].model.timeoutMs', '"30s"'],
    [model({ priceInputPerMtokUsd: -1 }), 'tenants[0].model.priceInputPerMtokUsd', '-1'],
    [model({ privateHosts: 'a.b' }), 'tenants[0].model.privateHosts', '"a.b"'],
    [model({ privateHosts: [] }), 'tenants[0].model.privateHosts', 'a list of 0'],
    [{ ...LOCAL, scan: { start: 'soon' } }, 'tenants[0].scan.start', '"soon"'],
    [{ ...LOCAL, scan: { statuses: 'new,open' } }, 'tenants[0].scan.statuses', '"new,open"'],
    [{ ...LOCAL, scan: { statuses: ['new', 'urgent'] } }, 'tenants[0].scan.statuses[1]', '"urgent"'],
    [{ ...LOCAL, scan: { concurrency: 501 } }, 'tenants[0].scan.concurrency', '501'],
    [{ ...LOCAL, phoneRegion: 'usa' }, 'tenants[0].phoneRegion', '"usa"'],
    [
      { ...LOCAL, scan: { filter: { group: { only: [] } } } },
      'tenants[0].scan.filter.group.only',
      'a list of 0',
    ],
    [{ ...LOCAL, scan: { filter: { tag: 'vip' } } }, 'tenants[0].scan.filter.tag', '"vip"'],
    [{ ...LOCAL, summaryLanguage: 'english' }, 'tenants[0].summaryLanguage', '"english"'],
    [{ ...LOCAL, summaryLanguage: 'e_n' }, 'tenants[0].summaryLanguage', '"e_n"'],
    [{ ...LOCAL, confidenceThreshold: 1.1 }, 'tenants[0].confidenceThreshold', '1.1'],
    [{ ...LOCAL, monthlyBudgetUsd: 0 }, 'tenants[0].monthlyBudgetUsd', '0'],
    [{ ...LOCAL, monthlyBudgetUsd: '10' }, 'tenants[0].monthlyBudgetUsd', '"10"'],
    [
      categories({ ...category, name: 'a'.repeat(31) }),
      'tenants[0].categories[0].name',
      `"${'a'.repeat(31)}"`,
    ],
    [
      categories({ ...category, description: 'x'.repeat(201) }),
      'tenants[0].categories[0].description',
      `"${'x'.repeat(201)}"`,
    ],
    [categories(category, category), 'tenants[0].categories[1].name', '"delivery"'],
    [
      {
        ...categories({ ...category, name: 'a'.repeat(20) }, { ...category, name: 'b'.repeat(21) }),
        platform: { ...LOCAL.platform, kind: 'freshdesk' },
      },
      'tenants[0].categories[1].name',
      `"${'b'.repeat(21)}"`,
    ],
    [
      {
        ...categories(category),
        categoryTagPrefix: `ai_${'x'.repeat(30)}`,
        platform: { ...LOCAL.platform, kind: 'freshdesk' },
      },
      'tenants[0].categories[0].name',
      '"delivery"',
    ],
    [
      categories(...Array.from({ length: 21 }, (_, n) => ({ ...category, name: `c${n}` }))),
      'tenants[0].categories',
      'a list of 21',
    ],
  ])('%j → %s', (entry, path, got) => {
    const [fault, ...others] = faultsOfEntry(entry);
    expect(others).toEqual([]);
    expect(fault).toMatch(/: expected .+, got /);
    expect(fault?.split(':')[0]).toBe(path);
    expect(fault?.split(', got ').at(-1)).toBe(got);
  });

  test.each([
    'category_',
    'ai_Topic_',
    'ai_',
    'ai_bug',
    'ai_urgency_',
    'ai_sentiment_x_',
    'ai_pro',
    'ai_fallback_',
  ])('the prefix %s is refused', (categoryTagPrefix) => {
    expect(faultsOfEntry({ ...LOCAL, categoryTagPrefix })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.categoryTagPrefix: expected .+, got "/),
    ]);
  });

  test.each(['ai_topic_', 'ai_category_', 'ai_t2'])('the prefix %s is fine', (categoryTagPrefix) => {
    expect(faultsOfEntry({ ...LOCAL, categoryTagPrefix })).toEqual([]);
  });
});

describe('a secret', () => {
  const withToken = (apiToken: unknown) => ({ ...REAL, platform: { ...REAL.platform, apiToken } });

  test.each<[unknown]>([
    ['t-hunter2'],
    [7_777_777],
    [{ env: 't-hunter2' }],
    [{ env: 'SHOP_TOKEN', file: 'hunter2' }],
    [{ value: 't-hunter2' }],
    [['t-hunter2']],
    [{}],
  ])('%j in its place is refused, unseen, with how to refer to one', (token) => {
    const [fault, ...others] = faultsOfEntry(withToken(token));
    expect(others).toEqual([]);
    expect(fault).toContain('tenants[0].platform.apiToken: expected a reference to the secret, {env: NAME}');
    expect(fault).toMatch(/got set \(not shown\)$/);
    expect(fault).not.toMatch(/hunter2|7777777/);
  });

  test('of a file that is not there, or is empty, names the file', () => {
    expect(faultsOfEntry(withToken({ file: 'no-such-file' }))).toEqual([
      expect.stringMatching(/apiToken: expected a secret in the file .+no-such-file, got .+ENOENT/),
    ]);
    expect(faultsOfEntry(withToken({ file: '.' }))).toEqual([expect.stringMatching(/EISDIR/)]);
  });

  test('of an empty variable counts as unset', () => {
    expect(faultsOfEntry(REAL, { SHOP_TOKEN: '', SHOP_KEY: 'k' })).toEqual([
      expect.stringMatching(/environment variable SHOP_TOKEN, got unset/),
    ]);
  });

  test('written under a wrong key, in an address or in broken YAML is not repeated', () => {
    const content = {
      tenants: [{ ...LOCAL, apitoken: 'hunter2', platform: { baseUrl: 'http://a:hunter2@127.0.0.1' } }],
    };
    expect(faults(content).join()).not.toContain('hunter2');
    expect(faults(content)).toHaveLength(1);
    expect(faults('tenants:\n  - name: "hunter2\n  apiToken: }hunter2{').join()).toMatch(
      /^TENANTS_FILE: expected valid YAML, got [A-Z_]+ in line \d+, column \d+$/,
    );
  });
});

describe('an unknown key', () => {
  test.each<[object, string]>([
    [{ ...LOCAL, models: {} }, 'tenants[0].models: expected model, perhaps, got a key that nothing reads'],
    [{ ...LOCAL, dryrun: true }, 'tenants[0].dryrun: expected dryRun, perhaps, got a key that nothing reads'],
    [
      { ...LOCAL, scan: { Cron: 'x' } },
      'tenants[0].scan.Cron: expected cron, perhaps, got a key that nothing reads',
    ],
    [
      { ...LOCAL, scan: { frequency: 5 } },
      'tenants[0].scan.frequency: expected one of: cron, start, statuses, filter, concurrency, got a key that nothing reads',
    ],
    [
      { ...LOCAL, categories: [{ name: 'a', description: 'b', descripton: 'c' }] },
      'tenants[0].categories[0].descripton: expected description, perhaps, got a key that nothing reads',
    ],
    [{ ...LOCAL, platform: { ...LOCAL.platform, toString: 1 } }, 'tenants[0].platform.toString: expected'],
  ])('%j → the nearest known one', (entry, fault) => {
    const [first, ...others] = faultsOfEntry(entry);
    expect(others).toEqual([]);
    expect(first).toContain(fault);
  });

  test('at the top is one too', () => {
    expect(faults({ tenants: [LOCAL], version: 1 })).toEqual([
      'version: expected only the key tenants at the top, got a key that nothing reads',
    ]);
  });
});

describe('two tenants on one account', () => {
  const at = (platform: object, name: string) => ({
    ...REAL,
    name,
    platform: { ...REAL.platform, ...platform },
  });

  test.each([
    [{ subdomain: 'shop' }, { subdomain: 'SHOP' }],
    [{ subdomain: 'shop' }, { subdomain: undefined, baseUrl: 'https://shop.zendesk.com/' }],
    [{ subdomain: 'shop', baseUrl: 'https://proxy.example' }, { subdomain: 'shop' }],
    [
      { subdomain: undefined, baseUrl: 'https://desk.example' },
      { subdomain: 'x', baseUrl: 'https://DESK.example/api' },
    ],
  ])('%j and %j → refused', (one, two) => {
    expect(faults({ tenants: [at(one, 'one'), at(two, 'two')] })).toEqual([
      expect.stringMatching(
        /^tenants\[1\]\.platform\.\w+: expected another account than that of tenants\[0\], got the same/,
      ),
    ]);
  });

  test('two stand-ins on ports of one machine are two accounts', () => {
    expect(faults({ tenants: [LOCAL, OTHER] })).toEqual([]);
  });
});

describe('safe defaults, a tenant each', () => {
  test('a real help desk wants a model, and a word on dry runs', () => {
    const careless = { ...REAL, model: undefined, dryRun: undefined };
    expect(faults({ tenants: [LOCAL, careless] })).toEqual([
      expect.stringMatching(/^tenants\[1\]\.model\.apiKey: .+made-up verdicts/),
      expect.stringMatching(/^tenants\[1\]\.dryRun: expected true or false, said explicitly/),
    ]);
    expect(faults({ tenants: [{ ...REAL, dryRun: undefined }] }, { ...SECRETS, DRY_RUN: 'true' })).toEqual(
      [],
    );
  });

  test.each(['http://desk.example.com', 'http://127.0.0.1.example.com'])(
    '%s without TLS is refused',
    (url) => {
      const entry = { ...REAL, platform: { ...REAL.platform, baseUrl: url }, model: { baseUrl: url } };
      expect(faultsOfEntry(entry).map((fault) => fault.split(':')[0])).toEqual([
        'tenants[0].platform.baseUrl',
        'tenants[0].model.baseUrl',
      ]);
      expect(faultsOfEntry(entry, { ...SECRETS, ALLOW_PLAIN_HTTP: new URL(url).hostname })).toEqual([]);
    },
  );

  test('a model off the list of private hosts is refused, of the tenant as of everybody', () => {
    const model = { ...LOCAL.model, privateHosts: ['llm.internal'] };
    expect(faultsOfEntry({ ...LOCAL, model })).toEqual([
      expect.stringMatching(
        /^tenants\[0\]\.model\.baseUrl: expected a host of privateHosts \(llm\.internal\)/,
      ),
    ]);
    expect(faultsOfEntry(LOCAL, { LLM_PRIVATE_HOSTS: 'llm.internal' })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.model\.baseUrl: expected a host named in LLM_PRIVATE_HOSTS/),
    ]);
    const wider = { ...LOCAL.model, privateHosts: ['127.0.0.1', 'other.example'] };
    expect(faultsOfEntry({ ...LOCAL, model: wider }, { LLM_PRIVATE_HOSTS: '127.0.0.1' })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.model\.privateHosts: .+, got other\.example$/),
    ]);
  });

  test('variables that name one account or model are refused beside the file', () => {
    const env = {
      ZENDESK_SUBDOMAIN: 'shop',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      TICKET_PLATFORM: 'zendesk',
    };
    expect(
      faults({ tenants: [LOCAL] }, env)
        .map((fault) => fault.split(':')[0])
        .sort(),
    ).toEqual(Object.keys(env).sort());
  });
});

describe('a file that is no list of tenants', () => {
  test.each([
    ['', /^TENANTS_FILE: expected a YAML mapping with the key tenants/],
    ['tenants: []', /^TENANTS_FILE: expected a YAML mapping.+, got no tenants/],
    ['- name: acme', /^TENANTS_FILE: expected a YAML mapping/],
    ['tenants: {acme: {}}', /^TENANTS_FILE: expected a YAML mapping/],
    ['a: 1\na: 2', /^TENANTS_FILE: expected valid YAML, got DUPLICATE_KEY in line 2, column 1/],
  ])('%j is a fault', (content, expected) => {
    expect(faults(content)).toEqual([expect.stringMatching(expected)]);
  });

  test('a file that is not there is a fault', () => {
    const load = () => loadConfig({ TENANTS_FILE: path.join(newFolder(), 'none.yaml') });
    expect(load).toThrow(
      /^ {2}TENANTS_FILE: expected a YAML file that can be read, got ".+none\.yaml" \(ENOENT\)$/m,
    );
  });
});
