import { addAuditEraseCommand } from './audit-erase.js';
import { type AddCommand, EXIT, stopSignal, answer, tenantNamed, withOutcomes } from './context.js';
import { auditEntries, followedEntries, type KeptEntry } from '../records/audit/entries.js';
import { auditFolderIn } from '../records/audit/stored-line.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { timeOrAge } from '../domain/age.js';
import { labelsInWords } from '../domain/verdict-fields.js';
import { endWithReader, writeLine } from './json-lines.js';
import { pastTime, tenantOption } from './options.js';
import { takenOffText } from '../domain/undone.js';
import type { TicketEntry } from '../ports/audit-log.js';
import { rejectionText } from '../contract/outcome.js';
import { recordedRounds, verifyAuditLog, type AuditReport } from '../records/audit/verify.js';

/** `audit`: the record of what was done with every ticket. */
export const addAuditCommand: AddCommand = (program, run) => {
  const audit = program
    .command('audit')
    .description('The record of what was done with every ticket, in DATA_DIR/audit.');
  // Nested commands take their place below `audit`.
  for (const add of [addAuditShowCommand, addAuditVerifyCommand, addAuditExportCommand, addAuditEraseCommand])
    add(audit, run);
};

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

/** `audit show`: everything that was done with one ticket, oldest first; exit 1 when nothing is known of it. */
export const addAuditShowCommand: AddCommand = (audit, run) => {
  audit
    .command('show')
    .description(
      'What was done with a ticket: who asked, what was found, what was written, or why nothing was.',
    )
    .argument('<ticket>', 'its ID')
    .addOption(tenantOption())
    .action(
      run(async (ticketId: string, { json = false, tenant }: { json?: boolean; tenant: string }) => {
        const config = loadConfig(readEnvironment());
        tenantNamed(config, tenant);
        const folder = auditFolderIn(config.process.dataDir);
        const { keys } = config.logEncryption;
        // A round that was written down twice is one.
        const rounds = new Map<string, TicketEntry>();
        for await (const { entry } of auditEntries({ folder, keys, containing: `"ticketId":"${ticketId}"` }))
          if (entry.kind === 'ticket' && entry.tenant === tenant && entry.ticketId === ticketId)
            rounds.set(entry.id, entry);
        const found = [...rounds.values()].sort((one, other) => (one.at < other.at ? -1 : 1));
        answer(found, { json, text: () => text(ticketId, found) });
        return found.length === 0 ? EXIT.failed : EXIT.done;
      }),
    );
};

const text = (ticketId: string, rounds: readonly TicketEntry[]): string =>
  rounds.length === 0
    ? `The audit log of this data folder knows nothing of ticket ${ticketId}.`
    : rounds.map(roundText).join('\n\n');

function roundText({
  at,
  askedBy,
  outcome,
  why,
  verdict,
  write,
  costMicroUsd,
  ...entry
}: TicketEntry): string {
  const lines = [
    `${at}  ${outcome}${why === null ? '' : `: ${why}`}`,
    ...(entry.refusal === undefined ? [] : [`refused       ${rejectionText(entry.refusal)}`]),
    ...(entry.undone === undefined ? [] : [`taken off by  ${takenOffText(entry.undone)}`]),
    `asked by      ${askedBy}`,
    `run           ${entry.workflowId} ${entry.runId}, round ${entry.round}`,
  ];
  if (verdict !== null) {
    const { source, model, promptVersion, fallbackReason, removed } = verdict;
    const counts = Object.entries(removed).map(([type, count]) => `${type} ${count}`);
    lines.push(
      `removed       ${counts.join(', ') || 'nothing'}`,
      `decided by    ${source === 'llm' ? model : `rules, because of ${fallbackReason}`} (${promptVersion})`,
      `verdict       ${labelsInWords(verdict)}`,
      `verdict ID    ${verdict.verdictId}`,
      `input         ${verdict.inputHash}`,
    );
  }
  if (write !== null) {
    lines.push(
      `${outcome === 'dryRun' ? 'would write' : 'written'.padEnd(11)}   ${write.tags.join(' ')}`,
      `priority      ${write.priority ?? 'left as it was'}`,
      ...(write.refusedPriority === undefined
        ? []
        : [
            `refused       priority ${write.refusedPriority.priority}: ${rejectionText(write.refusedPriority)}`,
          ]),
    );
  }
  return [...lines, `cost          $${(costMicroUsd / 1e6).toFixed(6)}`].join('\n');
}

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
        answer(report, { json, text: () => verificationText(report) });
        return report.faults.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
};

const FAULTS_SHOWN = 20;

const verificationText = ({ files, lines, erased, faults, notes }: AuditReport): string =>
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
