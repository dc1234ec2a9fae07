/** True for what `AbortSignal.timeout` aborts with. @see https://dom.spec.whatwg.org/#dom-abortsignal-timeout */
export function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}
