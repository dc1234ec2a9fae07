import type { Logger } from 'pino';
import { isProtected } from '../../http/outgoing.js';
import { ConfigurationError } from '../../ports/setting.js';
import type { Config } from '../../config/load.js';
import type { Tracing } from './tracing.js';

/**
 * Tracing as it is configured; null: off, and then nothing that traces is loaded.
 * @throws {ConfigurationError} when the collector's address may not be spoken to.
 */
export async function tracingWhenConfigured(
  { tracing: { collector }, process: { plainHttpHosts } }: Pick<Config, 'tracing' | 'process'>,
  logger: Pick<Logger, 'info' | 'warn'>,
): Promise<Tracing | null> {
  if (collector === null) return null;
  const { protocol, hostname } = new URL(collector.url);
  if (!isProtected(new URL(collector.url), plainHttpHosts)) {
    const expected = 'https:// (or the host named in ALLOW_PLAIN_HTTP)';
    const got = `${protocol}//${hostname}`;
    throw new ConfigurationError([{ variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', expected, got }]);
  }
  const { startTracing } = await import('./tracing.js');
  return startTracing({
    collector,
    onStateChange: (taken) => {
      if (taken) logger.info({ collector: hostname }, 'the collector takes traces again');
      else logger.warn({ collector: hostname }, 'the collector takes no traces; they are dropped');
    },
  });
}
