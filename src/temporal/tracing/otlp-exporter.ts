import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import got from 'got';
import { outgoingAgents } from '../../http/outgoing.js';
import type { CollectorConfig } from '../../config/observability.js';

/** A collector that is busy says so with one of these. @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-response */
const RETRYABLE = [429, 502, 503, 504];
const MOST_RETRIES = 3;

/**
 * Sends spans to a collector by OTLP/HTTP in JSON. OpenTelemetry's own exporter takes no agent, and so knows neither our
 * TLS rules nor our proxies.
 */
export class OtlpExporter implements SpanExporter {
  readonly #collector: CollectorConfig;
  readonly #agent: ReturnType<typeof outgoingAgents>;
  readonly #withinMs: number;
  readonly #pending = new Set<Promise<ExportResult>>();

  /** @param withinMs for one batch, retries included. */
  constructor(collector: CollectorConfig, withinMs: number) {
    this.#collector = collector;
    this.#agent = outgoingAgents(new URL(collector.url));
    this.#withinMs = withinMs;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    const sending = this.#send(spans).then(
      (): ExportResult => ({ code: ExportResultCode.SUCCESS }),
      // A copy: the client's own holds the headers, and with them the collector's key.
      ({ message }: Error): ExportResult => ({ code: ExportResultCode.FAILED, error: new Error(message) }),
    );
    this.#pending.add(sending);
    void sending.then((result) => {
      this.#pending.delete(sending);
      done(result);
    });
  }

  /** Resolves when what was handed over is sent, or given up. */
  async shutdown(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #send(spans: ReadableSpan[]): Promise<void> {
    const { url, headers } = this.#collector;
    await got(url, {
      method: 'POST',
      body: Buffer.from(JsonTraceSerializer.serializeRequest(spans) ?? []),
      headers: { ...headers, 'content-type': 'application/json' },
      agent: this.#agent,
      followRedirect: false,
      retry: { limit: MOST_RETRIES, methods: ['POST'], statusCodes: RETRYABLE, errorCodes: [] },
      signal: AbortSignal.timeout(this.#withinMs),
    });
  }
}
