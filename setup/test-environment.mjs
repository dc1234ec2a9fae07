/** Names and name prefixes (with *) of every variable that configures the product. */
const PRODUCT_VARIABLES = [
  'TEMPORAL_*',
  'TENANTS_FILE',
  'TICKET_PLATFORM',
  'ZENDESK_*',
  'FRESHDESK_*',
  'OPENAI_*',
  'LLM_*',
  'ALLOW_PLAIN_HTTP',
  'SCAN_*',
  'CONCURRENCY',
  'DRY_RUN',
  'DEFAULT_PHONE_REGION',
  'DATA_DIR',
  'DATABASE_URL',
  'PAYLOAD_ENCRYPTION_KEYS',
  'LOG_*',
  'GATEWAY_*',
  'METRICS_PORT',
  'PRESIDIO_URL',
  'SLACK_WEBHOOK_URL',
  'PAGERDUTY_*',
  'SMTP_URL',
  'ALERT_*',
  'OTEL_*',
  'FORCE_COLOR',
];

/**
 * The environment for tests: nothing of what configures the product and no credential, whoever's shell it is,
 * but the paths of the binaries that set-up found.
 * @param {Record<string, string | undefined>} env
 * @param {{ temporalPath: string, testServerPath: string | null }} binaries
 * @returns {Record<string, string | undefined>}
 */
export function testEnvironment(env, { temporalPath, testServerPath }) {
  const kept = Object.entries(env).filter(([name]) => !configuresProduct(name));
  return {
    ...Object.fromEntries(kept),
    TEMPORAL_CLI_PATH: temporalPath,
    ...(testServerPath ? { TEMPORAL_TEST_SERVER_PATH: testServerPath } : {}),
  };
}

/** Windows compares variable names without regard to case, so we do. */
function configuresProduct(/** @type {string} */ variable) {
  const name = variable.toUpperCase();
  return PRODUCT_VARIABLES.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}
