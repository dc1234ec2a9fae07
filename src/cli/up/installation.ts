import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config, TenantConfig } from '../../config/load.js';
import type { ProcessConfig } from '../../config/process.js';
import { DEFAULT_PLATFORM, type PlatformName } from '../../contract/names.js';
import { privateCodecPath } from '../../gateway/session.js';
import { type Endpoints, simulatedAccount, simulatedHelpDesk } from './endpoints.js';
import { freePort } from '../../http/free-port.js';
import { ProcessRecord } from './lock.js';
import {
  gatewayProcess,
  simulatorProcess,
  temporalProcess,
  workerProcess,
  type ProcessContext,
} from './processes.js';
import { readRuntime, writeRuntime, type RuntimeInfo, temporalBinary } from './runtime-file.js';
import type { SupervisedProcess } from './supervised-process.js';

interface InstallationOptions {
  config: Config;
  /** At least one. */
  tenants: readonly TenantConfig[];
  endpoints: Endpoints;
  env: NodeJS.ProcessEnv;
  logger: Logger;
  /** Tells what is being started. */
  say: (line: string) => void;
}

/** What a person may see of a pretended model: quick, not instant. */
const SIMULATED_MODEL_LATENCY_MS = '200-600';
const USUAL_PORTS = { temporal: 7233, ui: 8233, gateway: 8080 };
/** One page tells all: the worker's. The gateway's is beside it, wherever there is room. */
const GATEWAY_METRICS_PORT = '0';

/** The processes of one `up` on this machine: Temporal, simulators, worker. */
export class Installation {
  private readonly processes: SupervisedProcess[] = [];
  private readonly context: ProcessContext;
  private readonly ports = new Set<number>();
  readonly runtime: RuntimeInfo;

  constructor(private readonly options: InstallationOptions) {
    const { config, tenants, env, logger } = options;
    const { dataDir } = config.process;
    const last = readRuntime(dataDir);
    this.context = {
      dataDir,
      env: { ...env, DATA_DIR: dataDir },
      record: new ProcessRecord(dataDir),
      logger,
    };
    this.runtime = {
      temporalAddress: config.process.temporalAddress ?? last?.temporalAddress ?? '',
      uiUrl: config.process.temporalAddress === null ? (last?.uiUrl ?? null) : null,
      gatewayUrl: last?.gatewayUrl ?? null,
      gatewayToken: config.gateway.token ?? last?.gatewayToken ?? randomBytes(24).toString('base64url'),
      // Of several, those of the first.
      platformUrl: tenants[0]?.platform?.baseUrl ?? last?.platformUrl ?? '',
      llmUrl: tenants[0]?.llm.endpoint?.baseUrl ?? last?.llmUrl ?? '',
      ...(this.platformKind === DEFAULT_PLATFORM ? {} : { ticketPlatform: this.platformKind }),
      pid: process.pid,
    };
  }

  /** Of several tenants, that of the first. */
  private get platformKind(): PlatformName {
    return this.options.tenants[0]?.platformKind ?? DEFAULT_PLATFORM;
  }

  /** How this process reaches the server. One that was started here knows neither TLS nor keys. */
  get processConfig(): ProcessConfig {
    const config = this.options.config.process;
    const { temporalAddress } = this.runtime;
    return config.temporalAddress === null ? { ...config, temporalAddress, temporalEnvironment: {} } : config;
  }

  /** Starts everything, in the order in which one needs the other. */
  async start(): Promise<void> {
    const { endpoints, config, tenants, say } = this.options;
    const left = await this.context.record.endLeftovers();
    if (left.length > 0) say(`ended what an earlier start left behind: ${left.join(', ')}`);
    const gatewayPort = await this.gatewayPort();
    this.runtime.gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    if (config.process.temporalAddress === null) await this.startTemporal();
    if (config.process.temporalAddress === null) forgetOtherServers(this.context.env);
    this.context.env.TEMPORAL_ADDRESS = this.runtime.temporalAddress;
    this.context.env.TEMPORAL_NAMESPACE = config.process.namespace;
    if (tenants.length > 1) tenants.forEach((tenant) => say(placesOf(tenant)));
    await Promise.all([
      endpoints.simulatePlatform ? this.startPlatformSimulator() : undefined,
      endpoints.simulateModel ? this.startModelSimulator() : undefined,
    ]);
    const metricsPort = await freePort([config.metrics.port], this.ports);
    this.runtime.metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
    writeRuntime(config.process.dataDir, this.runtime);
    await this.startWorker(metricsPort);
    await this.startGateway(gatewayPort);
  }

  /** What a child prints is kept in the clear: with a key for logs, its log lines are in the encrypted file only. */
  private get printed(): 'json' | 'none' {
    return this.options.config.logEncryption.keys === null ? 'json' : 'none';
  }

