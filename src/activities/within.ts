/** No answer came in time. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * The answer, if it comes in time. What is late goes on and ends by itself; nobody looks.
 * @throws {LateError} after `limitMs` milliseconds.
 */
export async function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LateError(`no answer within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
