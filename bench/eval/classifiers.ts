import { createHash } from 'node:crypto';
import { createOpenAiModel, type OpenAiModelOptions } from '../../src/models/openai-model.js';
import { classifyLearnt, type TrainedClassifier } from '../../src/domain/classifier/classifier.js';
import { labelProbability, type TokenProbability } from '../../src/domain/label-probability.js';
import { parseVerdict } from '../../src/domain/parse-verdict.js';
import { answersOf, forEachField, type FieldKey } from '../../src/domain/verdict-fields.js';
import { buildPrompt, VERDICT_JSON_SCHEMA } from '../../src/domain/prompt/triage-4.js';
import { withoutOrders } from '../../src/domain/prompt/without-orders.js';
import { classifyByRules, type RuleInput } from '../../src/domain/rules/classify.js';
import { cleanMessage } from '../../src/domain/text/clean-message.js';
import { fitToBudget } from '../../src/domain/text/fit-to-budget.js';
import { NO_USAGE, type Usage, type Verdict } from '../../src/domain/verdict.js';
import { ModelError } from '../../src/ports/model.js';
import type { EvalCase } from './cases.js';

/** What one path said about one case, and what that took. */
export interface Answer {
  /** Null when there was no usable answer; `failure` says why. */
  verdict: Verdict | null;
  failure: string | null;
  usage: Usage;
  latencyMs: number;
  /** How probable each label was, 0 to 1, where the server tells. */
  confidence?: Partial<Record<FieldKey, number>>;
}

export type Classifier = (item: EvalCase) => Promise<Answer>;

const MESSAGE_BUDGET = 12_000;
const MAX_OUTPUT_TOKENS = 300;

/** What judges by itself, without a model; the latency is its alone, without the cleaning before. */
const alone =
  (classify: (text: RuleInput) => { verdict: Verdict }): Classifier =>
  ({ subject, description }) => {
    const messages = [cleanMessage(description)];
    const startedAt = performance.now();
    const { verdict } = classify({ subject, messages });
    const latencyMs = performance.now() - startedAt;
    return Promise.resolve({ verdict, failure: null, usage: NO_USAGE, latencyMs });
  };

/** The keyword rules. */
export const byRules: Classifier = alone(classifyByRules);

/** The keyword rules with a trained classifier before them. */
export const byClassifier = (classifier: TrainedClassifier): Classifier =>
  alone((text) => classifyLearnt(classifier, text));

/** The configured model, asked as the product asks it. One attempt a case: a failure is counted, not repeated. */
export function byModel(options: OpenAiModelOptions): Classifier {
  const model = createOpenAiModel(options);
  return async ({ subject, description }) => {
    const messages = fitToBudget(
      [{ author: 'customer' as const, text: cleanMessage(description) }],
      MESSAGE_BUDGET,
    );
    const inputHash = createHash('sha256').update(subject).update(description).digest('hex');
    const { system, user } = buildPrompt(withoutOrders({ subject, messages, removed: {}, inputHash }));
    const startedAt = performance.now();
    try {
      const {
        text,
        usage,
        tokens = [],
      } = await model.complete({
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        schema: VERDICT_JSON_SCHEMA,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        tokenProbabilities: true,
      });
      const latencyMs = performance.now() - startedAt;
      const parsed = parseVerdict(text);
      return parsed.kind === 'verdict'
        ? { verdict: parsed.verdict, failure: null, usage, latencyMs, confidence: confidenceIn(tokens) }
        : { verdict: null, failure: parsed.reason, usage, latencyMs };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return {
        verdict: null,
        failure: error.kind,
        usage: error.usage ?? NO_USAGE,
        latencyMs: performance.now() - startedAt,
      };
    }
  };
}

function confidenceIn(tokens: readonly TokenProbability[]): NonNullable<Answer['confidence']> {
  return forEachField('key', (field) => labelProbability(tokens, field.key, answersOf(field)) ?? undefined);
}
