import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';
import { tracingWhenConfigured } from '../../src/temporal/tracing/when-configured.js';

const faultsOf = (env: Record<string, string>): readonly { variable: string; got: string }[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
};
const SILENT = { info: () => undefined, warn: () => undefined };

describe('OTEL_*', () => {
  test('without an endpoint nothing is traced, whatever else is said', async () => {
    const config = loadConfig({ OTEL_SERVICE_NAME: 'triage', OTEL_TRACES_SAMPLER_ARG: '0.5' });
    expect(config.tracing).toEqual({ collector: null });
    expect(await tracingWhenConfigured(config, SILENT)).toBeNull();
  });

  test('an endpoint with its defaults, below which traces have a path of their own', () => {
    expect(
      loadConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example.org/' }).tracing.collector,
    ).toEqual({
      url: 'https://otlp.example.org/v1/traces',
      headers: {},
      serviceName: 'ticket-processor',
      share: 1,
    });
  });

  test('headers are a list, their values URL-encoded', () => {
    const { tracing } = loadConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example.org',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc, x-scope=1',
    });
    expect(tracing.collector?.headers).toEqual({ authorization: 'Bearer abc', 'x-scope': '1' });
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization=%zz'],
    ['OTEL_TRACES_SAMPLER_ARG', '2'],
  ])('%s=%s is a fault', (variable, value) => {
    expect(faultsOf({ [variable]: value }).map((fault) => fault.variable)).toEqual([variable]);
  });

  test('what headers hold is not repeated when they are wrong', () => {
    const [fault] = faultsOf({ OTEL_EXPORTER_OTLP_HEADERS: 'Bearer of-the-collector' });
    expect(fault).toMatchObject({ variable: 'OTEL_EXPORTER_OTLP_HEADERS', got: 'set (not shown)' });
  });

  test('spans go without TLS to this machine and to hosts allowed by name only', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.org:4318' };
    await expect(tracingWhenConfigured(loadConfig(env), SILENT)).rejects.toThrow(
      'OTEL_EXPORTER_OTLP_ENDPOINT: expected https://',
    );
    const allowed = loadConfig({ ...env, ALLOW_PLAIN_HTTP: 'collector.example.org' });
    const tracing = await tracingWhenConfigured(allowed, SILENT);
    expect(tracing).not.toBeNull();
    await tracing?.close();
  });
});
