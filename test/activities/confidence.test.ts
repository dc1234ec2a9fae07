import { describe, expect, test } from '@jest/globals';
import type { Tenant } from '../../src/ports/tenant.js';
import type { TokenProbability } from '../../src/domain/label-probability.js';
import type { CompletionRequest, LanguageModel } from '../../src/ports/model.js';
import { activitiesOver, TENANT } from '../support/activities.js';
import { USAGE } from '../support/fake-model.js';
import { REDACTED } from '../support/ticket-stubs.js';

const VERDICT = { summary: 'The export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' };
const certain = (text: string): TokenProbability => ({ text, logprob: 0, alternatives: [] });
const chosen = (text: string, other: string, probability: number): TokenProbability => ({
  text,
  logprob: Math.log(probability),
  alternatives: [
    { text, logprob: Math.log(probability) },
    { text: other, logprob: Math.log(1 - probability) },
  ],
});
const TOKENS = [
  certain('{"root_cause":"'),
  chosen('bug', 'other', 0.9),
  certain('","urgency":"'),
  chosen('high', 'low', 0.8),
  certain('"}'),
];

/** A model whose server tells token probabilities, or does not; it always states 60 % where it is asked. */
function statingModel(tokens: TokenProbability[] | null) {
  const requests: CompletionRequest[] = [];
  const model: LanguageModel = {
    model: 'small',
    reachable: () => Promise.resolve(),
    complete: (request) => {
      requests.push(request);
      const properties = Object.keys(request.schema.schema['properties'] as object);
      const stated = properties.includes('confidence') ? { confidence: 60 } : {};
      const category = properties.includes('category') ? { category: 'billing' } : {};
      return Promise.resolve({
        text: JSON.stringify({ ...VERDICT, ...stated, ...category }),
        model: 'small',
        usage: USAGE,
        ...(request.tokenProbabilities && tokens ? { tokens } : {}),
      });
    },
  };
  return { model, requests };
}

const analyze = (model: LanguageModel, policy: Partial<Tenant['policy']>, inputHash = 'input') =>
  activitiesOver({ model, policy }).call('analyzeTicket', {
    tenant: TENANT,
    ticket: { ...REDACTED, subject: inputHash },
  });
const asked = ({ schema, tokenProbabilities }: CompletionRequest) => ({
  probabilities: tokenProbabilities === true,
  statement: 'confidence' in (schema.schema['properties'] as object),
});

describe('confidence', () => {
  test('without a threshold nothing is asked, and none is recorded', async () => {
    const { model, requests } = statingModel(TOKENS);
    expect(await analyze(model, {})).not.toHaveProperty('confidence');
    expect(requests.map(asked)).toEqual([{ probabilities: false, statement: false }]);
  });

  test('from token probabilities: root cause times urgency; later tickets are not asked for a statement', async () => {
    const { model, requests } = statingModel(TOKENS);
    const first = await analyze(model, { confidenceThreshold: 0.7 });
    expect(first.confidence).toEqual({ value: 0.72, basis: 'tokenProbabilities' });
    expect(first).not.toHaveProperty('belowConfidence');
    await analyze(model, { confidenceThreshold: 0.7 }, 'another');
    expect(requests.map(asked)).toEqual([
      { probabilities: true, statement: true },
      { probabilities: true, statement: false },
    ]);
  });

  test('else from the statement, labelled as such; later tickets are not asked for probabilities', async () => {
    const { model, requests } = statingModel(null);
    const first = await analyze(model, { confidenceThreshold: 0.7 });
    expect(first.confidence).toEqual({ value: 0.6, basis: 'modelStatement' });
    expect(first.belowConfidence).toBe(0.7);
    expect(first.promptVersion).toMatch(/\+confidence$/);
    await analyze(model, { confidenceThreshold: 0.7 }, 'another');
    expect(requests.map(asked)).toEqual([
      { probabilities: true, statement: true },
      { probabilities: false, statement: true },
    ]);
  });

  test('a verdict at the threshold reaches it', async () => {
    const { model } = statingModel(null);
    expect(await analyze(model, { confidenceThreshold: 0.6 })).not.toHaveProperty('belowConfidence');
  });
});

test('a category becomes a tag with the prefix of the tenant, and the version tells', async () => {
  const { model } = statingModel(null);
  const categories = [{ name: 'billing', description: 'Invoices.' }];
  const analysis = await analyze(model, { categories, categoryTagPrefix: 'ai_topic_' });
  expect(analysis.verdict.category).toBe('billing');
  expect(analysis.categoryTag).toBe('ai_topic_billing');
  expect(analysis.promptVersion).toMatch(/\+categories-[0-9a-f]{8}$/);
});

test('the summary is asked for in the language of the tenant', async () => {
  const { model, requests } = statingModel(null);
  await analyze(model, { summaryLanguage: 'fr' });
  expect(requests[0]?.messages[0]?.content).toContain('in French');
});
