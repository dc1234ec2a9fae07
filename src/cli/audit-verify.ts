import { auditFolderIn } from '../records/audit/folder.js';
import { recordedRounds } from '../records/audit/recorded-rounds.js';
import { verifyAuditLog, type AuditReport } from '../records/audit/verify.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { answer, EXIT, withOutcomes, type AddCommand } from './context.js';

interface VerifyOptions {
  complete?: boolean;
  json?: boolean;
}

/** `audit verify`: exit 1 when a line was changed, removed, added or cut off. */
export const addAuditVerifyCommand: AddCommand = (audit, run) => {
  audit
    .command('verify')
    .description(
      'Check that no line of the audit log was changed, removed, added or cut off; exit 1 if one was.',
    )
    .argument('[folder...]', 'audit folders, of several workers all together; none: DATA_DIR/audit')
    .option(
      '--complete',
      'the folders are those of all workers: every round that the statistics hold must be there (always so with SQLite in DATA_DIR)',
    )
    .action(
      run(async (given: string[], { complete = false, json = false }: VerifyOptions) => {
        const config = loadConfig(readEnvironment());
        const folders = given.length > 0 ? given : [auditFolderIn(config.process.dataDir)];
        const { databaseUrl, retentionDays: keepDays } = config.statistics;
        const now = new Date();
        const compared = complete || (given.length === 0 && databaseUrl === null);
        const recorded = compared
          ? await withOutcomes(config, (outcomes) => recordedRounds(outcomes, { days: keepDays, now }))
          : null;
        const { keys } = config.logEncryption;
        const report = await verifyAuditLog({ folders, keys, keepDays, now, recorded });
        answer(report, { json, text: () => text(report) });
        return report.faults.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
};

const FAULTS_SHOWN = 20;

const text = ({ files, lines, erased, faults, notes }: AuditReport): string =>
  [
    `${lines} lines in ${files} files, ${erased} of them erased on request`,
    ...notes.map((note) => `note: ${note}`),
    ...faults
      .slice(0, FAULTS_SHOWN)
      .map(({ file, what }) => `FAULT: ${file === null ? '' : `${file}, `}${what}`),
    ...(faults.length > FAULTS_SHOWN
      ? [`… and ${faults.length - FAULTS_SHOWN} more (--json lists all)`]
      : []),
    faults.length === 0 ? 'Nothing was changed, removed or added.' : `${faults.length} faults.`,
  ].join('\n');
