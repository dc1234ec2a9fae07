import { WORKER_MEMORY } from '../../src/cli/up/processes.js';

/** What a worker of a rig is told. */
export interface WorkerSettings {
  temporalAddress: string;
  dataDir: string;
  /** `id:base64`, as `PAYLOAD_ENCRYPTION_KEYS` takes it. */
  encryptionKey: string;
  platformUrl: string;
  modelUrl: string;
  concurrency: number;
  /** Our share of the help desk's limits; 0: it has none. */
  requestsPerMinute: number;
  updatesPerMinute: number;
  /** Six or seven fields begin with seconds. */
  scanCron: string;
  modelTimeoutMs: number;
  /** Default: unversioned. */
  version?: WorkerVersion | undefined;
}

/** The build that a worker is of, and the fleet it belongs to. */
export interface WorkerVersion {
  deploymentName: string;
  buildId: string;
}

/** Our settings for a help desk without limits. */
const NO_LIMIT = { requests: 600_000, updates: 200_000 };

/** The environment of a worker with encryption and statistics as in production. */
export const workerEnvironment = (settings: WorkerSettings): Record<string, string> => ({
  ...WORKER_MEMORY.env,
  TEMPORAL_ADDRESS: settings.temporalAddress,
  DATA_DIR: settings.dataDir,
  PAYLOAD_ENCRYPTION_KEYS: settings.encryptionKey,
  ZENDESK_BASE_URL: settings.platformUrl,
  ZENDESK_SUBDOMAIN: 'bench',
  ZENDESK_REQUESTS_PER_MINUTE: String(settings.requestsPerMinute || NO_LIMIT.requests),
  ZENDESK_UPDATES_PER_MINUTE: String(settings.updatesPerMinute || NO_LIMIT.updates),
  OPENAI_BASE_URL: settings.modelUrl,
  LLM_TIMEOUT_MS: String(settings.modelTimeoutMs),
  DRY_RUN: 'false',
  SCAN_CRON: settings.scanCron,
  SCAN_START: '2000h',
  CONCURRENCY: String(settings.concurrency),
  LOG_LEVEL: 'warn',
  LOG_FORMAT: 'json',
  ...(settings.version && {
    TEMPORAL_DEPLOYMENT_NAME: settings.version.deploymentName,
    TEMPORAL_WORKER_BUILD_ID: settings.version.buildId,
  }),
});
