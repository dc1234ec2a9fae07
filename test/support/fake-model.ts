import type { Completion, CompletionRequest, LanguageModel } from '../../src/ports/model.js';
import { CannedAnswers } from './canned-answers.js';

/** What the fake model says it used for each answer. */
export const USAGE = { inputTokens: 120, cachedInputTokens: 20, outputTokens: 30, costUsd: 0.00005 };

/** A model with canned answers, texts or errors, that records what it is asked. */
export function fakeModel(answers: (string | Error)[]) {
  const completions = new CannedAnswers<CompletionRequest, string>('complete', answers);
  const model: LanguageModel = {
    model: 'configured-model',
    reachable: () => Promise.resolve(),
    complete: async (request): Promise<Completion> => ({
      text: await completions.next(request),
      model: 'answering-model',
      usage: USAGE,
    }),
  };
  return { model, requests: completions.requests };
}

/** An answer that is a verdict. */
export const verdictText = (summary = 'The export crashes.'): string =>
  JSON.stringify({ summary, root_cause: 'bug', urgency: 'high', sentiment: 'negative' });
