import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { SecondOpinion } from '../ports/tenant.js';
import { composeSecondOpinion } from '../compose/tenants.js';
import type { Config } from '../config/load.js';
import { commandLogger } from './context.js';

/** The non-empty lines of a stream. */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  for await (const line of createInterface({ input, crlfDelay: Infinity }))
    if (line.trim() !== '') yield line;
}

/** Writes one value as a line of JSON, waiting while the reader is slower. */
export const writeLine = (output: NodeJS.WritableStream, value: unknown): Promise<void> =>
  writeText(output, `${JSON.stringify(value)}\n`);

/** Writes a text, waiting while the reader is slower. */
export async function writeText(output: NodeJS.WritableStream, text: string): Promise<void> {
  if (output.write(text)) return;
  await new Promise((resolve) => output.once('drain', resolve));
}

/** Ends the process quietly once whoever reads its output, such as `head`, has seen enough. */
export function endWithReader(output: NodeJS.WriteStream): void {
  output.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}

/** How many lines are at work at once, and what is done with each. */
interface LineWork<T> {
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

/**
 * The second detector that the configuration names, asked as ticket runs ask it; undefined where it names none. With
 * `continue` what it does not answer is logged on stderr; with `stop` its error ends the command.
 * @throws {ConfigurationError} when its address may not be spoken to.
 */
export function secondOpinionOf(command: string, config: Config): SecondOpinion | undefined {
  if (config.presidio.baseUrl === null) return undefined;
  const { plainHttpHosts } = config.process;
  return composeSecondOpinion(config.presidio, { plainHttpHosts, logger: commandLogger(command, config) });
}
