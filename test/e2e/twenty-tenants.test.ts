import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, ScheduleOverlapPolicy } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { scanScheduleId, upgradeScheduleId } from '../../src/contract/names.js';
import { deliver, inLanes } from '../gateway/webhooks/deliveries.js';
import { modelKeyOf, webhookSecretOf, wordsOf, World } from '../support/many-tenants.js';
import { ONE_PARTITION } from '../support/rated-workers.js';
import { sampleOn } from '../support/metric-values.js';
import type { Misbehave } from '../support/recording-front.js';
import { TestInstallation, until } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';

jest.setTimeout(240_000);

const BAD = 'bravo';
/** Comes when the others are there. */
const LATER = 'yankee';
const FRESHDESK = ['golf', 'november', 'zulu'];
const GOOD = [
  ...['alpha', 'charlie', 'delta', 'echo', 'foxtrot', 'golf', 'hotel', 'india', 'kilo', 'lima', 'mike'],
  ...['november', 'papa', 'quebec', 'romeo', 'sierra', 'tango', 'uniform', 'zulu'],
];
/** Of each good tenant: one that a scan finds, one that a webhook tells of, one that is the same everywhere. */
const TICKETS = 3;
const FLOOD = 30;
const KEY = Buffer.alloc(32, 7);

const SAME_EVERYWHERE = { subject: 'Refund', description: 'I want my money back for the broken lamp.' };
const ticketOf = (tenant: string, number: number) => ({
  subject: `Export ${number} fails`,
  description: `The export of ${wordsOf(tenant)} crashes on file ${number}.`,
});

/** Every way in turn: 500, too many requests for an hour, a maintenance page, no answer, and now and then a good one. */
function unreliableDesk(): Misbehave {
  let count = 0;
  return ({ method, path }, reply) => {
    if (path.includes('incremental')) return refuse(reply, 401, { error: 'Couldn’t authenticate you' });
    if (method === 'PUT') return refuse(reply, 503, {});
    count += 1;
    if (count % 6 === 1) return refuse(reply, 500, {});
    if (count % 6 === 2) return refuse(reply, 429, {}, { 'retry-after': '3600' });
    if (count % 6 === 3) {
      reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>');
      return true;
    }
    // Hangs.
    return count % 6 === 4;
  };
}

/** The same of a model, by the key of the one tenant: no answer, prose, credentials refused, and now and then a good one. */
function unreliableModel(): Misbehave {
  let count = 0;
  return ({ method, authorization }, reply) => {
    if (method !== 'POST' || authorization !== `Bearer ${modelKeyOf(BAD)}`) return false;
    count += 1;
    if (count % 4 === 1) return refuse(reply, 401, { error: { message: 'Incorrect API key' } });
    if (count % 4 === 2) {
      reply.writeHead(200, { 'content-type': 'application/json' }).end('Sure! Here is what I think.');
      return true;
    }
    return count % 4 === 3;
  };
}

function refuse(
  reply: Parameters<Misbehave>[1],
  status: number,
  body: object,
  headers: Record<string, string> = {},
): true {
  reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  return true;
}

