import { z } from 'zod';
import { apiRoot, positiveInteger, zeroToOne, settingNotes } from '../ports/setting.js';

/** What happens to a ticket while the second detector does not answer. */
const PRESIDIO_FAILURE_WAYS = ['stop', 'continue'] as const;

/** The optional second detector of personal data. */
export interface PresidioConfig {
  /** Null: ours alone. */
  baseUrl: string | null;
  language: string;
  timeoutMs: number;
  /** 0 to 1. */
  leastScore: number;
  /** `stop`: the ticket waits until it answers. `continue`: our own detectors decide alone. */
  onFailure: (typeof PRESIDIO_FAILURE_WAYS)[number];
}

/** `PRESIDIO_*`. Without `PRESIDIO_URL` the others mean nothing. */
export const presidioSchema = z
  .object({
    PRESIDIO_URL: apiRoot(/\/analyze$/)
      .optional()
      .register(settingNotes, {
        means:
          "Root of a Microsoft Presidio analyzer's REST API, whose findings are merged with ours. It gets raw text.",
      }),
    PRESIDIO_LANGUAGE: z
      .string()
      .regex(/^[a-z]{2}$/, 'an ISO 639-1 language of two small letters, such as en')
      .default('en')
      .register(settingNotes, { means: 'The language of its model.' }),
    PRESIDIO_TIMEOUT_MS: positiveInteger('milliseconds')
      .default(5_000)
      .register(settingNotes, { means: 'How long an answer is waited for.' }),
    PRESIDIO_LEAST_SCORE: zeroToOne('a score from 0 to 1, such as 0.5')
      .default(0.5)
      .register(settingNotes, { means: 'Findings that are less sure are left out.' }),
    PRESIDIO_ON_FAILURE: z
      .enum(PRESIDIO_FAILURE_WAYS, 'stop or continue')
      .default('stop')
      .register(settingNotes, {
        means: 'While it does not answer: `stop`, tickets wait; `continue`, our own detectors decide alone.',
      }),
  })
  .transform((env): PresidioConfig => ({
    baseUrl: env.PRESIDIO_URL ?? null,
    language: env.PRESIDIO_LANGUAGE,
    timeoutMs: env.PRESIDIO_TIMEOUT_MS,
    leastScore: env.PRESIDIO_LEAST_SCORE,
    onFailure: env.PRESIDIO_ON_FAILURE,
  }));
