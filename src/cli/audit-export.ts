import { auditEntries, followedEntries, type KeptEntry } from '../records/audit/entries.js';
import { auditFolderIn } from '../records/audit/folder.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { timeOrAge } from '../domain/age.js';
import { EXIT, stopSignal, type AddCommand } from './context.js';
import { endWithReader, writeLine } from './json-lines.js';
import { pastTime } from './options.js';

interface ExportOptions {
  from?: string;
  to?: string;
  follow?: boolean;
}

/** `audit export`: entries as JSON lines, for a file or, with `--follow`, as a stream for a SIEM. */
export const addAuditExportCommand: AddCommand = (audit, run) => {
  audit
    .command('export')
    .description('Print the audit log as JSON lines; an entry that comes twice has the same id.')
    .option('--from <time>', 'what ended at or after it: ISO 8601, or an age such as 24h', pastTime)
    .option('--to <time>', 'what ended before it', pastTime)
    .option('--follow', 'go on with what is added, until SIGTERM or SIGINT')
    .action(
      run(async ({ from, to, follow = false }: ExportOptions) => {
        const config = loadConfig(readEnvironment());
        const now = new Date();
        endWithReader(process.stdout);
        const options = {
          folder: auditFolderIn(config.process.dataDir),
          keys: config.logEncryption.keys,
          ...(from === undefined ? {} : { from: timeOrAge(from, now) ?? from }),
          ...(to === undefined ? {} : { to: timeOrAge(to, now) ?? to }),
        };
        const entries = follow
          ? followedEntries({ ...options, signal: stopSignal() })
          : auditEntries(options);
        for await (const kept of entries) await writeLine(process.stdout, exported(kept));
        return EXIT.done;
      }),
    );
};

/** `hash`, kept elsewhere, shows later that the line was not changed. */
const exported = ({ file, seq, hash, entry }: KeptEntry) => ({ ...entry, file, seq, hash });
