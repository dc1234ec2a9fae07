import type { ModelFaults } from '../../simulators/llm/faults.js';
import type { ZendeskFaults } from '../../simulators/zendesk/faults.js';

/** What goes wrong at help desk and model for a while. */
export interface Weather {
  name: string;
  /** How long it lasts, from and to. */
  lastsMs: readonly [number, number];
  platform: ZendeskFaults;
  model: ModelFaults;
}

const USUAL_MS = [6_000, 12_000] as const;

/**
 * Of everything a little. Outages (5xx, resets, pages, lost answers) stay well below a fifth of the calls here: the
 * circuit opens for a minute at five in a row, and a run would be one long pause.
 */
const UNSETTLED = {
  platform: {
    error5xx: 0.04,
    reset: 0.03,
    htmlMaintenance: 0.02,
    error429: 0.06,
    commitThenReset: 0.06,
    commitThen5xx: 0.04,
    conflict: 0.08,
    agentEdit: 0.1,
    slow: 0.05,
    slowMs: [300, 2_500],
  },
  model: {
    error5xx: 0.02,
    html: 0.02,
    reset: 0.02,
    error429: 0.02,
    error429WithoutRetryAfter: 0.02,
    timeout: 0.02,
    refusal: 0.02,
    truncated: 0.02,
    prose: 0.02,
    badJson: 0.02,
    wrongEnum: 0.02,
    wrongCase: 0.02,
    empty: 0.02,
    nullContent: 0.02,
  },
} satisfies Pick<Weather, 'platform' | 'model'>;

const weather = (
  name: string,
  changes: { platform?: ZendeskFaults; model?: ModelFaults; lastsMs?: readonly [number, number] } = {},
): Weather => ({
  name,
  lastsMs: changes.lastsMs ?? USUAL_MS,
  platform: { ...UNSETTLED.platform, ...changes.platform },
  model: { ...UNSETTLED.model, ...changes.model },
});

const unsettled = weather('unsettled');
const serverErrors = weather('server errors', {
  platform: { error5xx: 0.1, htmlMaintenance: 0.05, reset: 0.06 },
});
const lostAnswers = weather('lost answers', { platform: { commitThenReset: 0.2, commitThen5xx: 0.15 } });
const busyAgents = weather('busy agents', { platform: { agentEdit: 0.35, conflict: 0.15 } });
const rateLimits = weather('rate limits', {
  platform: { error429: 0.5 },
  model: { error429: 0.3, error429WithoutRetryAfter: 0.1 },
});
/** Some answers come after the client has given up, so that a write is applied behind its back. */
const slowAnswers = weather('slow answers', { platform: { slow: 0.12, slowMs: [500, 18_000] } });
const oddAnswers = weather('odd answers of the model', {
  model: { refusal: 0.06, truncated: 0.06, badJson: 0.06, wrongEnum: 0.06, empty: 0.06, nullContent: 0.06 },
});
/** Answers that nobody should read to their end, some of a write that was applied. */
const oversizedAnswers = weather('oversized answers', {
  platform: { gzipBomb: 0.05, endlessAnswer: 0.03, drippingAnswer: 0.03 },
  model: { gzipBomb: 0.05, endlessAnswer: 0.03, drippingAnswer: 0.03 },
});
const calm: Weather = { name: 'calm', lastsMs: [4_000, 8_000], platform: {}, model: {} };

/** What every round of weathers has, in an order that the seed decides. */
export const EVERY_ROUND: readonly Weather[] = [
  unsettled,
  serverErrors,
  lostAnswers,
  busyAgents,
  rateLimits,
  lostAnswers,
  busyAgents,
  unsettled,
  slowAnswers,
  oversizedAnswers,
  oddAnswers,
  calm,
];

/** One of these a round, in turn. A closed help desk is rare and short: every circuit opens for a minute. */
export const IN_TURN: readonly Weather[] = [
  weather('model down', { model: { error5xx: 0.7, html: 0.2 } }),
  weather('help desk closed', { platform: { htmlMaintenance: 1 }, lastsMs: [1_500, 3_000] }),
  weather('model key refused', { model: { unauthorized: true }, lastsMs: [3_000, 5_000] }),
  weather('model without schemas', { model: { noJsonSchema: true } }),
];

export const CALM = calm;
