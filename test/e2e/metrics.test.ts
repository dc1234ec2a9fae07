import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { sampleOn } from '../support/metric-values.js';
import { totalWrites } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';

jest.setTimeout(300_000);

let installation: TestInstallation;
beforeEach(() => {
  installation = new TestInstallation();
});
afterEach(() => installation.close());

/** The sum of a metric's samples, as far as they have this label. */
function sumOn(page: string, metric: string, label = ''): number {
  const samples = page.split('\n').filter((line) => line.startsWith(`${metric}{`) && line.includes(label));
  return samples.reduce((sum, sample) => sum + Number(sample.split(' ').at(-1)), 0);
}

test("the page that up names tells as many writes, requests and tokens as the simulators' own ledgers", async () => {
  const limits = ['--requests-per-minute', '0', '--updates-per-minute', '0'];
  const platformUrl = await installation.simulate('zendesk', ['--tickets', '40', ...limits]);
  const llmUrl = await installation.simulate('llm');
  const env = { ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1`, METRICS_PORT: '0' };
  const up = installation.cli(['up'], env);
  await until('the scan is done', () => up.output().includes('Scanning by'), 200_000);
  const { metricsUrl = '' } = installation.runtime;
  const desk = await sim<Ledger & { requests: number }>(platformUrl, 'ledger');
  const model = await sim<{ tokens: { prompt: number; completion: number } }>(llmUrl, 'ledger');
  const page = await (await fetch(metricsUrl)).text();
  expect({
    written: sumOn(page, 'ticket_processor_tickets_total', 'outcome="updated"'),
    requests: sumOn(page, 'ticket_processor_platform_requests_total'),
    inputTokens: sumOn(page, 'ticket_processor_model_tokens_total', 'input"'),
    outputTokens: sumOn(page, 'ticket_processor_model_tokens_total', 'kind="output"'),
    temporal: sumOn(page, 'temporal_workflow_completed_total', 'workflow_type="processTicket"'),
    circuit: sampleOn(page, 'ticket_processor_circuit_state{tenant="default",service="platform"}'),
  }).toEqual({
    written: totalWrites(desk),
    requests: desk.requests,
    inputTokens: model.tokens.prompt,
    outputTokens: model.tokens.completion,
    temporal: totalWrites(desk),
    circuit: 0,
  });
  expect(sampleOn(page, 'ticket_processor_last_scan_timestamp_seconds{tenant="default"}')).toBeGreaterThan(0);
});
