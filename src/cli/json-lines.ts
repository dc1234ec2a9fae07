import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

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
