import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { newEncryptionKeyText, parseEncryptionKeys, type EncryptionKeys } from '../../src/crypto/keys.js';
import { temporalBinary } from '../../src/cli/up/runtime-file.js';
import {
  SERVER_ENVIRONMENT,
  startDevArguments,
  storeFolderIn,
  temporalIsReady,
} from '../../src/cli/up/embedded-temporal.js';
import { freePort } from '../../src/http/free-port.js';
import { WORKER_MEMORY } from '../../src/cli/up/processes.js';
import { RigProcess, built } from './child-process.js';
import { CommandLine } from './command-line.js';
import { workerEnvironment, type WorkerVersion } from './worker-environment.js';

export interface RigOptions {
  /** Tickets the help desk holds; about four of five want a verdict. */
  tickets: number;
  seed?: number;
  /** Every verdict costs a call to the model. Default: equal tickets share one. */
  distinctTickets?: boolean;
  /** Tickets in flight. */
  concurrency: number;
  workers?: number;
  platformLatencyMs?: [number, number];
  modelLatencyMs?: [number, number];
  /** The help desk's limits and our share of them; 0 lifts them. Default 0. */
  requestsPerMinute?: number;
  updatesPerMinute?: number;
  /** Default: never; somebody triggers the schedule. */
  scanCron?: string;
  /** Default 30,000. */
  modelTimeoutMs?: number;
}

const NEVER = '0 0 1 1 *';

/** What one worker has of its own. */
export interface AddedWorker {
  /** Default: unversioned. */
  version?: WorkerVersion | undefined;
  /** Default: the model of the rig. */
  modelUrl?: string | undefined;
}

/**
 * Everything of one run, each in a process of its own on this machine: a durable embedded Temporal server,
 * help desk and model simulators, and workers with encryption and statistics as in production.
 */
