/**
 * Set-up cannot go on, for a reason that the person who started it can mend.
 * The message is complete: what was tried, what came, what to do. It is shown without a stack.
 */
export class SetUpError extends Error {
  name = 'SetUpError';
}
