import type { Logger } from 'pino';
import type { SecondOpinion } from '../ports/second-opinion.js';
import { createPresidioDetector } from '../models/presidio.js';
import { ConfigurationError } from '../ports/faults.js';
import type { PresidioConfig } from '../models/presidio-settings.js';
import type { Metrics } from '../ports/metrics.js';
import { PiiDetectorError } from '../ports/pii-detector.js';

/** What a second detector is composed with. */
export interface SecondOpinionOptions {
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