export class Rig {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'ticket-processor-bench-'));
  private readonly processes: RigProcess[] = [];
  private connection: Connection | null = null;
  readonly workers: RigProcess[] = [];
  temporal!: RigProcess;
  platform!: RigProcess;
  model!: RigProcess;
  client!: Client;
  platformUrl = '';
  modelUrl = '';
  private temporalAddress = '';
  private readonly key = newEncryptionKeyText('bench');

  private constructor(private readonly options: RigOptions) {}

  static async start(options: RigOptions): Promise<Rig> {
    const rig = new Rig(options);
    try {
      await rig.startServices();
      await rig.startTemporal();
      for (let index = 0; index < (options.workers ?? 1); index += 1) await rig.addWorker();
      return rig;
    } catch (error) {
      await rig.close();
      throw error;
    }
  }

  /** Help desk and model only, for the bare loop. */
  static async startServicesOnly(options: RigOptions): Promise<Rig> {
    const rig = new Rig(options);
    try {
      await rig.startServices();
      return rig;
    } catch (error) {
      await rig.close();
      throw error;
    }
  }

  get dataDir(): string {
    return path.join(this.folder, 'data');
  }

  private async startServices(): Promise<void> {
    const {
      tickets,
      seed = 1,
      distinctTickets = false,
      platformLatencyMs,
      modelLatencyMs,
      requestsPerMinute = 0,
      updatesPerMinute = 0,
    } = this.options;
    mkdirSync(this.dataDir, { recursive: true });
    const ports = new Set<number>();
    const [platformPort, modelPort] = [await freePort([], ports), await freePort([], ports)];
    this.platform = this.spawn('zendesk', {
      hasChannel: true,
      ...built('simulators/zendesk/main.js', [
        ...simulatorArguments(platformPort, { seed, latencyMs: platformLatencyMs }),
        ...['--tickets', String(tickets), '--requests-per-minute', String(requestsPerMinute)],
        ...['--updates-per-minute', String(updatesPerMinute)],
        ...(distinctTickets ? ['--distinct-tickets'] : []),
        ...(requestsPerMinute === 0 ? ['--exports-per-minute', '0'] : []),
      ]),
    });
    this.model = this.spawnModel('llm', modelPort, modelLatencyMs);
    this.platformUrl = `http://127.0.0.1:${platformPort}`;
    this.modelUrl = `http://127.0.0.1:${modelPort}/v1`;
    await Promise.all([
      answers(`${this.platformUrl}/_sim/ledger`),
      answers(`http://127.0.0.1:${modelPort}/_sim/ledger`),
    ]);
  }

  private async startTemporal(): Promise<void> {
    const ports = new Set<number>();
    const [port, uiPort] = [await freePort([], ports), await freePort([], ports)];
    this.temporalAddress = `127.0.0.1:${port}`;
    const args = startDevArguments({
      dataDir: this.dataDir,
      port,
      uiPort,
      namespace: 'default',
      codecEndpoint: 'http://127.0.0.1:1',
    });
    const command = await temporalBinary(process.env);
    this.temporal = this.spawn('temporal', {
      ...{ command, args, env: SERVER_ENVIRONMENT },
      cwd: storeFolderIn(this.dataDir),
    });
    await this.temporalAnswers();
    this.connection = await Connection.connect({ address: this.temporalAddress });
    const dataConverter = createDataConverter(keysOf(this.key));
    this.client = new Client({ connection: this.connection, dataConverter });
  }

  /** Resolves when the server answers; after a kill as well as after the first start. */
  temporalAnswers(): Promise<void> {
    return temporalIsReady(this.temporalAddress, 'default');
  }

  /** One more model simulator; its URL. */
  async addModel(name: string, latencyMs: [number, number]): Promise<string> {
    const port = await freePort([], new Set());
    this.spawnModel(name, port, latencyMs);
    await answers(`http://127.0.0.1:${port}/_sim/ledger`);
    return `http://127.0.0.1:${port}/v1`;
  }

  /** One more worker process; resolves when it polls. */
  async addWorker(own: AddedWorker = {}): Promise<RigProcess> {
    const worker = this.spawn(`worker-${this.workers.length + 1}`, {
      ...built('src/cli/run.js', ['worker'], WORKER_MEMORY.nodeArguments),
      hasChannel: true,
      env: this.environmentOf(own),
    });
    this.workers.push(worker);
    await worker.ready();
    return worker;
  }

  /** A gateway that takes webhooks signed with this secret; its address. */
  async addGateway(webhookSecret: string): Promise<string> {
    const port = await freePort([], new Set());
    const gateway = this.spawn('gateway', {
      ...built('src/cli/run.js', ['gateway']),
      hasChannel: true,
      env: {
        ...this.environmentOf({}),
        ZENDESK_WEBHOOK_SECRET: webhookSecret,
        GATEWAY_TOKEN: randomBytes(24).toString('base64url'),
        GATEWAY_PORT: String(port),
      },
    });
    await gateway.ready();
    return `http://127.0.0.1:${port}`;
  }

  /** The product's commands, with the settings that workers have. */
  async commandLine(): Promise<CommandLine> {
    const env = { ...this.environmentOf({}), TEMPORAL_CLI_PATH: await temporalBinary(process.env) };
    return new CommandLine({ env, folder: this.folder });
  }

  /** Ends every process; removes what they kept, unless somebody wants to look at it. */
  async close({ keepFolder = false } = {}): Promise<void> {
    await this.connection?.close();
    for (const process of this.processes.reverse()) await process.stop();
    if (!keepFolder) rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private environmentOf({ version, modelUrl = this.modelUrl }: AddedWorker): Record<string, string> {
    const { concurrency, requestsPerMinute = 0, updatesPerMinute = 0 } = this.options;
    const { scanCron = NEVER, modelTimeoutMs = 30_000 } = this.options;
    return workerEnvironment({
      ...{ concurrency, requestsPerMinute, updatesPerMinute, scanCron, modelTimeoutMs, version, modelUrl },
      temporalAddress: this.temporalAddress,
      dataDir: this.dataDir,
      encryptionKey: this.key,
      platformUrl: this.platformUrl,
    });
  }

  private spawnModel(name: string, port: number, latencyMs?: [number, number]): RigProcess {
    const { seed = 1 } = this.options;
    const args = simulatorArguments(port, { seed, latencyMs });
    return this.spawn(name, { hasChannel: true, ...built('simulators/llm/main.js', args) });
  }

  private spawn(
    name: string,
    options: Omit<ConstructorParameters<typeof RigProcess>[0], 'name' | 'logDir'>,
  ): RigProcess {
    const process = new RigProcess({ ...options, name, logDir: this.folder });
    this.processes.push(process);
    return process;
  }
}

const simulatorArguments = (
  port: number,
  { seed, latencyMs }: { seed: number; latencyMs: [number, number] | undefined },
): string[] => [
  ...['--port', String(port), '--seed', String(seed)],
  ...(latencyMs ? ['--latency-ms', latencyMs.join('-')] : []),
];

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await delay(50)) {
    const ok = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ok) return;
  }
  throw new Error(`${url} did not answer within 2 minutes`);
}

function keysOf(text: string): EncryptionKeys {
  const parsed = parseEncryptionKeys(text);
  if ('keys' in parsed) return parsed.keys;
  throw new Error(`expected ${parsed.faults.join(', ')}`);
}
