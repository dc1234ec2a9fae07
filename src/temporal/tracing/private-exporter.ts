import { ROOT_CONTEXT } from '@opentelemetry/api';
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import {
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { privateSpan } from './private-span.js';

export interface PrivateExporterOptions {
  /** Of all traces, 0 to 1. */
  share: number;
  /** Told once when the collector stops taking spans, and once when it takes them again. */
  onStateChange: (taken: boolean) => void;
}

/**
 * The one way out for spans, whoever made them: a share of the traces, each span without what it must not tell. Which
 * traces are kept goes by their ID alone, so that processes with the same share keep the same ones, whole.
 */
export class PrivateExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #sampler: TraceIdRatioBasedSampler;
  readonly #onStateChange: PrivateExporterOptions['onStateChange'];
  #taken = true;

  constructor(exporter: SpanExporter, { share, onStateChange }: PrivateExporterOptions) {
    this.#exporter = exporter;
    this.#sampler = new TraceIdRatioBasedSampler(share);
    this.#onStateChange = onStateChange;
  }

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    const kept = spans.filter((span) => this.#isKept(span.spanContext().traceId));
    if (kept.length === 0) return resultCallback({ code: ExportResultCode.SUCCESS });
    this.#exporter.export(kept.map(privateSpan), ({ code }) => {
      this.#report(code === ExportResultCode.SUCCESS);
      // Reported already: the SDK would print the collector's answer as well.
      resultCallback({ code: ExportResultCode.SUCCESS });
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  #isKept(traceId: string): boolean {
    const { decision } = this.#sampler.shouldSample(ROOT_CONTEXT, traceId);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  }

  #report(taken: boolean): void {
    if (taken !== this.#taken) this.#onStateChange(taken);
    this.#taken = taken;
  }
}
