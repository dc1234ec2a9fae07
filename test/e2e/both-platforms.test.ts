import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import { sim, TestInstallation, until } from '../support/running-up.js';

jest.setTimeout(180_000);

/** What the ledgers of both kinds of simulator say of a ticket; statuses and priorities in the vendor's own terms. */
interface LedgerTicket {
  writes: number;
  aiComments: number;
  tags: string[];
  priority: string | number | null;
  lostForeignTags: string[];
  status: string | number;
  spam?: boolean;
  deleted?: boolean;
  overwrittenPriorities: number;
}

interface Ledger {
  tickets: Record<string, LedgerTicket>;
  faults: Record<string, number>;
}

/**
 * What goes wrong for a few tickets at a time: fewer than the failures in a row after which a help desk is left alone.
 *
 * - `agentEdit`: somebody edits each ticket while it is judged. On Zendesk just before the update, which is refused; on
 *   Freshdesk after the first look, where whoever looks again before writing sees it.
 * - `commitThenReset`: each write is applied, and its answer lost.
 */
const TROUBLES = ['agentEdit', 'commitThenReset'] as const;
const TROUBLED_TICKETS = 4;

const PLATFORMS = [
  {
    kind: 'zendesk',
    isWanted: ({ status }: LedgerTicket) => status === 'new' || status === 'open',
    low: 'low',
    high: 'high',
    urgent: 'urgent',
  },
  {
    kind: 'freshdesk',
    isWanted: ({ status, spam, deleted }: LedgerTicket) => status === 2 && !spam && !deleted,
    low: 1,
    high: 3,
    urgent: 4,
  },
] as const;

/** What was seen of one platform, step by step. */
interface Seen {
  scanned: Ledger;
  underFaults: { ids: number[]; ledger: Ledger };
  reprocessed: { ids: number[]; before: Ledger; after: Ledger };
}

/** All of them are bugs, to the rules and to the simulated model. */
const newTickets = (count: number, topic: string) =>
  Array.from({ length: count }, (_none, index) => ({
    subject: `Export ${index} of ${topic} crashes`,
    description: `Since this morning the export of file ${index} ends with an error message. It is urgent!`,
    tags: ['vip'],
  }));

const installation = new TestInstallation();
const desks: Record<string, string> = {};
const seen: Record<string, Seen> = {};
let tenantsFile: string;

beforeAll(async () => {
  const model = await installation.simulate('llm');
  const world = ['--tickets', '16', '--requests-per-minute', '0', '--updates-per-minute', '0'];
  await Promise.all(
    PLATFORMS.map(async ({ kind }) => {
      desks[kind] = await installation.simulate(kind, world);
    }),
  );
  tenantsFile = path.join(installation.folder, 'tenants.yaml');
  const tenants = PLATFORMS.map(({ kind }) => ({
    ...{ name: kind, platform: { kind, baseUrl: desks[kind] }, model: { baseUrl: `${model}/v1` } },
    scan: { cron: '0 0 1 1 *' },
  }));
  writeFileSync(tenantsFile, stringify({ tenants }));
  const up = installation.cli(['up'], { TENANTS_FILE: tenantsFile });
  await until('the first scans are done', () => up.output().includes('Scanning by'));
  await Promise.all(PLATFORMS.map(async (platform) => (seen[platform.kind] = await walk(platform))));
});
afterAll(() => installation.close());

