import { NO_USAGE } from '../../domain/verdict.js';
import { ModelError, type LanguageModel } from '../../ports/model.js';
import type { Metrics, ModelRequest } from '../../ports/metrics.js';

export interface MeasuredModelOptions {
  tenant: string;
  metrics: Pick<Metrics, 'modelAsked'>;
}

/** The same model; each request for a completion is counted with what it cost. One that was aborted is not. */
export function measuredModel(
  model: LanguageModel,
  { tenant, metrics }: MeasuredModelOptions,
): LanguageModel {
  return {
    model: model.model,
    reachable: (signal) => model.reachable(signal),
    async complete(request, signal) {
      const startedAtMs = performance.now();
      const asked = (end: Pick<ModelRequest, 'result' | 'usage'>) =>
        metrics.modelAsked({
          tenant,
          model: model.model,
          durationMs: performance.now() - startedAtMs,
          ...end,
        });
      try {
        const completion = await model.complete(request, signal);
        asked({ result: 'answered', usage: completion.usage });
        return completion;
      } catch (error) {
        if (error instanceof ModelError) asked({ result: error.kind, usage: error.usage ?? NO_USAGE });
        throw error;
      }
    },
  };
}
