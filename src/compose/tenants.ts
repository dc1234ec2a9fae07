import type { SecondOpinion, Tenant, Tenants } from '../ports/tenant.js';
import { descriptorOf, type PlatformConfig } from '../platforms/index.js';
import { createOpenAiModel } from '../models/openai-model.js';
import { ConfigurationError } from '../ports/setting.js';
import type { ReadyTenant } from '../config/tenants/tenant.js';
import { measuredModel } from '../health/metrics/worker-metrics.js';
import { type LanguageModel, PiiDetectorError } from '../ports/model.js';
import type { Metrics, PlatformRequest } from '../ports/metrics.js';
import type { RequesterTickets, TicketPlatform } from '../ports/platform.js';
import type { Logger } from 'pino';
import { createPresidioDetector } from '../models/presidio.js';
import type { PresidioConfig } from '../models/presidio-settings.js';

/** What the adapters of all tenants share. */
export interface ComposeOptions {
  plainHttpHosts: readonly string[];
  /** Takes note of every request to a help desk or model. */
  metrics?: Pick<Metrics, 'platformAsked' | 'modelAsked'>;
  /** A second detector of personal data. */
  secondOpinion?: SecondOpinion | undefined;
}

/** Adapters and policies of the configured tenants, for the activities. */
export function composeTenants(tenants: readonly ReadyTenant[], options: ComposeOptions): Tenants {
  return new Map(tenants.map((tenant) => [tenant.name, composeTenant(tenant, options)]));
}

/** The adapter of a configured model. */
export function composeModel(llm: ReadyTenant['llm'], plainHttpHosts: readonly string[]): LanguageModel {
  const { endpoint, privateHosts, ...options } = llm;
  return createOpenAiModel({
    ...options,
    baseUrl: endpoint.baseUrl,
    ...(endpoint.apiKey === undefined ? {} : { apiKey: endpoint.apiKey }),
    ...(privateHosts === undefined ? {} : { privateHosts }),
    allowPlainHttpHosts: plainHttpHosts,
  });
}

/** The adapter of a configured help desk. */
export function composePlatform(
  account: PlatformConfig,
  options: {
    plainHttpHosts: readonly string[];
    onResponse?: (request: Omit<PlatformRequest, 'tenant'>) => void;
  },
): TicketPlatform {
  const { plainHttpHosts, ...others } = options;
  return descriptorOf(account.kind).createPlatform(account, {
    ...others,
    allowPlainHttpHosts: plainHttpHosts,
  });
}

/** What finds the tickets of a person on a configured help desk. */
export function composeRequesterTickets(
  account: PlatformConfig,
  plainHttpHosts: readonly string[],
): RequesterTickets {
  return descriptorOf(account.kind).createRequesterTickets(account, { allowPlainHttpHosts: plainHttpHosts });
}

/** Adapters and policy of one tenant. */
export function composeTenant(
  { name, platform, llm, triage, policy }: ReadyTenant,
  { plainHttpHosts, metrics, secondOpinion }: ComposeOptions,
): Tenant {
  const model = composeModel(llm, plainHttpHosts);
  return {
    ...(secondOpinion && { secondOpinion }),
    name,
    platformName: platform.kind,
    platform: composePlatform(platform, {
      plainHttpHosts,
      ...(metrics && { onResponse: (request) => metrics.platformAsked({ tenant: name, ...request }) }),
    }),
    model: metrics ? measuredModel(model, { tenant: name, metrics }) : model,
    policy: {
      ...policy,
      scanStatuses: triage.statuses,
      filter: triage.filter,
      scanStart: triage.scanStart,
      concurrency: triage.concurrency,
      dryRun: triage.dryRun === true,
      phoneRegion: triage.phoneRegion,
    },
  };
}

/** What a second detector is composed with. */
interface SecondOpinionOptions {
  plainHttpHosts: readonly string[];
  logger: Pick<Logger, 'warn'>;
  /** Takes note of every request and outage. */
  metrics?: Pick<Metrics, 'detectorAsked' | 'detectorFailed'>;
}

/**
 * The configured second detector of personal data, undefined where there is none. What it fails to answer and
 * `continue` passes over is logged.
 * @throws {ConfigurationError} when its address may not be spoken to.
 */
export function composeSecondOpinion(
  { baseUrl, onFailure, ...options }: PresidioConfig,
  { plainHttpHosts, logger, metrics }: SecondOpinionOptions,
): SecondOpinion | undefined {
  if (baseUrl === null) return undefined;
  let passedOver = 0;
  try {
    return {
      detector: createPresidioDetector({
        ...options,
        baseUrl,
        allowPlainHttpHosts: plainHttpHosts,
        ...(metrics && { onRequest: (request) => metrics.detectorAsked(request) }),
      }),
      onFailure,
      onOutage: ({ kind, message }) => {
        metrics?.detectorFailed(onFailure);
        if (onFailure === 'stop') return;
        passedOver += 1;
        logger.warn({ kind, passedOver }, `redacted without a second opinion: ${message}`);
      },
    };
  } catch (error) {
    if (!(error instanceof PiiDetectorError)) throw error;
    const { protocol, hostname } = new URL(baseUrl);
    const expected = 'https:// (or the host named in ALLOW_PLAIN_HTTP)';
    throw new ConfigurationError([{ variable: 'PRESIDIO_URL', expected, got: `${protocol}//${hostname}` }]);
  }
}
