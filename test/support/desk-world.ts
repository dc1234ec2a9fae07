import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startFreshdeskSimulator } from '../../simulators/freshdesk/server.js';
import { startZendeskSimulator } from '../../simulators/zendesk/server.js';
import { createActivities } from '../../src/activities/index.js';
import type { Tenant } from '../../src/ports/tenant.js';
import { createFreshdeskPlatform } from '../../src/platforms/freshdesk/platform.js';
import { createZendeskPlatform } from '../../src/platforms/zendesk/platform.js';
import type { ReprocessRequest } from '../../src/contract/desk.js';
import { serviceQueues, type PlatformName } from '../../src/contract/names.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import type { ProcessTicketResult } from '../../src/contract/ticket.js';
import { DEFAULT_VERDICT_POLICY } from '../../src/domain/tenant-policy.js';
import type { TicketEntry } from '../../src/ports/audit-log.js';
import type { LanguageModel } from '../../src/ports/model.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { USAGE, verdictText } from './fake-model.js';
import { sim, type Ledger } from './running-up.js';
import { freshTenant, withWorkers } from './temporal.js';

const UNLIMITED = { requestsPerMinute: 0, updatesPerMinute: 0, tickets: 0 };

/**
 * A help desk's simulator with the product's own adapter, activities and workflows on a server; the model answers the
 * same to everything and counts.
 */
export async function withDeskWorld(
  env: TestWorkflowEnvironment,
  kind: PlatformName,
  folder: string,
  use: (world: DeskWorld) => Promise<void>,
): Promise<void> {
  const { url, close } =
    kind === 'zendesk'
      ? await startZendeskSimulator({ ...UNLIMITED, exportsPerMinute: 0, updatesPerTicket: 0 })
      : await startFreshdeskSimulator(UNLIMITED);
  const outcomes = await openOutcomeStore({ dataDir: folder });
  try {
    const world = new DeskWorld(env, kind, url, outcomes);
    const { tenant, activities } = world;
    await withWorkers(env, { tenant, activities }, () => use(world));
  } finally {
    await outcomes.close();
    await close();
  }
}

export class DeskWorld {
  readonly tenant = freshTenant();
  readonly audit: TicketEntry[] = [];
  modelCalls = 0;
  answer = verdictText();
  /** Everything but the write. */
  readonly policy: Tenant['policy'] = {
    ...DEFAULT_VERDICT_POLICY,
    scanStatuses: ['new', 'open'],
    filter: {},
    scanStart: () => '2026-01-01T00:00:00Z',
    concurrency: 10,
    dryRun: false,
    phoneRegion: 'US',
  };
  readonly activities: object;
  readonly configured: Tenant;

  constructor(
    private readonly env: TestWorkflowEnvironment,
    readonly kind: PlatformName,
    readonly url: string,
    readonly outcomes: OutcomeStore,
  ) {
    const model: LanguageModel = {
      model: 'counting-model',
      reachable: () => Promise.resolve(),
      complete: () => {
        this.modelCalls += 1;
        return Promise.resolve({ text: this.answer, model: 'counting-model', usage: USAGE });
      },
    };
    const platform =
      kind === 'zendesk'
        ? createZendeskPlatform({ baseUrl: url, auth: { email: 'robot@tallybird.example', apiToken: 'tok' } })
        : createFreshdeskPlatform({ baseUrl: url, auth: { apiKey: 'key' } });
    this.configured = { name: this.tenant, platformName: kind, platform, model, policy: this.policy };
    this.activities = createActivities({
      tenants: new Map([[this.tenant, this.configured]]),
      ticketRuns: createTicketRuns(env.client),
      outcomes,
      audit: { append: (entry) => Promise.resolve(void this.audit.push(entry as TicketEntry)) },
      ownQueue: () => serviceQueues(this.tenant).reads,
    }).activities;
  }

  async open(ticket: Record<string, unknown> = {}): Promise<string> {
    const tickets = [
      { subject: 'Export crashes', description: 'The export crashes since today.', ...ticket },
    ];
    const { ids } = await sim<{ ids: number[] }>(this.url, 'tickets', { tickets });
    return String(ids[0]);
  }

  control = (path: string, body: unknown): Promise<unknown> => sim(this.url, path, body);

  /** Runs the ticket's workflow to its end; a request is sent with the start. */
  async run(ticketId: string, reason = 'scan', request?: ReprocessRequest): Promise<ProcessTicketResult> {
    const options = ticketStartOptions({ tenant: this.tenant, platform: this.kind, ticketId, reason });
    const { workflow } = this.env.client;
    const handle =
      request === undefined
        ? await workflow.start('processTicket', options)
        : await workflow.signalWithStart('processTicket', {
            ...options,
            signal: 'reprocess',
            signalArgs: [request],
          });
    return (await handle.result()) as ProcessTicketResult;
  }

  /** A scan: the listing's own choice of tickets, each run to its end. */
  async scan(): Promise<Record<string, ProcessTicketResult>> {
    const listed = await this.configured.platform.listChanges({ startTime: '2026-01-01T00:00:00Z' });
    const wanted = listed.tickets.filter(
      ({ status, tags }) => this.policy.scanStatuses.includes(status) && !tags.includes('ai_processed'),
    );
    const ids = [...new Set(wanted.map(({ ticketId }) => ticketId))];
    const results = await Promise.all(ids.map((id) => this.run(id)));
    return Object.fromEntries(results.map((result) => [result.ticketId, result]));
  }

  async ticket(ticketId: string): Promise<Ledger['tickets'][string] & { notes: string[] }> {
    const { tickets } = await sim<Ledger>(this.url, 'ledger');
    return tickets[ticketId] as Ledger['tickets'][string] & { notes: string[] };
  }
}
