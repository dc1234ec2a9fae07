/**
 * What an error says at its root: the failure of a step rather than that of the workflow around it. An error that
 * stands for several and says nothing itself is told by those.
 */
export function rootMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return [...new Set(error.errors.map(rootMessage))].join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
