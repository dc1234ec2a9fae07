import type { Registry } from 'prom-client';
import type { MetricsText } from './sdk-metrics.js';

export interface MetricsPageOptions {
  registry: Registry;
  /** Brings gauges up to date that are read when somebody looks. */
  refresh: () => Promise<void>;
  /** Temporal's own metrics; a process without workers has none. */
  sdk?: MetricsText | undefined;
  onSdkError?: (error: unknown) => void;
}

/** The page of one process. When Temporal's exporter does not answer, the rest of it is still told. */
export function metricsPage({ registry, refresh, sdk, onSdkError }: MetricsPageOptions): MetricsText {
  return async () => {
    const [sdkText] = await Promise.all([
      sdk === undefined ? '' : sdk().catch(absent(onSdkError)),
      refresh(),
    ]);
    return `${await registry.metrics()}${sdkText}`;
  };
}

const absent =
  (onError: MetricsPageOptions['onSdkError']) =>
  (error: unknown): string => {
    onError?.(error);
    return '';
  };