describe('twenty tenants in one worker, one of which misbehaves in every way', () => {
  let server: TestWorkflowEnvironment;
  let client: Client;
  let installation: TestInstallation;
  let world: World;
  let run: (...args: string[]) => ReturnType<TestInstallation['cli']>;
  let worker: ReturnType<TestInstallation['cli']>;
  let gateway: ReturnType<TestInstallation['cli']>;
  let floodAnswers: number[];

  beforeAll(async () => {
    server = await realServer(ONE_PARTITION);
    const dataConverter = createDataConverter([{ id: 'k1', key: createSecretKey(KEY) }]);
    client = new Client({ connection: server.connection, dataConverter });
    installation = new TestInstallation();
    world = await World.open(installation.folder);
    for (const name of GOOD)
      await world.add(name, {
        kind: FRESHDESK.includes(name) ? 'freshdesk' : 'zendesk',
        monthlyBudgetUsd: 5,
      });
    const bad = await world.add(BAD, { monthlyBudgetUsd: 0.000_001, modelTimeoutMs: 2_000 });
    bad.desk.misbehave = unreliableDesk();
    world.model.misbehave = unreliableModel();
    world.writeFile();
    const env = {
      ...{
        TEMPORAL_ADDRESS: server.address,
        TENANTS_FILE: world.file,
        GATEWAY_TOKEN: 'a-token-of-the-tests',
      },
      PAYLOAD_ENCRYPTION_KEYS: `k1:${KEY.toString('base64')}`,
      ...{ GATEWAY_PORT: '0', METRICS_PORT: '0', LOG_FORMAT: 'json' },
      ...world.environmentOf([...GOOD, BAD, LATER]),
    };
    run = (...args) => installation.cli(args, env);
    worker = run('worker');
    gateway = run('gateway');
    await until('the worker polls', () => worker.output().includes('worker polls'));
    await until('the gateway listens', () => gateway.output().includes('gateway listens'));
    // By the clock, it would write the mended tenant's verdicts of the rules once more.
    await client.schedule.getHandle(upgradeScheduleId(BAD)).pause('these tests');
  });
  afterAll(async () => {
    await installation.close();
    await world.close();
    await server.teardown();
  });

  const logged = (output: string, message: string): string =>
    new RegExp(`"url":"([^"]+)"[^\\n]*${message}`).exec(output)?.[1] ?? '';
  const scan = (name: string) =>
    client.schedule.getHandle(scanScheduleId(name)).trigger(ScheduleOverlapPolicy.SKIP);
  const tell = async (name: string, ticketId: string): Promise<number> => {
    const { kind } = world.tenants.get(name) ?? {};
    const url = `${logged(gateway.output(), 'gateway listens')}/webhooks/${kind}/${name}`;
    const secret = webhookSecretOf(name);
    if (kind === 'zendesk') return (await deliver(url, { ticket_id: ticketId }, secret)).status;
    const headers = { 'content-type': 'application/json', 'x-webhook-token': secret };
    const body = JSON.stringify({ ticket_id: ticketId });
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  const verdictsOf = async (name: string) =>
    Object.values((await world.ledgerOf(name)).tickets).filter(({ tags }) => tags.includes('ai_processed'));
  const metrics = async () => (await fetch(logged(worker.output(), 'metrics are served'))).text();

  test('the tickets of the other nineteen get their verdicts while it has none', async () => {
    const huge = { subject: 'Log', description: 'Call +1 202 555 0143 about the log. '.repeat(3_000) };
    const flood = await world.openTickets(BAD, [
      ...Array.from({ length: FLOOD - 5 }, (_none, index) => ticketOf(BAD, index)),
      ...Array.from({ length: 5 }, (_none, index) => ({ ...huge, subject: `Log ${index}` })),
    ]);
    await scan(BAD);
    floodAnswers = await inLanes([...flood, ...flood], 20, (id) => tell(BAD, id));

    for (const name of GOOD) {
      await world.openTickets(name, [ticketOf(name, 1), SAME_EVERYWHERE]);
      await scan(name);
    }
    for (const name of GOOD) {
      const [id] = await world.openTickets(name, [ticketOf(name, 2)]);
      expect(await tell(name, id ?? '')).toBe(202);
    }
    await until('nineteen tenants have their verdicts', async () => {
      const verdicts = await Promise.all(GOOD.map(verdictsOf));
      return verdicts.every(({ length }) => length === TICKETS);
    });
    expect(await verdictsOf(BAD)).toEqual([]);
  });

  test('each of their verdicts is written once, and is the model’s', async () => {
    for (const name of GOOD)
      for (const ticket of await verdictsOf(name)) {
        expect(ticket).toMatchObject({ writes: 1, aiComments: 1, lostForeignTags: [] });
        expect(ticket.tags).not.toContain('ai_fallback');
      }
  });

  test('no step of theirs failed, and no circuit of theirs opened', async () => {
    const page = await metrics();
    const attempts = page
      .split('\n')
      .filter((line) => line.startsWith('ticket_processor_step_attempts_total{'));
    const troubles = attempts.filter((line) => !line.includes('result="ok"') && !line.endsWith(' 0'));
    expect(troubles.filter((line) => !line.includes(`tenant="${BAD}"`))).toEqual([]);
    expect(troubles.length).toBeGreaterThan(3);
    const state = (name: string, service: string) =>
      sampleOn(page, `ticket_processor_circuit_state{tenant="${name}",service="${service}"}`);
    for (const name of GOOD) expect([state(name, 'platform'), state(name, 'model')]).toEqual([0, 0]);
  });

  test('its flood of webhooks is taken, and asks nobody else’s help desk anything', () => {
    expect(new Set(floodAnswers)).toEqual(new Set([202]));
  });

  test('nobody’s credentials or words reach another one’s help desk, nor the model under another key', () => {
    for (const { name, desk } of world.tenants.values()) {
      const told = JSON.stringify(desk.seen);
      const decoded = desk.seen.map(({ authorization }) => plain(authorization)).join('\n');
      const asked = JSON.stringify(world.askedOfModel(name));
      expect(decoded).toContain(`desk-token-of-${name}`);
      for (const other of world.tenants.keys()) {
        if (other === name) continue;
        expect(`${told}${decoded}`).not.toContain(`desk-token-of-${other}`);
        expect(told).not.toContain(modelKeyOf(other));
        expect(`${told}${asked}`).not.toContain(wordsOf(other));
      }
    }
  });

  test('equal tickets of two tenants are two questions, each with its own key', () => {
    for (const name of GOOD) expect(world.askedOfModel(name)).toHaveLength(TICKETS);
  });

  /** Asks both processes to read the file; resolves when both say so much. */
  const reread = async (said: string): Promise<void> => {
    const timesSaid = ({ output }: typeof worker) => output().split(said).length;
    const before = [worker, gateway].map(timesSaid);
    for (const { child } of [worker, gateway]) child.kill('SIGHUP');
    await until(`both say: ${said}`, () =>
      [worker, gateway].every((process, index) => timesSaid(process) > (before[index] ?? 0)),
    );
  };
  const IN_FORCE = 'the tenants file is in force';
  const schedule = (name: string) => client.schedule.getHandle(scanScheduleId(name));

  test('once it is mended, with new credentials and a budget, all its tickets get their verdicts', async () => {
    const bad = world.tenants.get(BAD)!;
    bad.desk.misbehave = null;
    world.model.misbehave = null;
    world.setSecret(BAD, 'desk-token-new');
    bad.entry['monthlyBudgetUsd'] = 50;
    world.writeFile();
    await reread(IN_FORCE);
    // What the help desk was told to wait for an hour goes on at once.
    const query = `Tenant = '${BAD}' AND WorkflowType = 'processTicket' AND ExecutionStatus = 'Running'`;
    const reset = run('temporal', 'activity', 'reset', '--query', query, '--yes');
    expect(await reset.ended).toBe(0);
    await scan(BAD);
    await until('it has its verdicts', async () => (await verdictsOf(BAD)).length === FLOOD);
    for (const ticket of await verdictsOf(BAD)) expect(ticket).toMatchObject({ writes: 1, aiComments: 1 });
    expect(plain(bad.desk.seen.at(-1)?.authorization ?? '')).toBe('desk-token-new');
  });

  test('a tenant that is added to the file is served, without a restart', async () => {
    await world.add(LATER);
    world.writeFile();
    await reread(IN_FORCE);
    const [id] = await world.openTickets(LATER, [ticketOf(LATER, 1)]);
    expect(await tell(LATER, id ?? '')).toBe(202);
    await until('it has its verdict', async () => (await verdictsOf(LATER)).length === 1);
    expect((await schedule(LATER).describe()).state.paused).toBe(false);
  });

  test('a file with faults changes nothing: all are told, and the metrics say so', async () => {
    world.tenants.get('alpha')!.entry['bulkmail'] = 'tag';
    world.tenants.get(LATER)!.entry['scan'] = { cron: 'often' };
    world.writeFile();
    await reread('the tenants stay as they were');
    for (const { output } of [worker, gateway]) {
      expect(output()).toContain('tenants[0].bulkmail: expected bulkMail, perhaps');
      expect(output()).toContain('tenants[20].scan.cron: expected a cron expression');
    }
    expect(sampleOn(await metrics(), 'ticket_processor_tenants_file_valid')).toBe(0);
    const [id] = await world.openTickets('alpha', [ticketOf('alpha', 3)]);
    expect(await tell('alpha', id ?? '')).toBe(202);
    await until('they are served', async () => (await verdictsOf('alpha')).length === TICKETS + 1);

    delete world.tenants.get('alpha')!.entry['bulkmail'];
    world.tenants.get(LATER)!.entry['scan'] = { cron: '0 0 2 2 *' };
    world.writeFile();
    await reread(IN_FORCE);
    expect(sampleOn(await metrics(), 'ticket_processor_tenants_file_valid')).toBe(1);
    const { spec } = await schedule(LATER).describe();
    expect(spec.calendars).toMatchObject([{ dayOfMonth: [{ start: 2 }], month: [{ start: 'FEBRUARY' }] }]);
  });

  test('a tenant that is taken out rests with its cursor; back again, it goes on, unless a person paused it', async () => {
    await schedule('delta').pause('inventory');
    const staying = [...world.tenants.values()].filter(({ name }) => !['charlie', 'delta'].includes(name));
    world.writeFile(staying);
    await reread(IN_FORCE);
    const rests = await schedule('charlie').describe();
    expect(rests.state).toMatchObject({ paused: true, note: 'the tenant was taken out of the tenants file' });
    expect(worker.output()).toMatch(/"tenant":"charlie","openTickets":0/);
    const [id] = await world.openTickets('charlie', [ticketOf('charlie', 3)]);
    expect(await tell('charlie', id ?? '')).toBe(401);

    world.writeFile();
    await reread(IN_FORCE);
    expect((await schedule('charlie').describe()).state.paused).toBe(false);
    expect((await schedule('delta').describe()).state).toMatchObject({ paused: true, note: 'inventory' });
    await scan('charlie');
    await until('the scan finds it', async () => (await verdictsOf('charlie')).length === TICKETS + 1);
    // The cursor stood: what had its verdict was not listed again from the start.
    const { info } = await schedule('charlie').describe();
    expect(info.numActionsTaken).toBe(2);
  });
});

/** What a header says, also in Basic. */
function plain(authorization: string): string {
  const [scheme, value = ''] = authorization.split(' ');
  return scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : value;
}
