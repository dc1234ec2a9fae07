import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import { sim, TestInstallation, until } from '../support/running-up.js';

jest.setTimeout(400_000);

interface LedgerTicket {
  writes: number;
  aiComments: number;
  tags: string[];
  priority: string | number | null;
  lostForeignTags: string[];
}
interface Prompt {
  prompts: { messages?: { content: string }[]; user?: string }[];
}

const tags = (count: number) => Array.from({ length: count }, (_, index) => `tag_${index}`);
const BROKEN = {
  subject: 'Export crashes',
  description: 'The export crashes since this morning. It is urgent!',
};
const SAID = 'The export crashes since this morning, it is urgent. Mail me at zoe.adler@customer.example.';

/** Tickets that both kinds of help desk can have. */
const COMMON = {
  ordinary: BROKEN,
  tags60k: { ...BROKEN, tags: tags(60_000) },
  tags200k: { ...BROKEN, tags: tags(200_000) },
  hugeSubject: { subject: 'Export crashes '.repeat(60_000), description: BROKEN.description },
  hugeName: { ...BROKEN, requester: { name: 'Zoe '.repeat(25_000), email: 'zoe@customer.example' } },
  manyFiles: { ...BROKEN, attachments: Array.from({ length: 10_000 }, (_, index) => `log-${index}.png`) },
  oversized: BROKEN,
  empty: { subject: '', description: '' },
  filesOnly: { subject: '(no subject)', description: '', attachments: ['photo.png'] },
};
const ZENDESK = {
  ...COMMON,
  manyComments: {
    ...BROKEN,
    comments: Array.from({ length: 5_000 }, (_, index) => ({ author: 'customer', text: `Again, ${index}` })),
  },
  voice: {
    subject: 'Voicemail from: +1 661 748 0240',
    description: 'Call from: +1 661 748 0240',
    voice: { transcription: SAID },
  },
  silentVoice: {
    subject: 'Voicemail from: +1 661 748 0240',
    description: 'Call from: +1 661 748 0240',
    voice: {},
  },
  chat: {
    subject: 'Conversation with Zoe',
    description: '',
    chat: [
      { author: 'bot', text: 'Hi!' },
      { author: 'customer', text: SAID },
    ],
  },
  messaging: {
    subject: 'Conversation with Zoe',
    description: '',
    messaging: [{ author: 'customer', text: SAID }],
  },
  silentChat: {
    subject: 'Conversation with Zoe',
    description: '',
    messaging: [{ author: 'bot', text: 'Hi! How can I help?' }],
  },
};
const FRESHDESK = {
  ...COMMON,
  manyComments: {
    ...BROKEN,
    conversations: Array.from({ length: 1_500 }, (_, index) => ({
      author: 'customer',
      text: `Again, ${index}`,
    })),
  },
  voice: { subject: 'Call with Zoe', description: 'She says the export crashes. Urgent!', source: 3 },
  silentVoice: { subject: 'Call with Zoe', description: 'Call from: +1 661 748 0240', source: 3 },
  silentChat: { subject: 'Zoe', description: '', source: 13 },
};
const DESKS = { zendesk: ZENDESK, freshdesk: FRESHDESK } as const;
type Kind = keyof typeof DESKS;

const installation = new TestInstallation();
const results: Record<string, { kind: string; why?: string }> = {};
const ledgers = {} as Record<Kind, Record<string, LedgerTicket>>;
let prompts = '';
let livez: number[] = [];