  private async startWorker(metricsPort: number): Promise<void> {
    const { config, tenants, say } = this.options;
    say('starting the worker');
    const env = {
      ...this.context.env,
      LOG_FORMAT: this.printed,
      LOG_FILE: path.join(config.process.dataDir, 'logs', 'worker.jsonl'),
      METRICS_PORT: String(metricsPort),
      // Nobody would make a version current here, and until then its worker gets no work.
      TEMPORAL_DEPLOYMENT_NAME: '',
      TEMPORAL_WORKER_BUILD_ID: '',
      ...(this.runtime.uiUrl === null ? {} : { TEMPORAL_UI_URL: this.runtime.uiUrl }),
    };
    await this.run(
      workerProcess({ ...this.context, env }, Math.max(...tenants.map(({ llm }) => llm.timeoutMs))),
    );
  }

  private async startGateway(port: number): Promise<void> {
    const { config, say } = this.options;
    say('starting the gateway');
    const env = {
      ...this.context.env,
      LOG_FORMAT: this.printed,
      LOG_FILE: path.join(config.process.dataDir, 'logs', 'gateway.jsonl'),
      METRICS_PORT: GATEWAY_METRICS_PORT,
      GATEWAY_HOST: config.gateway.host,
      GATEWAY_PORT: String(port),
      GATEWAY_TOKEN: this.runtime.gatewayToken ?? '',
      ...(this.runtime.uiUrl === null ? {} : { TEMPORAL_UI_URL: this.runtime.uiUrl }),
    };
    await this.run(gatewayProcess({ ...this.context, env }));
  }

  /** Rejects when a process fails for good. */
  get failure(): Promise<never> {
    return Promise.race(this.processes.map((process) => process.failure));
  }

  /** Stops everything in reverse order: the worker first, while what it needs still runs. */
  async stop(): Promise<void> {
    for (const process of this.processes.reverse()) await process.stop();
  }

  /** One that is said is taken as it is; else the last one, else the usual. */
  private async gatewayPort(): Promise<number> {
    return this.options.config.gateway.port ?? this.portLike(this.runtime.gatewayUrl, USUAL_PORTS.gateway);
  }

  private async startTemporal(): Promise<void> {
    const { config, env, say } = this.options;
    const binary = await temporalBinary(env);
    const [port, uiPort] = [
      await this.portLike(`http://${this.runtime.temporalAddress}`, USUAL_PORTS.temporal),
      await this.portLike(this.runtime.uiUrl, USUAL_PORTS.ui),
    ];
    say('starting the Temporal server');
    const { dataDir, namespace } = config.process;
    const codecEndpoint = `${this.runtime.gatewayUrl}${privateCodecPath(this.runtime.gatewayToken ?? '')}`;
    await this.run(
      temporalProcess(this.context, binary, { dataDir, port, uiPort, namespace, codecEndpoint }),
    );
    this.runtime.temporalAddress = `127.0.0.1:${port}`;
    this.runtime.uiUrl = `http://127.0.0.1:${uiPort}`;
  }

  private async startPlatformSimulator(): Promise<void> {
    const { env, dataDir } = this.context;
    const kind = this.platformKind;
    const port = await this.portLike(this.runtime.platformUrl);
    const { args, environment } = simulatedHelpDesk(kind, { dataDir, env });
    this.options.say('starting the help desk simulator');
    await this.run(simulatorProcess(this.context, { kind, port, args }));
    this.runtime.platformUrl = `http://127.0.0.1:${port}`;
    Object.assign(env, environment, simulatedAccount(kind, this.runtime.platformUrl));
  }

  private async startModelSimulator(): Promise<void> {
    const { env } = this.context;
    const port = await this.portLike(this.runtime.llmUrl);
    this.options.say('starting the model simulator');
    await this.run(
      simulatorProcess(this.context, {
        kind: 'llm',
        port,
        args: ['--latency-ms', SIMULATED_MODEL_LATENCY_MS],
      }),
    );
    this.runtime.llmUrl = `http://127.0.0.1:${port}/v1`;
    delete env.OPENAI_API_KEY;
    delete env.LLM_PRIVATE_HOSTS;
    env.OPENAI_BASE_URL = this.runtime.llmUrl;
  }

  /** The port of the last run if it is free, so that addresses last; else the usual one, else any. */
  private portLike(url: string | null, usual?: number): Promise<number> {
    const last = url !== null && URL.canParse(url) ? Number(new URL(url).port) : NaN;
    const preferred = [last, usual].filter((port): port is number => port !== undefined && port > 0);
    return freePort(preferred, this.ports);
  }

  private async run(process: SupervisedProcess): Promise<void> {
    this.processes.push(process);
    await process.start();
  }
}

/** Where a tenant's help desk and model are, for people. */
const placesOf = ({ name, platform, llm }: TenantConfig): string =>
  `tenant ${name}: help desk ${platform?.baseUrl}, model ${llm.endpoint?.baseUrl}`;

/** Credentials and TLS settings of a server elsewhere would be used on ours. */
function forgetOtherServers(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) {
    if (/^TEMPORAL_(API_KEY|TLS|GRPC_META|PROFILE|CONFIG_FILE)/.test(name)) delete env[name];
  }
}
