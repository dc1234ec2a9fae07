import { expect, test } from '@jest/globals';
import { Gauge, Registry } from 'prom-client';
import { metricsPage } from '../../../src/health/metrics/server.js';

function parts() {
  const registry = new Registry();
  const gauge = new Gauge({ name: 'open_tickets', help: 'Open.', registers: [registry] });
  return { registry, refresh: () => Promise.resolve(gauge.set(5)) };
}

test("our metrics, read just now, and then Temporal's", async () => {
  const page = metricsPage({ ...parts(), sdk: () => Promise.resolve('# TYPE x counter\nx 1\n') });
  expect(await page()).toBe(
    '# HELP open_tickets Open.\n# TYPE open_tickets gauge\nopen_tickets 5\n# TYPE x counter\nx 1\n',
  );
});

test("without Temporal's the rest is told, and the reason to whoever asked for it", async () => {
  const told: unknown[] = [];
  const failure = new Error('no answer');
  const sdk = () => Promise.reject(failure);
  const page = metricsPage({ ...parts(), sdk, onSdkError: (error) => void told.push(error) });
  expect(await page()).toContain('open_tickets 5\n');
  expect(told).toEqual([failure]);
});
