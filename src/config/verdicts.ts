import { z } from 'zod';
import { LARGEST_SETTLE_SECONDS } from '../domain/settle-time.js';
import { DEFAULT_VERDICT_POLICY, type VerdictPolicy } from '../domain/tenant-policy.js';
import { CLASSIFIER_MEANS, classifierFile } from './classifier-file.js';
import { flag } from '../ports/setting.js';
import { settingNotes } from '../ports/setting-notes.js';
import { readText } from './tenants/remembered-texts.js';

/** What a settle time has to be, in the environment as in a tenants file. */
export const SETTLE_TIME = `a whole number of seconds from 0, which is off, to ${LARGEST_SETTLE_SECONDS}`;

/** `SETTLE_SECONDS`, `REANALYZE_REPLIES`, `FALLBACK_CLASSIFIER`: choices about verdicts that hold where a tenants file says nothing. */
export const verdictsSchema = z
  .object({
    SETTLE_SECONDS: z
      .string()
      .regex(/^\d{1,4}$/, SETTLE_TIME)
      .transform(Number)
      .refine((seconds) => seconds <= LARGEST_SETTLE_SECONDS, SETTLE_TIME)
      .default(DEFAULT_VERDICT_POLICY.settleSeconds)
      .register(settingNotes, {
        means: 'A ticket is judged once its customer has written nothing for so long.',
      }),
    REANALYZE_REPLIES: flag
      .default(DEFAULT_VERDICT_POLICY.reanalyzeReplies)
      .register(settingNotes, { means: "Whether a customer's reply after our verdict leads to a new one." }),
    FALLBACK_CLASSIFIER: classifierFile({ folder: '.', read: readText }).optional().register(settingNotes, {
      means: CLASSIFIER_MEANS,
      values: 'the path of a file',
      example: 'classifier.json',
    }),
  })
  .transform((env): VerdictPolicy => ({
    ...DEFAULT_VERDICT_POLICY,
    settleSeconds: env.SETTLE_SECONDS,
    reanalyzeReplies: env.REANALYZE_REPLIES,
    classifier: env.FALLBACK_CLASSIFIER ?? null,
  }));
