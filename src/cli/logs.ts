import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { EncryptionKeys } from '../crypto/keys.js';
import { SealedTextError, openedLine } from '../crypto/line-cipher.js';
import { ConfigurationError } from '../ports/setting.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { EXIT, type AddCommand } from './context.js';
import { endWithReader, linesOf, writeText } from './json-lines.js';

/** `logs decrypt`: encrypted log and audit files, or stdin, as the lines they were made from. */
export const addLogsCommand: AddCommand = (program, run) => {
  program
    .command('logs')
    .description('The log files of LOG_FILE and DATA_DIR.')
    .command('decrypt')
    .description(
      'Print encrypted log or audit lines as they were before; lines in the clear pass as they are.',
    )
    .argument('[file...]', 'files to read; none: stdin, so that `tail -f` can be followed')
    .action(
      run(async (files: string[]) => {
        const { keys } = loadConfig(readEnvironment()).logEncryption;
        if (keys === null) throw new ConfigurationError([WITHOUT_KEY]);
        endWithReader(process.stdout);
        let unreadable = 0;
        const sources = files.length > 0 ? files : [null];
        for (const file of sources)
          unreadable += await decrypt(file === null ? process.stdin : createReadStream(file), {
            name: file ?? 'stdin',
            keys,
          });
        return unreadable > 0 ? EXIT.failed : EXIT.done;
      }),
    );
};

const WITHOUT_KEY = {
  variable: 'LOG_ENCRYPTION_KEY',
  expected: 'the key that the files were encrypted with',
  got: 'unset',
};

/** Answers how many lines could not be read; each is named on stderr, and the rest goes on. */
async function decrypt(
  input: Readable,
  { name, keys }: { name: string; keys: EncryptionKeys },
): Promise<number> {
  let unreadable = 0;
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    try {
      await writeText(process.stdout, `${openedLine(line, keys)}\n`);
    } catch (error) {
      if (!(error instanceof SealedTextError)) throw error;
      unreadable += 1;
      process.stderr.write(
        `${JSON.stringify({ error: { file: name, line: number, message: error.message } })}\n`,
      );
    }
  }
  return unreadable;
}
