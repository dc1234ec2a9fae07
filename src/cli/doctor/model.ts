import { askModel } from '../../verdict/reach-verdict.js';
import type { RedactedTicket } from '../../domain/ticket.js';
import { ModelError, type LanguageModel, type ModelErrorKind } from '../../ports/model.js';
import { error, ok, warning, type Check, type Finding } from './report.js';
import type { SettingNames } from './configuration.js';
import { isTimeout } from './help-desk.js';

interface ModelOptions {
  model: LanguageModel;
  /** Host of the model, for people. */
  host: string;
  /** ISO 3166 alpha-2, for phone numbers in the summary. */
  region: string;
  settings: SettingNames;
}

const PROBE_TIMEOUT_MS = 10_000;
/** The model's own time-out comes first, unless it is set very long. */
const VERDICT_TIMEOUT_MS = 120_000;

/** A made-up ticket, as short as a ticket can be. */
const SAMPLE: RedactedTicket = {
  subject: 'Export',
  messages: [{ author: 'customer', text: 'The export of invoices crashes with an error.' }],
  removed: {},
  inputHash: '',
};

const adviceFor = (settings: SettingNames): Record<ModelErrorKind, string> => ({
  rateLimited: 'wait, or raise the limit or the credit of the model account',
  timeout: `raise ${settings.modelTimeout}, or use a faster model`,
  unavailable: `check ${settings.modelAddress}, and whether the model server runs`,
  unauthorized: `mend ${settings.modelKey}`,
  invalidRequest: `check ${settings.modelName} and ${settings.modelAddress}: the server refuses the request as such`,
  refusal: 'use another model: this one declines a plain ticket',
  truncated: 'use another model: this one rambles past the output limit',
  empty: 'use another model: this one answers without a text',
  unusable: 'use another model: this one cannot hold to the verdict asked for',
});

/** `model_reachable` (what `health` asks, free of cost) and `model_answers` (one real verdict on a made-up ticket). */
export function modelChecks({ model, host, region, settings }: ModelOptions): Check[] {
  return [
    {
      name: 'model_reachable',
      run: () =>
        modelFinding(settings, async () => {
          await model.reachable(AbortSignal.timeout(PROBE_TIMEOUT_MS));
          return ok(`${host} answers with our credentials`);
        }),
    },
    {
      name: 'model_answers',
      run: () => modelFinding(settings, () => realVerdict(model, region)),
    },
  ];
}

async function realVerdict(model: LanguageModel, region: string): Promise<Finding> {
  const startedAtMs = performance.now();
  const signal = AbortSignal.timeout(VERDICT_TIMEOUT_MS);
  const analysis = await askModel(model, SAMPLE, { region, signal });
  const latencyMs = Math.round(performance.now() - startedAtMs);
  const { inputTokens, outputTokens, costUsd } = analysis.usage;
  const details = { model: analysis.model, latencyMs, inputTokens, outputTokens, costUsd };
  const found =
    `${analysis.model} gave a verdict in ${(latencyMs / 1000).toFixed(1)} s ` +
    `(${inputTokens} tokens in, ${outputTokens} out, $${costUsd.toFixed(6)})`;
  if (inputTokens + outputTokens > 0) return ok(found, { details });
  return warning(found, 'the server tells no token counts: cost is not known, budgets see nothing', {
    details,
  });
}

async function modelFinding(settings: SettingNames, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (cause) {
    const kind = cause instanceof ModelError ? cause.kind : isTimeout(cause) ? 'timeout' : null;
    if (kind === null) throw cause;
    const found = cause instanceof ModelError ? cause.message : 'no answer in time';
    return error('failed', found, `${adviceFor(settings)[kind]}; until then the rules decide`);
  }
}
