import { describe, expect, test } from '@jest/globals';
import { modelChecks } from '../../../src/cli/doctor/model.js';
import { runChecks } from '../../../src/cli/doctor/checks.js';
import { settingNames } from '../../../src/cli/doctor/configuration.js';
import { ModelError, type LanguageModel, type ModelErrorKind } from '../../../src/ports/model.js';
import { fakeModel, USAGE, verdictText } from '../../support/fake-model.js';

const HOST = 'llm.example';
const broken = (kind: ModelErrorKind) => new ModelError(`model at ${HOST}: ${kind}`, { kind });

async function examined(model: LanguageModel, fileEntry: string | null = null) {
  const settings = settingNames(fileEntry);
  const results = await runChecks(modelChecks({ model, host: HOST, region: 'US', settings }));
  return Object.fromEntries(results.map((result) => [result.name, result]));
}

describe('the model', () => {
  test('a verdict → ok, with model, latency, tokens and cost; one request with our schema', async () => {
    const { model, requests } = fakeModel([verdictText()]);
    const of = await examined(model);
    expect(of['model_reachable']?.status).toBe('ok');
    expect(of['model_answers']).toMatchObject({
      status: 'ok',
      found: expect.stringMatching(/^answering-model gave a verdict in .*120 tokens in, 30 out/),
      details: {
        model: 'answering-model',
        latencyMs: expect.any(Number),
        inputTokens: USAGE.inputTokens,
        outputTokens: USAGE.outputTokens,
        costUsd: USAGE.costUsd,
      },
    });
    expect(requests.map(({ schema }) => schema.name)).toEqual(['ticket_verdict']);
  });

  test('an answer that is no verdict → error: the endpoint is there, the model is of no use', async () => {
    const of = await examined(fakeModel(['I would say it is a bug.']).model);
    expect(of['model_reachable']?.status).toBe('ok');
    expect(of['model_answers']).toMatchObject({ status: 'error', fault: 'failed' });
    expect(of['model_answers']?.found).not.toContain('I would say');
    expect(of['model_answers']?.advice).toMatch(/another model.*the rules decide/);
  });

  test.each<[ModelErrorKind, RegExp]>([
    ['unauthorized', /OPENAI_API_KEY/],
    ['unavailable', /OPENAI_BASE_URL/],
    ['invalidRequest', /LLM_MODEL/],
    ['timeout', /LLM_TIMEOUT_MS/],
    ['rateLimited', /limit/],
  ])('%s → error that says what to mend', async (kind, advice) => {
    const { model } = fakeModel([broken(kind)]);
    const of = await examined({ ...model, reachable: () => Promise.reject(broken(kind)) });
    for (const name of ['model_reachable', 'model_answers'])
      expect(of[name]).toMatchObject({
        status: 'error',
        fault: 'failed',
        advice: expect.stringMatching(advice),
      });
  });

  test.each<[ModelErrorKind, string]>([
    ['unauthorized', 'tenants[1].model.apiKey'],
    ['unavailable', 'tenants[1].model.baseUrl'],
    ['invalidRequest', 'tenants[1].model.name'],
    ['timeout', 'tenants[1].model.timeoutMs'],
  ])('%s of a tenant of the file → its path in the file, and no variable', async (kind, path) => {
    const { model_answers } = await examined(fakeModel([broken(kind)]).model, 'tenants[1]');
    expect(model_answers?.advice).toContain(path);
    expect(model_answers?.advice).not.toMatch(/[A-Z]{3,}_/);
  });

  test('out of reach for the probe, but answering → each says what it found', async () => {
    const { model } = fakeModel([verdictText()]);
    const late = Object.assign(new Error('too late'), { name: 'TimeoutError' });
    const of = await examined({ ...model, reachable: () => Promise.reject(late) });
    expect([of['model_reachable']?.status, of['model_answers']?.status]).toEqual(['error', 'ok']);
  });

  test('no token counts → a warning: nobody will know the cost', async () => {
    const { model } = fakeModel([verdictText()]);
    const silent: LanguageModel = {
      ...model,
      complete: async (request) => ({
        ...(await model.complete(request)),
        usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 },
      }),
    };
    expect((await examined(silent))['model_answers']?.status).toBe('warning');
  });
});
