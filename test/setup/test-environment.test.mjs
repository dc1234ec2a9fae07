import { expect, test } from '@jest/globals';
import { testEnvironment } from '../../setup/test-environment.mjs';

const BINARIES = { temporalPath: '/cache/temporal', testServerPath: '/cache/test-server' };

test.each([
  'TEMPORAL_ADDRESS',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TENANTS_FILE',
  'TICKET_PLATFORM',
  'ZENDESK_API_TOKEN',
  'FRESHDESK_API_KEY',
  'OPENAI_API_KEY',
  'LLM_PRIVATE_HOSTS',
  'ALLOW_PLAIN_HTTP',
  'SCAN_CRON',
  'CONCURRENCY',
  'DRY_RUN',
  'DEFAULT_PHONE_REGION',
  'DATA_DIR',
  'DATABASE_URL',
  'PAYLOAD_ENCRYPTION_KEYS',
  'LOG_ENCRYPTION_KEY',
  'GATEWAY_TOKEN',
  'METRICS_PORT',
  'PRESIDIO_URL',
  'SLACK_WEBHOOK_URL',
  'PAGERDUTY_ROUTING_KEY',
  'SMTP_URL',
  'ALERT_EMAIL_TO',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'zendesk_email',
])('%s does not reach the tests', (name) => {
  expect(testEnvironment({ [name]: 'real' }, BINARIES)).not.toHaveProperty(name);
});

test('everything else does, and the binaries are those that set-up found', () => {
  const env = { PATH: '/bin', HOME: '/home', TEMPORAL_CLI_PATH: 'other', HTTPS_PROXY: 'http://proxy' };
  expect(testEnvironment(env, BINARIES)).toEqual({
    PATH: '/bin',
    HOME: '/home',
    HTTPS_PROXY: 'http://proxy',
    TEMPORAL_CLI_PATH: '/cache/temporal',
    TEMPORAL_TEST_SERVER_PATH: '/cache/test-server',
  });
});

test('no test server → its variable is unset, whatever it was', () => {
  const env = { TEMPORAL_TEST_SERVER_PATH: '/gone' };
  const result = testEnvironment(env, { ...BINARIES, testServerPath: null });
  expect(result).toEqual({ TEMPORAL_CLI_PATH: '/cache/temporal' });
});
