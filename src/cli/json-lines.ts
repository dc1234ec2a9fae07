import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The non-empty lines of a stream. */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  for await (const line of createInterface({ input, crlfDelay: Infinity }))
    if (line.trim() !== '') yield line;
}

/** Writes one value as a line of JSON, waiting while the reader is slower. */
export async function writeLine(output: NodeJS.WritableStream, value: unknown): Promise<void> {
  if (output.write(`${JSON.stringify(value)}\n`)) return;
  await new Promise((resolve) => output.once('drain', resolve));
}
