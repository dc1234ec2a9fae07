import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createTenantGauges } from '../../src/health/metrics/series.js';
import { createWorkerMetrics } from '../../src/health/metrics/worker-metrics.js';
import { outcome } from '../records/statistics/support/outcomes.js';
import { PROMETHEUS_FILE, RULES_FILE } from './queries.js';

/** Simulating hours of rules takes longer than Jest's five seconds on a busy machine. */
jest.setTimeout(60_000);

/** What `promtool` says of something; throws when it is not content. */
function promtool(args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`promtool ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout + stderr;
}

const isInstalled = spawnSync('promtool', ['--version']).error === undefined;
const describeWithPromtool = isInstalled ? describe : describe.skip;

describeWithPromtool('promtool (on PATH; Debian: apt-get install prometheus)', () => {
  test('the rules can be read', () => {
    expect(promtool(['check', 'rules', RULES_FILE])).toContain('SUCCESS');
  });

  test('the example configuration can be read, with its rules', () => {
    expect(promtool(['check', 'config', PROMETHEUS_FILE])).toContain('SUCCESS');
  });

  test('the rules fire when they should and not when they should not', () => {
    const file = path.join(import.meta.dirname, 'rules.promtool.yml');
    expect(promtool(['test', 'rules', file])).toContain('SUCCESS');
  });

  test('our metrics are named as they should be', async () => {
    const registry = new Registry();
    const metrics = createWorkerMetrics(registry);
    metrics.tenantsAre(['acme']);
    metrics.roundEnded(outcome());
    createTenantGauges(registry);
    expect(promtool(['check', 'metrics'], await registry.metrics())).toBe('');
  });

  test('it would say so if they were not', async () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const page = await registry.metrics();
    expect(() => promtool(['check', 'metrics'], page)).toThrow('nodejs_active_handles_total');
  });
});
