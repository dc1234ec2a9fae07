import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import pino, { type Logger } from 'pino';
import type { EncryptionKeys } from '../../crypto/keys.js';
import { colors } from './terminal.js';
import { sealingLines } from '../../crypto/line-cipher.js';

interface LoggingOptions {
  /** Which process speaks: `up`, `worker`, `gateway`. */
  process: string;
  level: string;
  /** Of the terminal; null: text on a terminal, JSON otherwise. `none`: the file only. */
  format: 'text' | 'json' | 'none' | null;
  /** A file that gets every line as JSON, beside the terminal. */
  file: string | null;
  /** The file's lines are encrypted with the first of them; null: written in the clear. */
  keys?: EncryptionKeys | null;
}

/** What a log line may carry, beside its message. Never ticket text, names, addresses or secrets. */
const SHOWN_FIELDS = ['tenant', 'ticketId', 'workflowId', 'kind', 'failure'] as const;

const LEVEL_MARKS: Record<string, string> = {
  10: colors.gray('trace'),
  20: colors.gray('debug'),
  30: colors.green('info '),
  40: colors.yellow('warn '),
  50: colors.red('error'),
  60: colors.red('fatal'),
};

/** Logs go to stderr, so that stdout stays what a command answers. */
export function createLogger({ process: name, level, format, file, keys }: LoggingOptions): Logger {
  const terminal = format ?? (process.stderr.isTTY ? 'text' : 'json');
  const streams: pino.StreamEntry[] = [];
  if (terminal === 'text') streams.push({ level: 'trace', stream: readableText() });
  if (terminal === 'json') {
    const output = pino.destination({ dest: 2, sync: true });
    // Its reader went away, or the terminal was closed: no reason to end what this process does.
    output.on('error', () => undefined);
    streams.push({ level: 'trace', stream: output });
  }
  if (file !== null) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const lines = pino.destination({ dest: file, append: true, sync: true, mode: 0o600 });
    streams.push({ level: 'trace', stream: keys ? sealingLines(keys[0], lines) : lines });
  }
  return pino({ level, base: { process: name } }, pino.multistream(streams));
}

function readableText(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const line = JSON.parse(chunk.toString()) as Record<string, string | number | undefined>;
      const fields = SHOWN_FIELDS.flatMap((field) =>
        line[field] === undefined ? [] : [`${field}=${line[field]}`],
      );
      const time = new Date(line['time'] as number).toISOString().slice(11, 19);
      process.stderr.write(
        `${colors.gray(time)} ${LEVEL_MARKS[String(line['level'])] ?? ''} ${String(line['msg'])} ${colors.gray(fields.join(' '))}\n`,
      );
      done();
    },
  });
}
