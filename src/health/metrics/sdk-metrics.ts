import { Runtime, type RuntimeOptions } from '@temporalio/worker';
import { freePort } from '../../http/free-port.js';

/** Reads a page of metrics in Prometheus' text format. */
export type MetricsText = () => Promise<string>;

const HOST = '127.0.0.1';
const TIMEOUT_MS = 2_000;
/** Another process may take the port between our look and the SDK's. */
const ATTEMPTS = 3;

/**
 * Installs Temporal's runtime with its own exporter on a private port of loopback, and answers how to read it. The
 * names have Prometheus' units and endings; docs/metrics.md, board and rules go by them.
 * @throws when the runtime is installed already.
 */
export async function installRuntimeWithMetrics(options: RuntimeOptions): Promise<MetricsText> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort([], new Set());
    try {
      Runtime.install({
        ...options,
        telemetryOptions: { ...options.telemetryOptions, metrics: exporter(port) },
      });
      return () => read(`http://${HOST}:${port}/metrics`);
    } catch (error) {
      if (attempt === ATTEMPTS || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

const exporter = (port: number) => ({
  attachServiceName: false,
  prometheus: {
    bindAddress: `${HOST}:${port}`,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  },
});

async function read(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url}: expected 200, got ${answer.status}`);
  return answer.text();
}
