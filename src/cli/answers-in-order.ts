/** How many lines are at work at once, and what is done with each. */
export interface LineWork<T> {
  concurrency: number;
  answer: (line: string) => Promise<T>;
}

type Event<T> = { line: IteratorResult<string, unknown> } | { answered: T };

/**
 * What becomes of each line, in the order of the lines, several at work at once; each as soon as it and those before it
 * are done, whether further lines come or not.
 * @throws what the first line in order failed with; what the lines behind it come to is dropped.
 */
export async function* answersInOrder<T>(
  lines: AsyncIterable<string>,
  { concurrency, answer }: LineWork<T>,
): AsyncGenerator<T> {
  const source = lines[Symbol.asyncIterator]();
  const inFlight: Promise<Event<T>>[] = [];
  const read = (): Promise<Event<T>> => source.next().then((line) => ({ line }));
  let next: Promise<Event<T>> | null = read();
  while (next !== null || inFlight.length > 0) {
    const reading: Promise<Event<T>>[] = next !== null && inFlight.length < concurrency ? [next] : [];
    const event = await Promise.race([...inFlight.slice(0, 1), ...reading]);
    if ('answered' in event) {
      void inFlight.shift();
      yield event.answered;
    } else if (event.line.done === true) {
      next = null;
    } else {
      const work = answer(event.line.value).then((answered) => ({ answered }));
      // A later line may fail while an earlier one is waited for.
      void work.catch(() => undefined);
      inFlight.push(work);
      next = read();
    }
  }
}
