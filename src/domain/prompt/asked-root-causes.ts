import { ROOT_CAUSES, type RootCause } from '../verdict.js';

/**
 * What the model may answer. A small model that has no word for a question calls it a bug, rather than `other`
 * (docs/evaluation.md); in the verdict questions are `other`.
 */
export const ASKED_ROOT_CAUSES = [...ROOT_CAUSES, 'question'] as const;

export const rootCauseOf = (answered: (typeof ASKED_ROOT_CAUSES)[number]): RootCause =>
  answered === 'question' ? 'other' : answered;
