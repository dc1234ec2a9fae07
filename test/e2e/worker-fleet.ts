import type { ChildProcess } from 'node:child_process';
import { hostname } from 'node:os';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { parseEncryptionKeys } from '../../src/crypto/keys.js';
import { ticketWorkflowId } from '../../src/contract/names.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';
import { HeldModel } from './held-model.js';

const DEPLOYMENT = 'fleet-of-tests';
/** As production sets it: otherwise the listing waits for its turn on each of four partitions. */
const ONE_PARTITION = ['matching.numTaskqueueReadPartitions=1', 'matching.numTaskqueueWritePartitions=1'];
const KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

/** A worker process, as a supervisor runs it. */
export interface FleetWorker {
  child: ChildProcess;
  /** Its exit code. */
  ended: Promise<number | null>;
  /** How it signs what it did in a history. */
  identity: string;
}

/** Who did what of a run, in order: the builds of its workflow tasks, and the workers of its activities. */
export interface RunTrace {
  builds: string[];
  activityIdentities: string[];
}

/** Worker processes of several builds on one real server, with a help desk simulator and a model that waits. */
export class WorkerFleet {
  readonly model = new HeldModel();
  private readonly installation = new TestInstallation();
  private server?: TestWorkflowEnvironment;
  private platformUrl = '';
  private env: NodeJS.ProcessEnv = {};

  /** Starts everything but workers. */
  async open(): Promise<void> {
    this.server = await realServer(ONE_PARTITION);
    const flags = ['--requests-per-minute', '0', '--updates-per-minute', '0', '--tickets', '0'];
    this.platformUrl = await this.installation.simulate('zendesk', flags);
    this.env = {
      TEMPORAL_ADDRESS: this.server.address,
      PAYLOAD_ENCRYPTION_KEYS: KEYS,
      ZENDESK_BASE_URL: this.platformUrl,
      OPENAI_BASE_URL: await this.model.listen(),
      SCAN_CRON: '0 0 1 1 *',
      CONCURRENCY: '2',
    };
  }

  /** Ends everything, also what a failed test left. */
  async close(): Promise<void> {
    this.model.release();
    await this.installation.close();
    await this.model.close();
    await this.server?.teardown();
  }

  get client(): Client {
    const parsed = parseEncryptionKeys(KEYS);
    if (!('keys' in parsed) || this.server === undefined) throw new Error('the fleet is not open');
    return new Client({
      connection: this.server.connection,
      dataConverter: createDataConverter(parsed.keys),
    });
  }

  /** Starts a worker of this build, or an unversioned one; resolves when it polls. */
  async start(buildId?: string): Promise<FleetWorker> {
    const version =
      buildId === undefined
        ? {}
        : { TEMPORAL_DEPLOYMENT_NAME: DEPLOYMENT, TEMPORAL_WORKER_BUILD_ID: buildId };
    const { child, ended, output } = this.installation.cli(['worker'], { ...this.env, ...version });
    await until(`the worker of build ${buildId ?? 'none'} polls`, () => output().includes('worker polls'));
    return { child, ended, identity: `${child.pid}@${hostname()}` };
  }

  /** What an operator runs to roll out and back; repeated while the server has not heard of all the queues. */
  async makeCurrent(buildId: string): Promise<void> {
    const version = ['--deployment-name', DEPLOYMENT, '--build-id', buildId, '--yes'];
    const line = ['temporal', 'worker', 'deployment', 'set-current-version', ...version];
    await until(
      `build ${buildId} is current`,
      async () => (await this.installation.cli(line, this.env).ended) === 0,
    );
  }

  /** Puts new tickets on the help desk; their IDs. */
  async newTickets(count: number): Promise<string[]> {
    const tickets = Array.from({ length: count }, (_none, index) => ({
      subject: `Export ${index} fails`,
      description: `The export crashes on file ${index}.`,
    }));
    return (await sim<{ ids: string[] }>(this.platformUrl, 'tickets', { tickets })).ids.map(String);
  }

  /** Starts a ticket's workflow, as the CLI does. */
  async process(ticketId: string): Promise<void> {
    const input = { tenant: 'default', platform: 'zendesk', ticketId, reason: 'operator' } as const;
    await this.client.workflow.start('processTicket', ticketStartOptions(input));
  }

  /** Waits for the end of a ticket's run; who did it. */
  async finished(ticketId: string): Promise<RunTrace> {
    const workflowId = ticketWorkflowId('default', 'zendesk', ticketId);
    await this.client.workflow.getHandle(workflowId).result();
    return this.trace(workflowId);
  }

  async trace(workflowId: string): Promise<RunTrace> {
    const { events } = await this.client.workflow.getHandle(workflowId).fetchHistory();
    const all = events ?? [];
    return {
      builds: all.flatMap(({ workflowTaskCompletedEventAttributes: done }) =>
        done ? [done.deploymentVersion?.buildId ?? ''] : [],
      ),
      activityIdentities: all.flatMap(({ activityTaskStartedEventAttributes: started }) =>
        started ? [started.identity ?? ''] : [],
      ),
    };
  }

  /** How often each ticket was written. */
  async writes(ticketIds: readonly string[]): Promise<(number | undefined)[]> {
    const { tickets } = await sim<Ledger>(this.platformUrl, 'ledger');
    return ticketIds.map((id) => tickets[id]?.writes);
  }
}
