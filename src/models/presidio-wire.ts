import { z } from 'zod';

/** One finding; offsets count code points, as Python does. */
const finding = z.object({
  entity_type: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  score: z.number().nullish().catch(null),
});
export type WireFinding = z.output<typeof finding>;

/** The answer of `POST /analyze`. @see https://microsoft.github.io/presidio/api-docs/api-docs.html */
export const analyzeAnswer = z.array(finding);
