import { expect, test } from '@jest/globals';
import { NO_USAGE } from '../../../src/domain/verdict.js';
import { measuredModel } from '../../../src/health/metrics/worker-metrics.js';
import { ModelError, type CompletionRequest } from '../../../src/ports/model.js';
import type { ModelRequest } from '../../../src/ports/metrics.js';
import { fakeModel, USAGE } from '../../support/fake-model.js';

const REQUEST: CompletionRequest = { messages: [], schema: { name: 's', schema: {} }, maxOutputTokens: 9 };

function measured(answer: string | Error) {
  const asked: ModelRequest[] = [];
  const metrics = { modelAsked: (request: ModelRequest) => void asked.push(request) };
  return { asked, model: measuredModel(fakeModel([answer]).model, { tenant: 'acme', metrics }) };
}

test('an answer is passed on, and counted with what it used under the configured name', async () => {
  const { asked, model } = measured('yes');
  expect(await model.complete(REQUEST)).toMatchObject({ text: 'yes', model: 'answering-model' });
  expect(asked).toEqual([
    {
      tenant: 'acme',
      model: 'configured-model',
      result: 'answered',
      usage: USAGE,
      durationMs: expect.any(Number),
    },
  ]);
});

test.each([
  [new ModelError('cut off', { kind: 'truncated', usage: USAGE }), 'truncated', USAGE],
  [new ModelError('away', { kind: 'unavailable' }), 'unavailable', NO_USAGE],
])(
  '%s is passed on, and counted by its kind with what was paid all the same',
  async (error, result, usage) => {
    const { asked, model } = measured(error);
    await expect(model.complete(REQUEST)).rejects.toBe(error);
    expect(asked).toMatchObject([{ result, usage }]);
  },
);

test('a request that was told to stop is not counted', async () => {
  const { asked, model } = measured(new Error('stopped'));
  await expect(model.complete(REQUEST)).rejects.toThrow('stopped');
  expect(asked).toEqual([]);
});