beforeAll(async () => {
  const model = await installation.simulate('llm');
  const world = ['--tickets', '0', '--requests-per-minute', '0', '--updates-per-minute', '0'];
  const desks = {} as Record<Kind, string>;
  const kinds = Object.keys(DESKS) as Kind[];
  for (const kind of kinds) desks[kind] = await installation.simulate(kind, world);
  const file = path.join(installation.folder, 'tenants.yaml');
  const tenants = kinds.map((kind) => ({
    ...{ name: kind, platform: { kind, baseUrl: desks[kind] }, model: { baseUrl: `${model}/v1` } },
    scan: { cron: '0 0 1 1 *' },
  }));
  writeFileSync(file, stringify({ tenants }));
  const env = { TENANTS_FILE: file };
  const up = installation.cli(['up'], env);
  await until('the first scans are done', () => up.output().includes('Scanning by'));

  for (const kind of kinds) {
    const names = Object.keys(DESKS[kind]);
    const idOf: Record<string, number> = {};
    for (const name of names) {
      const ticket = DESKS[kind][name as keyof (typeof DESKS)[Kind]];
      const { ids } = await sim<{ ids: number[] }>(desks[kind], 'tickets', { tickets: [ticket] });
      idOf[name] = ids[0] as number;
    }
    await sim(desks[kind], 'faults', { oversizedTickets: [idOf.oversized] });
    const args = [
      'process',
      ...names.map((name) => String(idOf[name])),
      '--tenant',
      kind,
      '--wait',
      '--json',
    ];
    const run = installation.cli(args, env);
    await run.ended;
    const line = run
      .output()
      .split('\n')
      .find((text) => text.startsWith('{"tickets":'));
    if (line === undefined) throw new Error(`process told nothing: ${run.output().slice(0, 500)}`);
    const shown = (JSON.parse(line) as { tickets: { ticketId: string; kind: string; why?: string }[] })
      .tickets;
    const { tickets } = await sim<{ tickets: Record<string, LedgerTicket> }>(desks[kind], 'ledger');
    ledgers[kind] = {};
    for (const name of names) {
      results[`${kind}/${name}`] = shown.find(({ ticketId }) => ticketId === String(idOf[name])) ?? {
        kind: 'none',
      };
      ledgers[kind][name] = tickets[String(idOf[name])] as LedgerTicket;
    }
  }
  prompts = JSON.stringify(await sim<Prompt>(model, 'prompts'));
  livez = installation.processes.map(({ pid }) => pid);
});
afterAll(() => installation.close());

describe.each(Object.keys(DESKS) as Kind[])('%s', (kind) => {
  const written = Object.keys(DESKS[kind]).filter((name) => !/^(silent|empty|files|oversized)/.test(name));
  test.each(written)('%s is written once, and nobody loses a tag', (name) => {
    expect(results[`${kind}/${name}`]).toMatchObject({ kind: 'updated' });
    const { writes, aiComments, lostForeignTags, tags: now } = ledgers[kind][name] as LedgerTicket;
    expect({ writes, aiComments, lost: lostForeignTags.length }).toEqual({
      writes: 1,
      aiComments: 1,
      lost: 0,
    });
    expect(now).toContain('ai_bug');
  });

  test.each([60, 200])('%i,000 tags are all there after the write, beside ours', (thousands) => {
    const { tags: now } = ledgers[kind][`tags${thousands}k`] as LedgerTicket;
    expect(now.filter((tag) => !tag.startsWith('ai_'))).toHaveLength(thousands * 1_000);
  });

  const silent = Object.keys(DESKS[kind]).filter((name) => /^(silent|empty|files)/.test(name));
  test.each(silent)('%s ends as skipped: there was nothing to read, and no priority is set', (name) => {
    expect(results[`${kind}/${name}`]).toMatchObject({ kind: 'skipped', why: 'nothingToRead' });
    const { writes, aiComments, tags: now, priority } = ledgers[kind][name] as LedgerTicket;
    expect({ writes, aiComments, now, priority }).toEqual({
      ...{ writes: 0, aiComments: 0, now: [], priority: kind === 'zendesk' ? null : 1 },
    });
  });

  test('a ticket whose answers are bombs ends as skipped, with the reason', () => {
    expect(results[`${kind}/oversized`]).toMatchObject({ kind: 'skipped', why: 'tooLarge' });
    expect(ledgers[kind].oversized).toMatchObject({ writes: 0, aiComments: 0 });
  });
});

test('transcripts and chats are redacted as any message is', () => {
  expect(prompts).toContain('The export crashes since this morning, it is urgent');
  expect(prompts).not.toContain('zoe.adler');
  expect(prompts).not.toContain('How can I help?');
});

test('every process that was started lives', () => {
  for (const pid of livez) expect(() => process.kill(pid, 0)).not.toThrow();
});
