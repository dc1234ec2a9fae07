import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import got from 'got';
import { Runtime, type RuntimeOptions } from '@temporalio/worker';
import { directAgents } from '../../http/outgoing.js';
import { freePort } from '../../http/free-port.js';

export interface MetricsServerOptions {
  host: string;
  /** Taken: any free one. 0: any free one at once. */
  port: number;
  page: MetricsText;
  /** Called with what kept the page from being made. */
  onError: (error: unknown) => void;
}

export interface MetricsServer {
  /** The page's address. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves one page of metrics at `/metrics`, and at `/livez` that the process goes on, whatever it depends on: nothing
 * else. It wants no token, as scrapers and supervisors expect: no ticket, text or person is on it.
 * @throws what `listen` throws for another reason than a port that is taken.
 */
export async function serveMetrics({
  host,
  port,
  page,
  onError,
}: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    const [path] = url.split('?', 1);
    if (method === 'GET' && path === '/livez') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
      return;
    }
    if (method !== 'GET' || path !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('see /metrics\n');
      return;
    }
    page().then(
      (text) => response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text),
      (error: unknown) => {
        onError(error);
        response.writeHead(500, { 'content-type': 'text/plain' }).end('the metrics could not be collected\n');
      },
    );
  });
  await listen(server, { host, port });
  // A process that fails must not be kept alive by those who watch it.
  server.unref();
  const { port: bound, address, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await listenOnce(server, { host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listenOnce(server, { host, port: 0 });
  }
}

function listenOnce(server: Server, address: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...address, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface MetricsPageOptions {
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

/** Reads a page of metrics in Prometheus' text format. */
export type MetricsText = () => Promise<string>;

const HOST = '127.0.0.1';
const agent = directAgents();
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
  return got(url, { agent, retry: { limit: 0 }, timeout: { request: TIMEOUT_MS } }).text();
}