/** The same walk on each platform: what the scan did, new tickets under faults, new verdicts beside people's edits. */
async function walk({ kind }: (typeof PLATFORMS)[number]): Promise<Seen> {
  const desk = desks[kind] ?? '';
  const ledgerNow = () => sim<Ledger>(desk, 'ledger');
  const create = async (count: number, topic: string) =>
    (await sim<{ ids: number[] }>(desk, 'tickets', { tickets: newTickets(count, topic) })).ids;
  const verdicts = async (command: string, ids: readonly number[], ...further: string[]) => {
    const args = [command, ...ids.map(String), '--tenant', kind, ...further];
    const { ended, output } = installation.cli(args, { TENANTS_FILE: tenantsFile });
    if ((await ended) !== 0) throw new Error(`${args.join(' ')}: ${output()}`);
  };
  const scanned = await ledgerNow();
  const faulted: number[] = [];
  for (const trouble of TROUBLES) {
    const ids = await create(TROUBLED_TICKETS, trouble);
    faulted.push(...ids);
    await sim(desk, 'faults', { [trouble]: 1 });
    await verdicts('process', ids);
    const isTroubled = async () => ((await ledgerNow()).faults[trouble] ?? 0) >= TROUBLED_TICKETS;
    await until(`each ticket has met with ${trouble}`, isTroubled, 30_000);
    await sim(desk, 'faults', {});
    await verdicts('process', ids, '--wait');
  }
  const underFaults = { ids: faulted, ledger: await ledgerNow() };

  const ids = await create(3, 'reprocess');
  await verdicts('process', ids, '--wait');
  const before = await ledgerNow();
  await sim(desk, 'agent-edit', {
    id: ids[1],
    priority: 'urgent',
    removeTags: ['ai_bug'],
    addTags: ['seen'],
  });
  await sim(desk, 'agent-edit', { id: ids[2], removeTags: ['ai_processed'], priority: 'low' });
  await verdicts('reprocess', ids, '--wait');
  return { scanned, underFaults, reprocessed: { ids, before, after: await ledgerNow() } };
}

describe.each(PLATFORMS)('$kind', ({ kind, isWanted, ...priority }) => {
  const of = <Part extends keyof Seen>(part: Part): Seen[Part] => (seen[kind] as Seen)[part];
  const ticketsIn = ({ tickets }: Ledger, ids: readonly number[]) =>
    ids.map((id) => tickets[String(id)] as LedgerTicket);

  test('a scan writes every wanted ticket once, with one note, and no other', () => {
    const all = Object.values(of('scanned').tickets);
    const wanted = all.filter(isWanted);
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter(({ writes, aiComments }) => writes !== 1 || aiComments !== 1)).toEqual([]);
    expect(wanted.filter(({ tags }) => !tags.includes('ai_processed'))).toEqual([]);
    expect(all.filter((entry) => !isWanted(entry) && entry.writes + entry.aiComments > 0)).toEqual([]);
    expectPeopleWon(all);
  });

  test('lost answers and agents who edit meanwhile: once each, and nothing of theirs is lost', () => {
    const { ids, ledger } = of('underFaults');
    const written = ticketsIn(ledger, ids);
    expect(written.filter(({ writes, aiComments }) => writes !== 1 || aiComments !== 1)).toEqual([]);
    for (const { tags } of written)
      expect(tags).toEqual(expect.arrayContaining(['vip', 'ai_processed', 'ai_bug']));
    for (const trouble of TROUBLES) expect(ledger.faults[trouble]).toBeGreaterThanOrEqual(TROUBLED_TICKETS);
    const edited = written.filter(({ tags }) => tags.some((tag) => tag.startsWith('agent_')));
    expect(edited).toHaveLength(TROUBLED_TICKETS);
    expectPeopleWon(written);
  });

  test('reprocess writes a new verdict, and leaves what a person changed of the last one', () => {
    const { ids, before, after } = of('reprocessed');
    for (const ticket of ticketsIn(before, ids))
      expect(ticket).toMatchObject({ writes: 1, aiComments: 1, priority: priority.high });
    const [ours, edited, unmarked] = ticketsIn(after, ids);
    expect(ours).toMatchObject({ aiComments: 2, priority: priority.high });
    expect(edited).toMatchObject({ aiComments: 2, priority: priority.urgent });
    expect(edited?.tags).toEqual(expect.arrayContaining(['vip', 'seen', 'ai_processed']));
    expect(edited?.tags).not.toContain('ai_bug');
    expect(unmarked).toMatchObject({ aiComments: 2, priority: priority.low });
    expect(unmarked?.tags).toEqual(expect.arrayContaining(['vip', 'ai_processed', 'ai_bug']));
    expectPeopleWon(ticketsIn(after, ids));
  });

  test('health has a check of this kind of help desk', async () => {
    const answer = await fetch(`${installation.runtime.gatewayUrl}/health`);
    const { checks } = (await answer.json()) as { checks: Record<string, string> };
    expect(checks[`${kind}_api`]).toBe('ok');
  });
});

function expectPeopleWon(tickets: readonly LedgerTicket[]): void {
  expect(tickets.filter(({ lostForeignTags }) => lostForeignTags.length > 0)).toEqual([]);
  expect(tickets.filter(({ overwrittenPriorities }) => overwrittenPriorities > 0)).toEqual([]);
}
